import { expect, test } from 'vitest'
import { parameterProblems } from '../../engine/configuration/parameter.ts'
import type { Parameter } from '../../model/policy.ts'
import { bundle } from '../support/scan.ts'

const all = bundle.manifest.policies.flatMap(({ id, parameters }) =>
  Object.entries(parameters).map(([name, parameter]) => ({ name: `${id}.${name}`, parameter })),
)

const parameters = new Map<string, Parameter>(all.map(({ name, parameter }) => [name, parameter]))

test.each([
  ['secrets/plain_secret_variable.name_pattern', '(password'],
  ['secrets/plain_secret_variable.name_pattern', 'password(?!_file)'],
  ['secrets/plain_ssm_parameter.name_pattern', '[a-'],
  ['secrets/literal_secret.allow', ['DB PASSWORD']],
  ['secrets/no_rotation.max_days', 0],
  ['secrets/no_rotation.external_tag', 'external'],
  ['secrets/widely_readable_secret.max_functions', -1],
  ['function_perimeter/foreign_account.trusted_accounts', ['12345']],
  ['function_perimeter/foreign_account.trusted_orgs', ['123456789012']],
  ['function_perimeter/confused_deputy.require_both_for', ['sns.amazonaws.com']],
  ['function_perimeter/open_function_url.allow_tag', 'public'],
  ['function_perimeter/mixed_triggers.max_trigger_types', 0],
  ['failure_handling/deprecated_runtime.warn_days', -1],
  ['failure_handling/deprecated_runtime.allowed_runtimes', ['Node.js 22']],
  ['encryption/unlocked_bucket.account_settings', { block_acl: true }],
  ['encryption/unlocked_bucket.account_settings', { block_acls: 'yes' }],
  ['encryption/unlocked_bucket.public_buckets', ['aws_s3_bucket.site["a"]']],
  ['least_privilege/broad_arn.min_prefix', 0],
  ['least_privilege/broad_managed_policy.broad', []],
  ['least_privilege/broad_managed_policy.broad', ['arn:aws:iam::aws:policy/ReadOnlyAccess']],
  ['least_privilege/control_plane_actions.actions', ['DeleteBucket']],
  ['least_privilege/no_permissions_boundary.boundary_arns', ['functions']],
  ['least_privilege/privilege_escalation.combos', [[]]],
  ['least_privilege/privilege_escalation.combos', [['iam:PassRole'], 'lambda:CreateFunction']],
  ['least_privilege/unscoped_sam_template.allowed_templates', ['Textract']],
  ['least_privilege/unscoped_sensitive_read.sensitive_actions', []],
  ['least_privilege/wildcard_resource.severity_by_access_level', { reads: 'low' }],
  ['least_privilege/wildcard_resource.severity_by_access_level', { read: 'grave' }],
  ['observability/no_tracing.tracing_provider', { layers: [''] }],
  ['observability/no_tracing.tracing_provider', { variables: ['DD_TRACE_ENABLED'] }],
])('%s would be silent with %j, or not what is meant, and is refused', (name, value) => {
  const parameter = parameters.get(name)
  if (parameter === undefined) throw new Error(`there is no ${name}`)
  expect(parameterProblems(value, parameter, name).length).toBe(1)
})

test.each([
  ['secrets/plain_secret_variable.name_pattern', '(?i)^pass'],
  ['secrets/plain_ssm_parameter.name_pattern', ''],
  ['secrets/no_rotation.external_tag', ''],
  ['secrets/no_rotation.external_tag', 'rotation=by=hand'],
  ['function_perimeter/foreign_account.trusted_accounts', ['012345678901']],
  ['function_perimeter/open_function_url.allow_tag', 'public=true'],
  ['failure_handling/deprecated_runtime.allowed_runtimes', ['provided.al2023', 'python3.13', 'java8.al2']],
  ['least_privilege/control_plane_actions.actions', ['s3:*', 'iam:Create*']],
  ['least_privilege/no_permissions_boundary.boundary_arns', ['arn:aws:iam::*:policy/functions', '*:policy/functions']],
  ['least_privilege/full_admin.ignore_roles', ['deploy-*', 'module.ci.aws_iam_role.deploy']],
  ['least_privilege/broad_managed_policy.allowed', ['AWSLambda*', 'AWSLambdaInvocation-DynamoDB']],
  ['least_privilege/wildcard_resource.severity_by_access_level', { read: 'info' }],
])('%s takes %j', (name, value) => {
  const parameter = parameters.get(name)
  if (parameter === undefined) throw new Error(`there is no ${name}`)
  expect(parameterProblems(value, parameter, name)).toEqual([])
})

test('every list of a policy says what its items are', () => {
  const silent = all.filter(({ parameter: { type, items } }) => type === 'array' && items === undefined)
  expect(silent.map(({ name }) => name)).toEqual([])
})
