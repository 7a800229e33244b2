# METADATA
# title: Entities
# description: What is common to entities of every kind.
package lib.entity

# METADATA
# description: What a person calls an entity - its name, or its id where it has none or the name is not known.
label(entity) := entity.name if {
	is_string(entity.name)
} else := entity.id
