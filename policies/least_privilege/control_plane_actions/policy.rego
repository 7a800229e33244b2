# METADATA
# title: Runtime role may change or destroy infrastructure
# description: |
#   Code that serves requests reads and writes data; tables, queues, keys, rules and other functions are made and removed
#   by the pipeline that deploys. With one flaw, a function that may do both can take the application down, open it to
#   others, or put itself into another function to stay.
#   Judged are roles of functions; handlers of custom resources and functions or roles with the tag `exclude_tag` change
#   infrastructure for a living and are left out, where no other function shares their role. A service-wide wildcard
#   (`s3:*`) is left to the policy on those, and what escalates privileges by itself to that one.
#   What another wildcard covers (`s3:Put*`) is not reported again where the wildcard is (`wildcard_actions`), nor is what
#   a broad AWS managed policy or a policy template without a scope allows.
#   Reasonable to waive for a function whose purpose is to operate other resources; the tag says so in one place.
# related_resources:
#   - https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/identity-and-access-management.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - functions/*/tags
#     - functions/*/triggers
#     - functions/*/triggers/*/mechanism
#     - tags
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Remove the action, or move what needs it to a function of its own with a role of its own and tag that one
#       (`Tags: [{Key: deployer, Value: 'true'}]`).
#     sam: |
#       Remove the action, or move what needs it to a function of its own and tag that one (`Tags: {deployer: 'true'}`).
#     terraform: |
#       Remove the action, or move what needs it to a function of its own with a role of its own and tag that one
#       (`tags = { deployer = "true" }`).
#   parameters:
#     actions:
#       type: array
#       minItems: 1
#       items:
#         type: string
#         pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$'
#         examples: ['s3:DeleteBucket']
#       default:
#         - apigateway:DELETE
#         - apigateway:PATCH
#         - apigateway:POST
#         - apigateway:PUT
#         - cloudformation:CreateStack
#         - cloudformation:DeleteStack
#         - cloudformation:ExecuteChangeSet
#         - cloudformation:UpdateStack
#         - cloudfront:DeleteDistribution
#         - cloudfront:UpdateDistribution
#         - cloudtrail:DeleteTrail
#         - cloudtrail:PutEventSelectors
#         - cloudtrail:StopLogging
#         - cloudtrail:UpdateTrail
#         - cognito-idp:DeleteUserPool
#         - cognito-idp:UpdateUserPool
#         - cognito-idp:UpdateUserPoolClient
#         - config:DeleteConfigurationRecorder
#         - config:StopConfigurationRecorder
#         - dynamodb:DeleteBackup
#         - dynamodb:DeleteTable
#         - dynamodb:PutResourcePolicy
#         - dynamodb:UpdateContinuousBackups
#         - dynamodb:UpdateTable
#         - ec2:AuthorizeSecurityGroupEgress
#         - ec2:AuthorizeSecurityGroupIngress
#         - ec2:CreateRoute
#         - ec2:CreateSecurityGroup
#         - ec2:DeleteRoute
#         - ec2:DeleteSecurityGroup
#         - ec2:DeleteSnapshot
#         - ec2:DeleteSubnet
#         - ec2:DeleteVolume
#         - ec2:DeleteVpc
#         - ec2:ModifyInstanceAttribute
#         - ec2:ModifySnapshotAttribute
#         - ec2:ReplaceRoute
#         - ec2:RevokeSecurityGroupEgress
#         - ec2:RevokeSecurityGroupIngress
#         - ec2:RunInstances
#         - ec2:TerminateInstances
#         - events:DeleteEventBus
#         - events:DeleteRule
#         - events:DisableRule
#         - events:PutPermission
#         - events:PutRule
#         - events:PutTargets
#         - events:RemoveTargets
#         - firehose:DeleteDeliveryStream
#         - guardduty:DeleteDetector
#         - guardduty:UpdateDetector
#         - iam:AddRoleToInstanceProfile
#         - iam:AddUserToGroup
#         - iam:AttachGroupPolicy
#         - iam:AttachRolePolicy
#         - iam:AttachUserPolicy
#         - iam:CreateAccessKey
#         - iam:CreateInstanceProfile
#         - iam:CreateLoginProfile
#         - iam:CreatePolicy
#         - iam:CreatePolicyVersion
#         - iam:CreateRole
#         - iam:CreateUser
#         - iam:DeleteAccessKey
#         - iam:DeletePolicy
#         - iam:DeletePolicyVersion
#         - iam:DeleteRole
#         - iam:DeleteRolePermissionsBoundary
#         - iam:DeleteRolePolicy
#         - iam:DeleteUser
#         - iam:DeleteUserPolicy
#         - iam:DetachGroupPolicy
#         - iam:DetachRolePolicy
#         - iam:DetachUserPolicy
#         - iam:PutGroupPolicy
#         - iam:PutRolePermissionsBoundary
#         - iam:PutRolePolicy
#         - iam:PutUserPolicy
#         - iam:SetDefaultPolicyVersion
#         - iam:UpdateAccessKey
#         - iam:UpdateAssumeRolePolicy
#         - iam:UpdateLoginProfile
#         - iam:UpdateRole
#         - kinesis:DeleteStream
#         - kms:DeleteImportedKeyMaterial
#         - kms:DisableKey
#         - kms:DisableKeyRotation
#         - kms:PutKeyPolicy
#         - kms:ScheduleKeyDeletion
#         - lambda:AddLayerVersionPermission
#         - lambda:AddPermission
#         - lambda:CreateEventSourceMapping
#         - lambda:CreateFunction
#         - lambda:CreateFunctionUrlConfig
#         - lambda:DeleteEventSourceMapping
#         - lambda:DeleteFunction
#         - lambda:DeleteFunctionConcurrency
#         - lambda:PutFunctionConcurrency
#         - lambda:RemovePermission
#         - lambda:UpdateAlias
#         - lambda:UpdateEventSourceMapping
#         - lambda:UpdateFunctionCode
#         - lambda:UpdateFunctionConfiguration
#         - lambda:UpdateFunctionEventInvokeConfig
#         - lambda:UpdateFunctionUrlConfig
#         - logs:DeleteLogGroup
#         - logs:DeleteLogStream
#         - rds:DeleteDBCluster
#         - rds:DeleteDBClusterSnapshot
#         - rds:DeleteDBInstance
#         - rds:DeleteDBSnapshot
#         - rds:ModifyDBCluster
#         - rds:ModifyDBInstance
#         - s3:DeleteBucket
#         - s3:DeleteBucketPolicy
#         - s3:PutBucketAcl
#         - s3:PutBucketPolicy
#         - s3:PutBucketPublicAccessBlock
#         - s3:PutBucketVersioning
#         - s3:PutEncryptionConfiguration
#         - s3:PutReplicationConfiguration
#         - secretsmanager:DeleteSecret
#         - secretsmanager:PutResourcePolicy
#         - sns:AddPermission
#         - sns:DeleteTopic
#         - sns:SetTopicAttributes
#         - sqs:AddPermission
#         - sqs:DeleteQueue
#         - sqs:SetQueueAttributes
#         - states:DeleteStateMachine
#         - states:UpdateStateMachine
#         - wafv2:DeleteWebACL
#         - wafv2:DisassociateWebACL
#         - wafv2:UpdateWebACL
#       description: Names of actions that change infrastructure. With `*`, all that lies within the name.
#     exclude_tag:
#       type: string
#       default: deployer
#       description: The key of a tag, of a function or a role, that says that changing infrastructure is its purpose.
package policies.least_privilege.control_plane_actions

