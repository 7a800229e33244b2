# METADATA
# title: Execution role shared by several functions
# description: |
#   A role used by several functions holds the union of what they need, so a flaw in one of them reaches everything the
#   others may touch, and nobody can tell any more which permission is there for what.
#   Reasonable to waive for functions that are one unit in all but name, such as the handlers of one custom resource;
#   `group_by` and `ignore_generated` do so for all of a sort.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - functions
#   fix:
#     cloudformation: Give each function an AWS::IAM::Role of its own and move to it what that function needs.
#     sam: Leave Role out and put what each function needs under its own Policies; each then gets a role of its own.
#     terraform: Give each function an aws_iam_role of its own (a module or `for_each` over the functions helps).
#   parameters:
#     max_functions_per_role:
#       type: integer
#       minimum: 1
#       default: 1
#       description: How many functions may run with one role.
#     group_by:
#       type: string
#       default: ''
#       description: |
#         What makes functions a unit that may share a role: `state_machine` for the tasks of one state machine, or the name
#         of a tag whose value they have in common. Nothing by default.
#     ignore_generated:
#       type: boolean
#       default: false
#       description: Leave out functions that only answer custom resources, as deployment tools add them.
package policies.function_roles.shared_role

import data.lib.config
import data.lib.entity
import data.lib.path
import data.lib.result

deny contains result.at(role, cited, {"detail": concat("", ["used by ", concat(", ", names)])}) if {
	some role in input.roles
	counted := [i | some i, id in role.functions; not _left_out[id]]
	count({_unit(role.functions[i]) | some i in counted}) > _parameters.max_functions_per_role
	cited := array.concat([path.of(["functions", i]) | some i in counted], [one | some i in counted; some one in _why(i)])
	names := sort([entity.label(input.functions[role.functions[i]]) | some i in counted])
}

_parameters := config.get("function_roles/shared_role")

_left_out[id] if {
	_parameters.ignore_generated
	some id, fn in input.functions
	count(fn.triggers) > 0
	every trigger in fn.triggers {
		input.triggers[trigger].mechanism == "custom_resource"
	}
}

# What a function is counted as: itself, unless it belongs to a unit.
_unit(id) := concat("", ["tag ", _tag(id)]) if {
	not _parameters.group_by in {"", "state_machine"}
	is_string(_tag(id))
} else := concat("", ["state machine ", _machine[id]]) if {
	_parameters.group_by == "state_machine"
} else := concat("", ["function ", id])

_tag(id) := input.functions[id].tags[_parameters.group_by]

# The one state machine that a function is a task of; a function of several belongs to none.
_machine[id] := machine if {
	_parameters.group_by == "state_machine"
	some id, fn in input.functions
	machines := {input.triggers[trigger].source.id | some trigger in fn.triggers; input.triggers[trigger].mechanism == "task"}
	count(machines) == 1
	some machine in machines
}

# What else decides how a function is counted.
_why(i) := array.concat(
	[path.of(["functions", i, "tags", _parameters.group_by]) | not _parameters.group_by in {"", "state_machine"}],
	[path.of(["functions", i, "triggers"]) | _by_trigger],
)

_by_trigger if _parameters.ignore_generated

_by_trigger if _parameters.group_by == "state_machine"
