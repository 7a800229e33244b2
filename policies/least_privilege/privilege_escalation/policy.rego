# METADATA
# title: Role combines permissions that allow privilege escalation
# description: |
#   With some permissions, alone or together, a role can give itself all others: write its own policies, let itself be
#   handed another role, put its code into a function that runs with one. A flaw in the function is then one in the
#   account. All statements of the role are looked at together. The first action of a combination counts on everything,
#   on every resource of a type, and on the role itself; the others count on anything.
#   That iam:PassRole can name any role is reported beside this, as a fault of its own, and so is a broad AWS managed
#   policy that allows it. Everything on everything is reported as full administration instead.
#   Reasonable to waive for a function that deploys what others wrote, guarded as an administrator would be.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
# custom:
#   severity: critical
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Leave such actions to the pipeline that deploys. Where the code needs them, name the role, policy or function
#       they are for (`Resource: !GetAtt TaskRole.Arn`), and what a passed role is for (iam:PassedToService).
#     sam: |
#       Leave such actions to the pipeline that deploys. Where the code needs them, name the role, policy or function
#       they are for (`Resource: !GetAtt TaskRole.Arn`), and what a passed role is for (iam:PassedToService).
#     terraform: |
#       Leave such actions to the pipeline that deploys. Where the code needs them, name the role, policy or function
#       they are for (`resources = [aws_iam_role.task.arn]`), and what a passed role is for (iam:PassedToService).
#   parameters:
#     combos:
#       type: array
#       minItems: 1
#       items:
#         type: array
#         minItems: 1
#         items:
#           type: string
#           pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$'
#           examples: ['iam:PassRole']
#       default:
#         - [iam:AddUserToGroup]
#         - [iam:AttachGroupPolicy]
#         - [iam:AttachRolePolicy]
#         - [iam:AttachUserPolicy]
#         - [iam:CreateAccessKey]
#         - [iam:CreateLoginProfile]
#         - [iam:CreatePolicyVersion]
#         - [iam:PutGroupPolicy]
#         - [iam:PutRolePolicy]
#         - [iam:PutUserPolicy]
#         - [iam:SetDefaultPolicyVersion]
#         - [iam:UpdateAssumeRolePolicy]
#         - [iam:UpdateLoginProfile]
#         - [iam:UpdateSAMLProvider]
#         - [lambda:UpdateFunctionCode]
#         - [lambda:UpdateFunctionConfiguration, lambda:GetLayerVersion]
#         - [glue:UpdateDevEndpoint]
#         - [ssm:SendCommand]
#         - [ssm:StartSession]
#         - [iam:PassRole, apprunner:CreateService]
#         - [iam:PassRole, batch:RegisterJobDefinition, batch:SubmitJob]
#         - [iam:PassRole, cloudformation:CreateStack]
#         - [iam:PassRole, cloudformation:CreateStackSet, cloudformation:CreateStackInstances]
#         - [iam:PassRole, cloudformation:CreateChangeSet, cloudformation:ExecuteChangeSet]
#         - [iam:PassRole, cloudformation:UpdateStack]
#         - [iam:PassRole, codebuild:CreateProject, codebuild:StartBuild]
#         - [iam:PassRole, codebuild:UpdateProject, codebuild:StartBuild]
#         - [iam:PassRole, datapipeline:CreatePipeline, datapipeline:PutPipelineDefinition, datapipeline:ActivatePipeline]
#         - [iam:PassRole, ec2:AssociateIamInstanceProfile]
#         - [iam:PassRole, ec2:RunInstances]
#         - [iam:PassRole, ecs:RegisterTaskDefinition, ecs:CreateService]
#         - [iam:PassRole, ecs:RegisterTaskDefinition, ecs:StartTask]
#         - [iam:PassRole, ecs:RegisterTaskDefinition, ecs:UpdateService]
#         - [iam:PassRole, ecs:RunTask]
#         - [iam:PassRole, elasticmapreduce:RunJobFlow]
#         - [iam:PassRole, glue:CreateDevEndpoint]
#         - [iam:PassRole, glue:CreateJob, glue:CreateTrigger]
#         - [iam:PassRole, glue:CreateJob, glue:StartJobRun]
#         - [iam:PassRole, glue:UpdateJob, glue:CreateTrigger]
#         - [iam:PassRole, glue:UpdateJob, glue:StartJobRun]
#         - [iam:PassRole, lambda:CreateFunction, lambda:AddPermission]
#         - [iam:PassRole, lambda:CreateFunction, lambda:CreateEventSourceMapping]
#         - [iam:PassRole, lambda:CreateFunction, lambda:InvokeAsync]
#         - [iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction]
#         - [iam:PassRole, lambda:CreateFunction, lambda:InvokeFunctionUrl]
#         - [iam:PassRole, lambda:UpdateFunctionConfiguration]
#         - [iam:PassRole, pipes:CreatePipe]
#         - [iam:PassRole, sagemaker:CreateNotebookInstance, sagemaker:CreatePresignedNotebookInstanceUrl]
#         - [iam:PassRole, sagemaker:CreateProcessingJob]
#         - [iam:PassRole, sagemaker:CreateTrainingJob]
#         - [iam:PassRole, scheduler:CreateSchedule]
#         - [iam:PassRole, scheduler:UpdateSchedule]
#         - [iam:PassRole, ssm:StartAutomationExecution]
#         - [iam:PassRole, states:CreateStateMachine, states:StartExecution]
#         - [iam:PassRole, states:CreateStateMachine, states:StartSyncExecution]
#         - [iam:PassRole, states:UpdateStateMachine, states:StartExecution]
#         - [iam:PassRole, states:UpdateStateMachine, states:StartSyncExecution]
#       description: Lists of actions that together gain permissions. The first has to be granted broadly or on the role itself.
package policies.least_privilege.privilege_escalation

