import fc from 'fast-check'
import { expect, test } from 'vitest'
import { permissionsOf } from '../../../engine/permissions/permissions.ts'
import type { Attribute, MapAttribute } from '../../../model/attribute.ts'
import { tableOf } from './effective.ts'
import { type Written, writings } from './writings.ts'

/** A call that a role may make or not. */
interface Request {
  readonly action: string
  readonly resource: string
}

const actions = [
  's3:GetObject',
  's3:GetObjectAcl',
  's3:PutObject',
  's3:DeleteObject',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:PurgeQueue',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'iam:PassRole',
]
const resources = [
  'arn:aws:s3:::shop-images/in/1.jpg',
  'arn:aws:s3:::shop-images/out/1.jpg',
  'arn:aws:s3:::payroll/1.csv',
  'arn:aws:sqs:eu-west-1:123456789012:shop-jobs',
  'arn:aws:sqs:eu-west-1:123456789012:mail',
  'arn:aws:sqs:us-east-1:123456789012:mail',
  'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders',
  'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders/index/by-date',
]
const requests: readonly Request[] = actions.flatMap((action) => resources.map((resource) => ({ action, resource })))

const actionPattern = fc.constantFrom(
  ...actions,
  '*',
  's3:*',
  'S3:get*',
  's3:*Object',
  's3:?etObject',
  'sqs:*',
  'sqs:*Message',
  'dynamodb:*Item',
  '*:Get*',
  'iam:*',
)
const resourcePattern = fc.constantFrom(
  ...resources,
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::shop-*',
  'arn:aws:s3:::shop-images/*',
  'arn:aws:s3:::shop-images/?n/*',
  'arn:aws:sqs:*:*:mail',
  'arn:aws:sqs:eu-west-1:*:*',
  'arn:aws:sqs:eu-west-1',
  'arn:aws:dynamodb:*:*:table/shop-orders*',
  'arn:aws:dynamodb:*:*:table/shop-orders/index/*',
)
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 })
/** What is asked of the request besides: nothing, or something that may hold or not. */
const condition = fc.constantFrom({}, {}, {}, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })

function statementOf(
  effect: 'Allow' | 'Deny',
  resource: fc.Arbitrary<string>,
  exceptions = true,
): fc.Arbitrary<Written> {
  const what = fc.oneof(
    { weight: 4, arbitrary: some(actionPattern).map((Action) => ({ Action })) },
    { weight: 1, arbitrary: some(actionPattern).map((NotAction) => ({ NotAction })) },
  )
  const named = some(resource).map((Resource) => ({ Resource }))
  const where = exceptions
    ? fc.oneof(
        { weight: 4, arbitrary: named },
        { weight: 1, arbitrary: some(resource).map((NotResource) => ({ NotResource })) },
      )
    : named
  return fc.tuple(what, where, condition).map((parts) => Object.assign({ Effect: effect }, ...parts) as Written)
}

const denial = statementOf('Deny', resourcePattern)
const permission = statementOf('Allow', resourcePattern)
/** Of Allow statements about single resources it is known to the end what a Deny leaves. */
const exactPermission = statementOf('Allow', fc.constantFrom(...resources), false)
const boundary = fc.option(fc.array(fc.oneof(permission, denial), { maxLength: 3 }), { nil: undefined })

test('on single resources a role may do what AWS would let it do, for 1,000 generated roles', async () => {
  const role = fc.tuple(fc.array(fc.oneof(exactPermission, exactPermission, denial), { maxLength: 5 }), boundary)
  await fc.assert(
    fc.asyncProperty(role, async ([statements, limit]) => {
      expect(await permitted(statements, limit)).toEqual(requests.filter((one) => isAllowed(one, statements, limit)))
    }),
    { numRuns: 1000, seed: 7 },
  )
}, 120_000)

test('on patterns nothing is taken away that AWS would let it do, for 500 generated roles', async () => {
  const role = fc.tuple(fc.array(fc.oneof(permission, denial), { maxLength: 5 }), boundary)
  await fc.assert(
    fc.asyncProperty(role, async ([statements, limit]) => {
      const found = new Set((await permitted(statements, limit)).map(nameOf))
      const lost = requests.filter((one) => isAllowed(one, statements, limit) && !found.has(nameOf(one)))
      expect(lost).toEqual([])
    }),
    { numRuns: 500, seed: 11 },
  )
}, 120_000)

