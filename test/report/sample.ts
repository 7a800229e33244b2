import { readFileSync } from 'node:fs'
import type { Policy } from '../../model/policy.ts'
import type { Finding, Report } from '../../model/report.ts'
import type { Span } from '../../model/source.ts'

/** The file that the report's places lie in. */
export const template = readFileSync(new URL('./files/template.yaml', import.meta.url), 'utf8')

const path = 'shop/template.yaml'

export function sources(asked: string): string | undefined {
  return asked === path ? template : undefined
}

/** The place of a text on a line of the template. */
export function on(line: number, text: string): Span {
  const start = (template.split('\n')[line - 1] ?? '').indexOf(text)
  if (start < 0) throw new Error(`line ${line} has no ${text}`)
  return { file: path, startLine: line, startColumn: start + 1, endLine: line, endColumn: start + 1 + text.length }
}

const common = {
  verdict: 'fail',
  stack: path,
  related: [],
  via: [],
  unknown: [],
  condition: null,
  waiver: null,
  baseline: false,
} as const

export const openUrl: Finding = {
  ...common,
  policy: 'function_perimeter/open_function_url',
  practice: 'function_perimeter',
  severity: 'high',
  title: 'Function URL is open to anyone',
  detail: 'AuthType NONE: whoever knows the URL can call OrderApi',
  fix: 'Set AuthType to AWS_IAM, or put an API with an authorizer in front of the function.',
  resource: { id: 'OrderApiUrl', kind: 'function_url', type: 'AWS::Lambda::Url', name: null, entity: 'OrderApiUrl' },
  attributes: ['auth_type'],
  location: on(13, 'NONE'),
  fingerprint: 'sha256:5d2f0c6e',
}

export const sharedRole: Finding = {
  ...common,
  policy: 'function_roles/shared_role',
  practice: 'function_roles',
  severity: 'medium',
  title: 'Execution role is shared by several functions',
  detail: 'used by OrderApi and QueueWorker',
  fix: 'Give each function a role of its own.',
  resource: {
    id: 'SharedRole',
    kind: 'role',
    type: 'AWS::IAM::Role',
    name: 'shop-dev-shared',
    entity: 'SharedRole',
  },
  related: [
    { id: 'OrderApi', kind: 'function', location: on(24, '!GetAtt SharedRole.Arn') },
    { id: 'QueueWorker', kind: 'function', location: on(36, '!GetAtt SharedRole.Arn') },
  ],
  attributes: ['functions/0', 'functions/1'],
  location: on(24, '!GetAtt SharedRole.Arn'),
  fingerprint: 'sha256:81bb02f1',
}

export const tls: Finding = {
  ...common,
  policy: 'transport_security/certificate_checks_disabled',
  practice: 'transport_security',
  severity: 'critical',
  title: 'Certificate checks are disabled',
  detail: 'NODE_TLS_REJECT_UNAUTHORIZED is 0',
  fix: 'Remove the variable; trust a private authority with NODE_EXTRA_CA_CERTS.',
  resource: {
    id: 'OrderApi',
    kind: 'function',
    type: 'AWS::Lambda::Function',
    name: null,
    declaredBy: 'Orders',
    entity: 'OrderApi',
  },
  attributes: ['environment/NODE_TLS_REJECT_UNAUTHORIZED/value'],
  location: on(29, '"0"'),
  via: [{ reason: 'default', location: on(5, 'dev') }],
  condition: 'IsProd && !HasVpc',
  fingerprint: 'sha256:0a0a7c55',
}

export const secret: Finding = {
  ...common,
  policy: 'secrets/literal_secret',
  practice: 'secrets',
  severity: 'high',
  title: 'Secret is written in the environment',
  detail: 'DATABASE holds a literal (password_in_url)',
  fix: 'Keep it in Secrets Manager and give the function its ARN.',
  resource: { id: 'OrderApi', kind: 'function', type: 'AWS::Lambda::Function', name: null, entity: 'OrderApi' },
  attributes: ['environment/DATABASE/secret'],
  location: on(30, 'postgres://shop:not-a-real-password-2@db.example.com/shop'),
  fingerprint: 'sha256:77aa1e90',
}

