import Type from 'typebox'
import { arnKinds } from './arn-kinds.ts'
import { flag, integer, linkAny, list, nullable, oneOf, shape, text } from './schema.ts'

/** What a resource pattern may name: the kinds that have an ARN, and whatever else there is. */
export const grantTargets = [...arnKinds, 'resource'] as const

/** What a resource pattern of a statement covers. Policies never compare its text: the parts below are decided by the engine. */
export const grant = Type.Object(
  {
    text: text('The pattern as a person would write it, for messages.'),
    service: nullable(
      text('The service the pattern names: `s3`, `dynamodb`. Null where the pattern is `*`.', ['s3', 'sqs']),
    ),
    breadth: oneOf(
      'How much it covers: every resource, every one of a type, those whose name fits a pattern, or one.',
      ['all', 'type', 'prefix', 'exact'],
    ),
    literal: integer(
      'How many characters of the name are fixed, wildcards aside: 0 where it covers every one. What stands for another name counts as eight.',
    ),
    region: nullable(
      oneOf('Whether the pattern names one region or any. Null where its ARN has none.', ['one', 'any']),
    ),
    account: nullable(
      oneOf('Whose account the pattern names. Null where its ARN has none.', ['own', 'foreign', 'any']),
    ),
    any_account: flag('A wildcard stands for the account in its ARN.'),
    target: nullable(linkAny('The entity that an exact pattern names.', grantTargets)),
    path: text('What follows the resource in the ARN: `/uploads/*`, `/index/*`, or nothing.', ['/*', '/uploads/*']),
    denied: list(
      'Action patterns that are taken away on all that this covers, as an unconditional Deny writes them: one of the same role, of its permissions boundary, or of the same resource policy. Only those that overlap with actions of the statement; empty in a Deny.',
      text('An action pattern.', ['*', 's3:*', 'iam:*']),
    ),
    allowed: nullable(
      list(
        'The only action patterns of the statement that get through here, if only on a part of what this covers, where a permissions boundary or a Deny with NotAction lets no others through. Null where nothing limits them so; unknown where the boundary is not known.',
        text('An action pattern.', ['*', 's3:*', 'logs:PutLogEvents']),
      ),
    ),
  },
  { description: 'A resource pattern.', semantic: { type: 'grant' } },
)

/** Who a statement of a resource or trust policy speaks of. */
export const principal = Type.Object(
  {
    type: oneOf('What sort of principal it is.', ['AWS', 'Service', 'Federated', 'CanonicalUser']),
    text: text('The principal as a person would write it, for messages.'),
    any: flag('Anyone: `*`, or a pattern that any account fits.'),
    account: nullable(oneOf('Whose account it is, for principals of type AWS.', ['own', 'foreign', 'any'])),
    account_id: nullable(text('The number of that account, where it is written out or given.', ['123456789012'])),
    issuer: nullable(
      text('Where the OpenID Connect provider is found that it is; null for others.', [
        'token.actions.githubusercontent.com',
        'cognito-identity.amazonaws.com',
      ]),
    ),
    whole_account: flag('Everybody in an account: its number, or the ARN of its root.'),
  },
  { description: 'A principal.', semantic: { type: 'principal' } },
)

/** What a value of a condition names, for keys of accounts and ARNs. */
const source = shape('What the value names.', {
  account: nullable(oneOf('Whose account it names. Null where its ARN has none.', ['own', 'foreign', 'any'])),
  account_id: nullable(text('The number of that account, where it is written out or given.', ['123456789012'])),
  service: nullable(text('The service its ARN names. Null where that is any, or it is no ARN.', ['s3', 'execute-api'])),
  breadth: oneOf('How much it covers: everything, every resource of a type, those with a prefix, or one.', [
    'all',
    'type',
    'prefix',
    'exact',
  ]),
  target: nullable(linkAny('The entity of the stack that it names; null for what lies outside.', grantTargets)),
  path: text('What follows the resource in the ARN: `/*/GET/orders`, or nothing.', ['/*/*', '/*/GET/orders']),
})

/** One condition of a statement. */
export const condition = Type.Object(
  {
    operator: text('The operator with its set prefix and `IfExists`: `StringEquals`.', [
      'StringEquals',
      'ArnLike',
      'Bool',
    ]),
    key: text('The condition key, in lower case.', [
      'aws:sourceaccount',
      'aws:sourcearn',
      'lambda:functionurlauthtype',
    ]),
    values: list(
      'The values as a person would write them, for messages and fixed comparisons.',
      text('A value.', ['*', 'NONE']),
    ),
    sources: list('What the values name, for keys of accounts and ARNs; empty for others.', source),
    narrows: flag(
      'It limits who or what the statement applies to: a positive operator on a key that names an account, an organisation or a source, with a fixed value.',
    ),
  },
  { description: 'A condition.', semantic: { type: 'condition' } },
)

/** A statement of an IAM policy, whatever it was written in. */
export const statement = shape('A statement.', {
  sid: nullable(text('The statement id.')),
  effect: oneOf('Allow or Deny.', ['Allow', 'Deny']),
  actions: list(
    'Action patterns, as written.',
    text('An action pattern.', ['*', 's3:*', 's3:Get*', 'sqs:SendMessage', 'dynamodb:PutItem']),
  ),
  not_actions: list('Patterns of `NotAction`.', text('An action pattern.', ['iam:*'])),
  resources: list('Resource patterns.', grant),
  not_resources: list('Patterns of `NotResource`.', grant),
  principals: list('Principals; empty in an identity policy.', principal),
  not_principals: list('Principals of `NotPrincipal`.', principal),
  conditions: list('Conditions; all of them must hold.', condition),
  origin: oneOf('Where the statement comes from.', [
    'inline',
    'managed_policy',
    'aws_managed_policy',
    'attachment',
    'permission',
    'policy_template',
    'connector',
    'event_source',
    'default',
  ]),
  policy: nullable(text('The name of the policy, or of the policy template, it stands in.')),
})

const named = {
  name: text('Its name.', ['AWSLambdaBasicExecutionRole', 'AdministratorAccess']),
  arn: text('Its ARN.'),
  kept_by_aws: flag('AWS keeps it, and nobody else can change it.'),
}

/** A managed policy that is attached. */
export const managedPolicy = shape('A managed policy.', named)

/** A managed policy that limits what the others may permit. */
export const boundary = shape('A permissions boundary.', {
  ...named,
  statements: list('Its statements.', statement),
})
