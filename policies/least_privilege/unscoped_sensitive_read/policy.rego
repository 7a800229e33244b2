# METADATA
# title: Secrets, keys or data readable on all resources
# description: |
#   A function that may read every secret, decrypt with every key or read every bucket or table gives all of it away with
#   one flaw of its own. Only reading counts here, on every resource (`*`) or every one of a type (`secret:*`,
#   `arn:aws:s3:::*`). A condition that narrows the statement, such as kms:ViaService, is taken for a limit.
#   What grants everything on everything is reported as full administration instead. What a wildcard covers (`s3:*`) is
#   not reported again where the wildcard is (`wildcard_actions`), nor is what a broad AWS managed policy or a policy
#   template without a scope allows (`broad_managed_policy`, `unscoped_sam_template`). An AWS managed policy that only
#   reads, such as `AmazonS3ReadOnlyAccess`, is not broad: what it reads is reported here.
#   Reasonable to waive for a function that has to read what others put anywhere, such as a backup or a virus scanner.
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
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
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Name what the code reads: `Resource: !Ref DatabaseSecret`, `!Sub ${Uploads.Arn}/*`, `!GetAtt Orders.Arn`.
#       Replace a managed policy that reads everything by such a statement.
#     sam: |
#       Name what the code reads, in a statement or by a policy template
#       (`AWSSecretsManagerGetSecretValuePolicy`, `S3ReadPolicy`, `DynamoDBReadPolicy`, `SSMParameterReadPolicy`), also
#       instead of a managed policy that reads everything.
#     terraform: |
#       Name what the code reads: `resources = [aws_secretsmanager_secret.database.arn]`,
#       `"${aws_s3_bucket.uploads.arn}/*"`, `aws_dynamodb_table.orders.arn`.
#       Replace a managed policy that reads everything by such a statement.
#   parameters:
#     sensitive_actions:
#       type: array
#       minItems: 1
#       items:
#         type: string
#         pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$'
#         examples: ['s3:GetObject']
#       default:
#         - cognito-identity:GetOpenIdTokenForDeveloperIdentity
#         - cognito-idp:AdminGetUser
#         - cognito-idp:ListUsers
#         - cognito-idp:ListUsersInGroup
#         - dynamodb:BatchGetItem
#         - dynamodb:ExportTableToPointInTime
#         - dynamodb:GetItem
#         - dynamodb:PartiQLSelect
#         - dynamodb:Query
#         - dynamodb:Scan
#         - ebs:GetSnapshotBlock
#         - ec2:GetPasswordData
#         - events:RetrieveConnectionCredentials
#         - kms:Decrypt
#         - lightsail:GetInstanceAccessDetails
#         - lightsail:GetRelationalDatabaseMasterUserPassword
#         - rds-db:connect
#         - redshift-serverless:GetCredentials
#         - redshift:GetClusterCredentials
#         - redshift:GetClusterCredentialsWithIAM
#         - s3:GetObject
#         - s3:GetObjectVersion
#         - secretsmanager:GetSecretValue
#         - ssm:GetParameter
#         - ssm:GetParameterHistory
#         - ssm:GetParameters
#         - ssm:GetParametersByPath
#       description: Names of actions that read what is worth protecting. With `*`, all that lies within the name.
package policies.least_privilege.unscoped_sensitive_read

import data.lib.actions
import data.lib.config
import data.lib.iam
import data.lib.result
import data.lib.told

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": one.detail}) if {
	some role in input.roles
	some one in told.by_statement(role, actions.granted(role, _sensitive, {"all", "type"}))
	statement := role.statements[one.i]
	not iam.narrowed(statement)
	cited := array.concat(actions.paths(one.grant), iam.narrowing(one.i, statement))
}

_sensitive := actions.within({action |
	some action in config.get("least_privilege/unscoped_sensitive_read").sensitive_actions
})