import data.lib.actions
import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.told

applies contains result.scope(role, array.concat(_tags("tags"), cited)) if {
	some role in input.roles
	not _is_tagged(role)
	cited := _serving(role)
}

deny contains result.at(role, cited, {"detail": one.detail}) if {
	some role in input.roles
	changing := actions.granted(role, _changing, {"all", "type", "prefix", "exact"})
	count(changing) > 0
	some one in told.by_statement(role, _grants(role, changing, actions.escalating(role)))
	at := ["statements", one.i, "resources", one.grant.k]
	cited := array.flatten([
		actions.loosely(one.grant),
		_path(at, one.grant.asked),
		_no_escalation(role, one.grant, at),
		_operator(role, one.grant),
	])
}

_changing := actions.within({action | some action in config.get("least_privilege/control_plane_actions").actions})

_grants(role, changing, escalating) := [grant |
	some grant in changing
	not iam.everything(grant.pattern)
	not iam.whole_service(grant.pattern)
	not [grant.i, grant.j, grant.k] in escalating
	resource := role.statements[grant.i].resources[grant.k]
	not _is_part(resource, grant.asked)
	not _is_beside(resource, grant.asked)
	not _is_operated(role.statements[grant.i], grant.asked)
]

# What lies in a bucket or below a table is not the bucket or table itself.
_is_part(resource, asked) if {
	_has_parts(asked)
	startswith(resource.path, "/")
}

