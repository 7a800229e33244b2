import type { Value } from '../../model/value.ts'
import { condition, mapOf } from '../mapping/document.ts'
import { at, isNull, plain, type Scope, type Source } from '../mapping/source.ts'

/**
 * The statement that an AWS::Lambda::Permission adds to a function's policy.
 * Source: Lambda API reference, AddPermission; service authorization reference, "Condition keys for AWS Lambda".
 */
export const permission: Source = (scope) => {
  const place = at('Principal')(scope).at
  const statement = mapOf(
    [
      ['sid', plain(null, scope.at)],
      ['effect', plain('Allow', scope.at)],
      ['actions', listOf(at('Action')(scope))],
      ['not_actions', plain([], scope.at)],
      ['resources', plain([], scope.at)],
      ['not_resources', plain([], scope.at)],
      ['principals', principals(asText(at('Principal')(scope)))],
      ['not_principals', plain([], scope.at)],
      ['conditions', conditions(scope)],
      ['origin', plain('permission', scope.at)],
      ['policy', plain(null, scope.at)],
    ],
    place,
  )
  return { type: 'list', items: [statement], at: scope.at }
}

function principals(value: Value): Value {
  if (isNull(value)) return plain([], value.at)
  const type = principalType(value)
  return listOf(
    mapOf(
      [
        ['type', type],
        ['value', value],
      ],
      value.at,
    ),
  )
}

/** An account, an ARN or `*` is of type AWS; what looks like a domain is a service. */
function principalType(value: Value): Value {
  if (value.type === 'symbol') return plain('AWS', value.at)
  if (value.type === 'unknown' || value.type === 'reference') {
    return value.type === 'unknown' ? value : plain('AWS', value.at)
  }
  const first = value.type === 'scalar' ? String(value.value) : value.type === 'text' ? value.parts[0] : ''
  const last = value.type === 'text' ? value.parts.at(-1) : first
  if (typeof first === 'string' && (first === '*' || /^(?:\d{12}$|arn:)/.test(first))) return plain('AWS', value.at)
  if (typeof first === 'string' || typeof last === 'string') return plain('Service', value.at)
  return { type: 'unknown', cause: { why: 'the principal is known in part only', needs: [] }, at: value.at }
}

const keys: readonly (readonly [property: string, operator: string, key: string])[] = [
  ['SourceArn', 'ArnLike', 'aws:SourceArn'],
  ['SourceAccount', 'StringEquals', 'aws:SourceAccount'],
  ['PrincipalOrgID', 'StringEquals', 'aws:PrincipalOrgID'],
  ['EventSourceToken', 'StringEquals', 'lambda:EventSourceToken'],
  ['FunctionUrlAuthType', 'StringEquals', 'lambda:FunctionUrlAuthType'],
  ['InvokedViaFunctionUrl', 'Bool', 'lambda:InvokedViaFunctionUrl'],
]

function conditions(scope: Scope): Value {
  const items = keys.flatMap(([property, operator, key]) => {
    const value = at(property)(scope)
    if (isNull(value)) return []
    const entry = scope.value.type === 'map' ? scope.value.entries.get(property) : undefined
    return [condition(operator, key, { key: entry?.key ?? value.at, value: asText(value) })]
  })
  return { type: 'list', items, at: scope.at }
}

function asText(value: Value): Value {
  return value.type === 'scalar' && value.value !== null ? { ...value, value: String(value.value) } : value
}

function listOf(value: Value): Value {
  return isNull(value) ? plain([], value.at) : { type: 'list', items: [value], at: value.at }
}