import data.lib.actions
import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, way.paths, {"detail": concat("", [way.text, _others(ours)])}) if {
	some role in input.roles
	ways := _ways(role)
	some i in {one.i | some one in ways}
	ours := [one | some one in ways; one.i == i]
	way := actions.best(array.concat([one | some one in ours; count(one.actions) == 1], ours))
}

_combinations[combination[0]] contains combination if {
	some combination in config.get("least_privilege/privilege_escalation").combos
}

_first := actions.within({action | some action, _ in _combinations})

_further := actions.within({combination[n] |
	some combinations in _combinations
	some combination in combinations
	some n in numbers.range(1, count(combination) - 1)
})

_ways(role) := [way |
	leads := _leads(role)
	count(leads) > 0
	companions := _companions(role)
	some lead in leads
	some combination in _combinations[lead.asked]
	further := array.slice(combination, 1, count(combination))
	found := [companion | some asked in further; companion := companions[asked]]
	count(found) == count(further)
	statement := role.statements[lead.i]
	passed := _passed(lead.i, statement, further)
	names := [companion.action | some companion in found]
	way := {
		"i": lead.i,
		"actions": array.concat([lead.action], names),
		"sure": count([one | some one in found; not one.sure]) == 0,
		"text": concat("", [
			iam.giver(statement),
			_written(lead),
			" on ",
			iam.target_text(statement.resources[lead.k]),
			_with(names),
		]),
		"paths": array.flatten([
			[one | some companion in found; some one in actions.loosely(companion)],
			actions.paths(lead),
			iam.narrowing(lead.i, statement),
			passed,
		]),
	}
]

# The grants of first actions that are broad enough, and not narrowed.
_leads(role) := [lead |
	some grant in actions.granted(role, _first, {"all", "type", "prefix", "exact"})
	not _narrowed(role.statements[grant.i], grant.asked)
	lead := _lead(role, grant)
]

_lead(_, grant) := grant if grant.breadth in {"all", "type", "unknown"}

_lead(role, grant) := object.union(grant, {"sure": sure, "more": [target]}) if {
	grant.breadth in {"prefix", "exact"}
	startswith(grant.asked, "iam:")
	grant.asked != "iam:PassRole"
	named := object.get(role.statements[grant.i].resources[grant.k], "target", "unknown")
	named in {"unknown", {"in": "roles", "id": role.id}}
	sure := _all([grant.sure, named != "unknown"])
	target := path.of(["statements", grant.i, "resources", grant.k, "target"])
}

# What a role may be passed to does not narrow which roles may be passed.
_narrowed(statement, asked) if {
	asked != "iam:PassRole"
	iam.narrowed(statement)
}

_narrowed(statement, "iam:PassRole") if actions.narrowed_beside(statement, "iam:passedtoservice")

_companions(role) := {asked: actions.best(ours) |
	grants := actions.granted(role, _further, {"all", "type", "prefix", "exact"})
	some asked in {grant.asked | some grant in grants}
	ours := [grant | some grant in grants; grant.asked == asked]
}

# The paths that show that the role may be passed to the service of a further action. Undefined where it may not.
_passed(_, statement, _) := [] if not actions.narrowed_by(statement, "iam:passedtoservice")

_passed(i, statement, further) := [fitting[0]] if {
	actions.narrowed_by(statement, "iam:passedtoservice")
	fitting := [path.of(["statements", i, "conditions", c, "values", v]) |
		some c, condition in statement.conditions
		condition.key == "iam:passedtoservice"
		some v, value in condition.values
		some action in further
		_is_passed_to(value, split(action, ":")[0])
	]
}

_is_passed_to(value, _) if not is_string(value)

_is_passed_to(value, service) if contains(lower(value), object.get({"batch": "ecs-tasks"}, service, service))

# The action, and the wildcard that covers it.
_written(lead) := lead.action if {
	not contains(lead.pattern, "*")
} else := concat("", [lead.action, " (by ", lead.pattern, ")"])

_with([]) := ""

_with(names) := concat("", [", with ", concat(" and ", names)]) if count(names) > 0

_others(ways) := "" if {
	count({way.actions | some way in ways}) == 1
} else := ", and 1 more way" if {
	count({way.actions | some way in ways}) == 2
} else := concat("", [", and ", format_int(count({way.actions | some way in ways}) - 1, 10), " more ways"])

_all(facts) := count([fact | some fact in facts; not fact]) == 0
