import Type, { type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const

const oneOrMore = <T extends TSchema>(one: T) => Type.Optional(Type.Union([one, Type.Array(one)]))

const words = oneOrMore(Type.String({ minLength: 1 }))

const actions = oneOrMore(Type.String({ pattern: '^(\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$', examples: ['s3:GetObject'] }))

const Principals = Type.Optional(
  Type.Union([
    Type.String({ pattern: '^\\*$', title: '"*" or a map of AWS, Service, Federated, CanonicalUser' }),
    Type.Object(
      { AWS: words, Service: words, Federated: words, CanonicalUser: words },
      { ...closed, minProperties: 1 },
    ),
  ]),
)

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

const Statement = Type.Object(
  {
    Sid: Type.Optional(Type.String()),
    Effect: Type.Enum(['Allow', 'Deny']),
    Principal: Principals,
    NotPrincipal: Principals,
    Action: actions,
    NotAction: actions,
    Resource: words,
    NotResource: words,
    Condition: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Union([scalar, Type.Array(scalar)]))),
    ),
  },
  closed,
)

/** Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
const Document = (description: string) =>
  Type.Union(
    [
      Type.Object(
        {
          Version: Type.Optional(Type.Enum(['2012-10-17', '2008-10-17'])),
          Id: Type.Optional(Type.String()),
          Statement: Type.Union([Statement, Type.Array(Statement)]),
        },
        closed,
      ),
      Type.String({ pattern: '^\\s*\\{', title: 'a policy document' }),
    ],
    { description },
  )

const policyArn = (description: string) =>
  Type.String({
    pattern: '^arn:[a-z-]+:iam::(aws|[0-9]{12}):policy/\\S+$',
    description,
    examples: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  })

/** A role that is defined elsewhere. */
export const RoleSection = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, description: 'Its name.' })),
    trust: Type.Optional(Document('Its trust policy.')),
    policies: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Document('An IAM policy document.'), {
        description: 'Its policies by name. With these or managedPolicies, all that it may do is said.',
      }),
    ),
    managedPolicies: Type.Optional(
      Type.Array(policyArn('ARN of a managed policy.'), {
        description: 'ARNs of managed policies that are attached to it.',
      }),
    ),
    boundary: Type.Optional(policyArn('ARN of its permissions boundary.')),
  },
  closed,
)