export const unknownAdmin: Finding = {
  ...common,
  policy: 'least_privilege/full_admin',
  practice: 'least_privilege',
  severity: 'critical',
  verdict: 'unknown',
  title: 'Role grants full administration',
  detail: '',
  fix: 'List the actions that are used.',
  resource: { id: 'Thumbnailer', kind: 'role', type: 'AWS::Lambda::Function', name: null, entity: 'external:RoleArn' },
  attributes: ['statements'],
  location: on(6, 'RoleArn'),
  unknown: [{ attribute: 'statements', why: 'RoleArn has no value', needs: ['--parameter RoleArn=…'] }],
  fingerprint: 'sha256:b1b1b1b1',
}

/** What a first run on a small shop may say. */
export const report: Report = {
  schemaVersion: '1',
  tool: {
    name: 'portcullis',
    version: '0.1.0',
    bundles: [{ name: 'builtin', digest: 'sha256:00ff', policies: 12 }],
  },
  decision: 'deny',
  profile: 'default',
  stacks: [
    {
      id: path,
      path,
      format: 'cloudformation',
      status: 'complete',
      scope: 'stack',
      files: [path],
      coverage: {
        resources: 14,
        mapped: 11,
        unmapped: { 'AWS::SNS::Topic': 2, 'AWS::Budgets::Budget': 1 },
        opaque: [],
        unresolved: 2,
        external: 1,
      },
    },
  ],
  findings: [sharedRole, tls, unknownAdmin, secret, openUrl],
  unknowns: [
    {
      cause: 'ImageBucket has no value',
      needs: [],
      policies: ['denial_of_wallet/recursive_loop'],
      resources: ['Thumbnailer'],
      count: 1,
      location: null,
    },
    {
      cause: 'RoleArn has no value',
      needs: ['--parameter RoleArn=…'],
      policies: ['function_roles/shared_role', 'least_privilege/full_admin', 'least_privilege/wildcard_actions'],
      resources: ['Cleanup', 'Nightly', 'Reporter', 'StreamConsumer', 'Thumbnailer'],
      count: 14,
      location: on(6, 'RoleArn'),
    },
  ],
  excluded: [],
  diagnostics: [
    {
      code: 'REFERENCE_NOT_FOUND',
      severity: 'warning',
      message: '!Ref Orders names no resource or parameter "Orders"; did you mean "OrderApi"?',
      location: on(27, '!Ref Orders'),
    },
  ],
  summary: {
    stacks: 1,
    resources: 14,
    functions: 6,
    policies: 12,
    pass: 52,
    fail: 4,
    unknown: 15,
    waived: 0,
    excluded: 0,
    practices: {
      transport_security: { pass: 5, fail: 1, unknown: 0 },
      function_perimeter: { pass: 2, fail: 1, unknown: 0 },
      function_roles: { pass: 3, fail: 1, unknown: 5 },
      least_privilege: { pass: 30, fail: 0, unknown: 9 },
      secrets: { pass: 11, fail: 1, unknown: 0 },
      denial_of_wallet: { pass: 1, fail: 0, unknown: 1 },
    },
    durationMs: 184,
  },
}

/** The same shop, mended. */
export const cleanReport: Report = {
  ...report,
  decision: 'allow',
  findings: [],
  unknowns: [],
  diagnostics: [],
  summary: {
    ...report.summary,
    pass: 71,
    fail: 0,
    unknown: 0,
    practices: { secrets: { pass: 71, fail: 0, unknown: 0 } },
  },
}

export const sharedRolePolicy: Policy = {
  id: 'function_roles/shared_role',
  practice: 'function_roles',
  title: 'Execution role is shared by several functions',
  description:
    'A role used by many functions holds the union of what they need, so a flaw in one function reaches everything.\n\nReasonable to waive for functions that are parts of one program.\n',
  severity: 'high',
  kinds: ['role'],
  reads: ['functions'],
  appliesReads: null,
  fix: 'Give each function a role of its own.',
  parameters: { max_functions_per_role: { type: 'integer', default: 1 } },
  relatedResources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  resources: false,
  actions: false,
  local: true,
  file: 'policies/function_roles/shared_role/policy.rego',
  line: 1,
}