_has_parts(asked) if split(asked, ":")[0] in {"dynamodb", "s3"}

# Instances are run in a subnet, from an image and so on; only what also covers the instances lets any run.
_is_beside(resource, "ec2:RunInstances") if {
	some beside in ["image", "key-pair", "launch-template", "network-interface", "security-group", "subnet", "volume"]
	contains(resource.text, concat("", [":", beside, "/"]))
}

# What a service of AWS runs by the role and calls its own, such as the instances that functions run on.
_is_operated(statement, asked) if {
	startswith(asked, "ec2:")
	actions.narrowed_by(statement, "ec2:managedresourceoperator")
}

# What decides that it is not.
_operator(role, grant) := array.concat(
	[path.of(["statements", grant.i, "conditions"])],
	[path.of(["statements", grant.i, "conditions", c, part]) |
		some c, condition in role.statements[grant.i].conditions
		object.get(condition, "key", "unknown") in {"ec2:managedresourceoperator", "unknown"}
		some part in ["key", "narrows"]
	],
) if {
	startswith(grant.asked, "ec2:")
} else := []

_path(at, asked) := [path.of(array.concat(at, ["path"]))] if {
	_has_parts(asked)
} else := []

# What decides that it is no privilege escalation by itself: it is narrowed, or neither broad nor the role itself.
_no_escalation(_, grant, _) := [] if not grant.asked in actions.lone

_no_escalation(role, grant, at) := [path.of(["statements", grant.i, "conditions", narrow[0], "narrows"])] if {
	grant.asked in actions.lone
	narrow := [c | some c, condition in role.statements[grant.i].conditions; condition.narrows == true]
	count(narrow) > 0
} else := array.flatten([
	[path.of(array.concat(at, [name])) | some name in _naming(grant)],
	iam.narrowing(grant.i, role.statements[grant.i]),
]) if {
	grant.asked in actions.lone
}

# What is no action of IAM is not for the role itself.
_naming(grant) := ["breadth", "target"] if {
	startswith(grant.asked, "iam:")
	not grant.breadth in {"all", "type"}
} else := ["breadth"]

# The paths of the first function that serves requests with the role; else that it is for functions.
_serving(role) := functions[0] if {
	functions := [cited |
		some k, id in role.functions
		fn := input.functions[id]
		not _is_tagged(fn)
		not _is_handler(fn)
		cited := array.flatten([path.of(["functions", k]), _tags(path.of(["functions", k, "tags"])), _triggers(k, fn)])
	]
} else := [trusted[0]] if {
	count(role.functions) == 0
	trusted := [path.of(["trust", t, "principals", p, "text"]) |
		some t, statement in role.trust
		some p, principal in statement.principals
		principal.type == "Service"
		split(principal.text, ".")[0] in {"edgelambda", "lambda"}
	]
}

_is_tagged(entity) if _tag in object.keys(entity.tags)

_is_handler(fn) if {
	some id in fn.triggers
	input.triggers[id].mechanism == "custom_resource"
}

_triggers(k, fn) := array.concat(
	[path.of(["functions", k, "triggers"])],
	[path.of(["functions", k, "triggers", t, "mechanism"]) | some t, _ in fn.triggers],
)

_tags(at) := [at] if {
	_tag != ""
} else := []

_tag := config.get("least_privilege/control_plane_actions").exclude_tag
