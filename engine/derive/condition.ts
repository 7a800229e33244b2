import type { Attribute } from '../../model/attribute.ts'
import type { TextPart } from '../../model/text.ts'
import { partsOf, renderText } from '../../model/text.ts'
import { type Cause, entryOf, type Value } from '../../model/value.ts'
import { literal, parseArn } from './arn.ts'
import { deriveSource, namesSources } from './condition-source.ts'
import type { Context } from './context.ts'
import { listAttribute, mapAttribute, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

/**
 * Keys that say who asks or on whose behalf, so that a positive test of them limits a statement.
 * Source: IAM User Guide, "AWS global condition context keys"; Lambda Developer Guide, resource-based policies; Service
 * Authorization Reference, condition keys of these services.
 */
const narrowing: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'cloudwatch:namespace',
  'dynamodb:leadingkeys',
  'ec2:managedresourceoperator',
  'ec2:vpc',
  'ecs:cluster',
  'elasticfilesystem:accesspointarn',
  's3:prefix',
  's3:resourceaccount',
  'iam:associatedresourcearn',
  'iam:awsservicename',
  'iam:passedtoservice',
  'iam:permissionsboundary',
  'iam:policyarn',
  'secretsmanager:secretid',
  'secretsmanager:resource/allowrotationlambdaarn',
  'ses:fromaddress',
  'kms:calleraccount',
  'kms:requestalias',
  'kms:resourcealiases',
  'kms:viaservice',
  'lambda:functionarn',
  'lambda:eventsourcetoken',
])

/** One condition: what it tests, and whether that limits who or what the statement applies to. */
export function deriveCondition(value: Value, context: Context): Attribute {
  const place = placeOf(value)
  const operator = entryOf(value, 'operator')?.value
  const key = entryOf(value, 'key')?.value
  const values = entryOf(value, 'values')?.value
  if (operator?.type !== 'scalar' || key?.type !== 'scalar' || values?.type !== 'list') {
    return unknownAttribute({ why: 'this is no condition', needs: [] }, place)
  }
  const test = { operator: String(operator.value), key: String(key.value).toLowerCase() }
  const narrows = narrowsBy(test, values.items)
  const first = values.items[0]
  const here = first ? placeOf(first) : place
  return mapAttribute(
    {
      operator: scalarAttribute(test.operator, place),
      key: scalarAttribute(test.key, place),
      values: listAttribute(
        values.items.map((item) =>
          item.type === 'unknown'
            ? unknownAttribute(item.cause, placeOf(item))
            : scalarAttribute(renderText(item), placeOf(item)),
        ),
        here,
        values.open,
      ),
      sources: listAttribute(
        namesSources(test.key) ? values.items.map((item) => deriveSource(item, context)) : [],
        here,
        namesSources(test.key) ? values.open : undefined,
      ),
      narrows: typeof narrows === 'boolean' ? scalarAttribute(narrows, here) : unknownAttribute(narrows, here),
    },
    here,
  )
}

/**
 * Of a negated operator, it tells whether those are limited whom the test does not meet: whom a Deny with it leaves.
 * A negated operator is met where the request lacks the key, `…IfExists` and `ForAllValues:` as well.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
function narrowsBy(
  test: { readonly operator: string; readonly key: string },
  values: readonly Value[],
): boolean | Cause {
  if (test.key === 'lambda:functionurlauthtype') return values.some((value) => renderText(value) === 'AWS_IAM')
  if (isNegated(test.operator)) {
    const operator = test.operator.replace(/^ForAllValues:/i, '').replace(/IfExists$/i, '')
    return narrowsBy({ key: test.key, operator: operator.replace(/Not/i, '') }, values)
  }
  const operator = test.operator.replace(/^ForAnyValue:/i, '').toLowerCase()
  if (test.key === 'aws:sourceip') return operator === 'ipaddress' && values.every(isSmallNetwork)
  const known =
    narrowing.has(test.key) ||
    /^[a-z0-9-]+:resourcetag\//.test(test.key) ||
    /^(?:kms:encryptioncontext:|s3:existingobjecttag\/)/.test(test.key)
  // An empty value is what the providers take for none.
  if (values.some((value) => value.type === 'scalar' && value.value === '')) return false
  if (!known || values.length === 0 || /^forallvalues:|ifexists$/.test(operator)) return false
  if (operator === 'stringequals' || operator === 'stringequalsignorecase') return true
  if (!/^(arnlike|arnequals|stringlike)$/.test(operator)) return false
  const each = values.map(limits)
  if (each.some((one) => one === false)) return false
  return each.find((one) => typeof one === 'object') ?? true
}

/** The operator is met by what has none of the values: `StringNotEquals`, `NotIpAddressIfExists`. */
export function isNegated(operator: string): boolean {
  return /^(?:ForAllValues:)?(?:StringNot|ArnNot|NotIpAddress)/i.test(operator)
}

/** A public network smaller than /8: who calls from a private one cannot be told apart. */
function isSmallNetwork(value: Value): boolean {
  const [address = '', size = '32'] = renderText(value).split('/')
  const isPrivate = /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|fc|fd|::1)/i.test(address)
  return /^[\d.]+$|:/.test(address) && !isPrivate && Number(size) > 8
}

/** Whether a pattern names an account, an organisation or a resource of ours, rather than any. */
function limits(value: Value): boolean | Cause {
  const parts = partsOf(value) ?? []
  const arn = parseArn(parts)
  if (!arn) return literalLimits(parts)
  const account = literal(arn.account)
  if (account === undefined) return firstKnown(arn.account)
  // The id of an API is its own in all accounts; names of other resources come again in each.
  if (/[*?]/.test(account)) return literal(arn.service) === 'execute-api' && literalLimits(arn.resource) === true
  return account !== '' || literalLimits(arn.resource)
}

function literalLimits(parts: readonly TextPart[]): boolean | Cause {
  const [first] = parts
  if (typeof first === 'string') return !/^[*?]/.test(first)
  return firstKnown(parts)
}

/** A symbol or pseudo parameter is fixed; a parameter without value may hold `*`. */
function firstKnown(parts: readonly TextPart[]): boolean | Cause {
  const [first] = parts
  if (typeof first !== 'object' || first.type !== 'unknown') return first !== undefined
  return first.symbol?.startsWith('AWS::') ? true : first.cause
}
