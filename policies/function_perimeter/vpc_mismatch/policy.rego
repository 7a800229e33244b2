# METADATA
# title: VPC placement does not match what the function reaches
# description: |
#   A cache, a graph database or a file system answers inside of its network only. A function outside of it cannot reach
#   them, so either the function fails or the store was opened to the internet for its sake. What a function reaches is
#   seen from its mounts and from the permission to connect; a store that asks for a password alone is not seen.
#   `require_vpc` asks for a network of every function, which is rarely worth it: the functions of AWS run in a network of
#   their own, and one that calls public services only gains nothing but a gateway to pay. Functions that are attached to
#   a network are not judged.
#   Reasonable to waive where the permission is left over and about to be removed.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
# custom:
#   severity: medium
#   kind: function
#   reads:
#     - vpc
#     - file_systems
#     - role
#     - role/statements
#     - role/statements/*/actions
#     - role/statements/*/actions/*
#   applies_reads:
#     - vpc
#   fix:
#     cloudformation: Attach the function to private subnets with `VpcConfig`, or remove the permission to connect. Where `require_vpc` alone asks for a network, exclude functions that need none.
#     sam: Attach the function to private subnets with `VpcConfig`, or remove the permission to connect. Where `require_vpc` alone asks for a network, exclude functions that need none.
#     terraform: Attach the function to private subnets with a `vpc_config` block, or remove the permission to connect. Where `require_vpc` alone asks for a network, exclude functions that need none.
#   parameters:
#     require_vpc:
#       type: boolean
#       default: false
#       description: Ask for a network of every function, whatever it reaches.
package policies.function_perimeter.vpc_mismatch

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(fn, ["vpc"]) if {
	some fn in input.functions
	not _is_attached(fn)
}

deny contains result.at(fn, ["vpc", "file_systems/0/path"], {"detail": "it mounts a file system and is attached to no network"}) if {
	some fn in input.functions
	fn.vpc == null
	not _required
	count(fn.file_systems) > 0
}

deny contains result.at(fn, array.concat(["vpc"], cited), {"detail": detail}) if {
	some fn in input.functions
	fn.vpc == null
	not _required
	count(fn.file_systems) == 0
	[action, cited] := _connecting[fn.role]
	detail := concat("", ["its role allows ", action, " and it is attached to no network"])
}

deny contains result.at(fn, ["vpc"], {"detail": "it is attached to no network"}) if {
	some fn in input.functions
	fn.vpc == null
	_required
}

_is_attached(fn) if is_object(fn.vpc)

_required if config.get("function_perimeter/vpc_mismatch").require_vpc

# The first permission of a role to connect to what answers inside of a network only.
_connecting[id] := found[0] if {
	some id, role in input.roles
	found := [[action, [path.of(["role", "statements", i, "actions", j]), path.of(["role", "statements", i, "effect"])]] |
		some i, statement in role.statements
		iam.may_allow(statement)
		some j, action in statement.actions
		split(lower(action), ":")[0] in {"elasticache", "memorydb", "neptune-db"}
		lower(split(action, ":")[1]) in {"connect", "*"}
	]
	count(found) > 0
}