test('one Deny more never lets a role do more', async () => {
  const role = fc.tuple(fc.array(fc.oneof(permission, denial), { maxLength: 4 }), denial, boundary)
  await fc.assert(
    fc.asyncProperty(role, async ([statements, more, limit]) => {
      const before = new Set((await permitted(statements, limit)).map(nameOf))
      const after = await permitted([...statements, more], limit)
      expect(after.filter((one) => !before.has(nameOf(one)))).toEqual([])
    }),
    { numRuns: 150, seed: 13 },
  )
}, 120_000)

test('one Allow more never lets a role do less', async () => {
  const role = fc.tuple(fc.array(fc.oneof(permission, denial), { maxLength: 4 }), permission, boundary)
  await fc.assert(
    fc.asyncProperty(role, async ([statements, more, limit]) => {
      const after = new Set((await permitted([...statements, more], limit)).map(nameOf))
      const before = await permitted(statements, limit)
      expect(before.filter((one) => !after.has(nameOf(one)))).toEqual([])
    }),
    { numRuns: 150, seed: 17 },
  )
}, 120_000)

/** The requests that the model says a role with these statements may make. */
async function permitted(
  statements: readonly Written[],
  limit: readonly Written[] | undefined,
): Promise<readonly Request[]> {
  const files = writings.CloudFormation?.(statements, limit) ?? {}
  const role = (await tableOf(files)).get('role')?.get('Worker')
  if (!role) throw new Error('there is no role')
  const { permissions } = permissionsOf(role)
  return requests.filter(({ action, resource }) =>
    permissions.some(({ actions: set, in: list, grant, statement }) => {
      const names = list === 'resources' ? [textOf(grant)] : othersOf(statement)
      const isThere = names.some((name) => isLike(name, resource)) === (list === 'resources')
      const isNamed = set.patterns.some((one) => isLike(one, action))
      const isTaken = [...set.except, ...set.denied].some((one) => isLike(one, action))
      return isThere && isNamed && !isTaken && set.allowed?.some((one) => isLike(one, action)) !== false
    }),
  )
}

function othersOf(statement: MapAttribute): readonly string[] {
  const others = statement.entries.get('not_resources')
  return others?.type === 'list' ? others.items.map(textOf) : []
}

function textOf(grant: Attribute): string {
  const text = grant.type === 'map' ? grant.entries.get('text') : undefined
  return text?.type === 'scalar' ? String(text.value) : ''
}

function nameOf({ action, resource }: Request): string {
  return `${action} ${resource}`
}

/**
 * What AWS decides of one request, written from its description and of nothing else: an Allow is needed, an explicit
 * Deny wins, and a permissions boundary has to allow it too. What a condition asks for is taken to be so for an Allow and
 * not to be so for a Deny. Source: IAM User Guide, "Policy evaluation logic".
 */
function isAllowed(request: Request, policy: readonly Written[], limit: readonly Written[] | undefined): boolean {
  return [policy, ...(limit ? [limit] : [])].every(
    (statements) =>
      statements.some((one) => one.Effect === 'Allow' && isAbout(one, request)) &&
      !statements.some((one) => one.Effect === 'Deny' && !one.Condition && isAbout(one, request)),
  )
}

function isAbout(statement: Written, { action, resource }: Request): boolean {
  const any = (key: string, text: string): boolean => [statement[key]].flat().some((one) => isLike(String(one), text))
  const isAction = statement.NotAction ? !any('NotAction', action) : any('Action', action)
  const isResource = statement.NotResource ? !any('NotResource', resource) : any('Resource', resource)
  return isAction && isResource
}

function isLike(pattern: string, text: string): boolean {
  const isArn = text.startsWith('arn:')
  const key = `${isArn} ${pattern}`
  const expression = expressions.get(key) ?? expressionOf(pattern, isArn)
  expressions.set(key, expression)
  return expression.test(text)
}

const expressions = new Map<string, RegExp>()

function expressionOf(pattern: string, isArn: boolean): RegExp {
  const missing = isArn && pattern.startsWith('arn:') ? Math.max(0, 6 - pattern.split(':').length) : 0
  const source = `${pattern}${':*'.repeat(missing)}`
    .replaceAll(/[.+^$()|[\]{}\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, isArn ? '' : 'i')
}
