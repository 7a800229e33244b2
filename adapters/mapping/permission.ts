import type { Value } from '../../model/value.ts'
import { condition, mapOf } from './document.ts'
import { isNull, plain, type Source } from './source.ts'

/** A permission in short, as services take them: who may do what, under which conditions. */
interface Permission {
  readonly action: Source
  readonly principal: Source
  /** Operator, condition key and value; one whose value is absent or empty does not count. */
  readonly conditions: readonly (readonly [operator: string, key: string, value: Source])[]
}

/**
 * The statement that a permission adds to the policy of what it is for.
 * Source: Lambda API reference, AddPermission; service authorization reference, "Condition keys for AWS Lambda".
 */
export function permissionStatement({ action, principal, conditions }: Permission): Source {
  return (scope) => {
    const place = scope.at
    const whom = asText(principal(scope))
    const narrowing = conditions.flatMap(([operator, key, source]) => {
      const value = source(scope)
      return isAbsent(value) ? [] : [condition(operator, key, { key: value.at, value: asText(value) })]
    })
    const statement = mapOf(
      [
        ['sid', plain(null, place)],
        ['effect', plain('Allow', place)],
        ['actions', listOf(action(scope))],
        ['not_actions', plain([], place)],
        ['resources', plain([], place)],
        ['not_resources', plain([], place)],
        ['principals', principals(whom)],
        ['not_principals', plain([], place)],
        ['conditions', { type: 'list', items: narrowing, at: place }],
        ['origin', plain('permission', place)],
        ['policy', plain(null, place)],
      ],
      whom.at,
    )
    return { type: 'list', items: [statement], at: place }
  }
}

function isAbsent(value: Value): boolean {
  return isNull(value) || (value.type === 'scalar' && value.value === '')
}

function principals(value: Value): Value {
  if (isNull(value)) return plain([], value.at)
  const principal = mapOf(
    [
      ['type', principalType(value)],
      ['value', value],
    ],
    value.at,
  )
  return listOf(principal)
}

/** An account, an ARN or `*` is of type AWS; what looks like a domain is a service. */
function principalType(value: Value): Value {
  if (value.type === 'unknown') return value
  if (value.type === 'symbol' || value.type === 'reference') return plain('AWS', value.at)
  const first = value.type === 'scalar' ? String(value.value) : value.type === 'text' ? value.parts[0] : ''
  const last = value.type === 'text' ? value.parts.at(-1) : first
  if (typeof first === 'string' && /^(?:\*$|\d{12}$|arn:)/.test(first)) return plain('AWS', value.at)
  if (typeof first === 'string' || typeof last === 'string') return plain('Service', value.at)
  const parts = value.type === 'text' ? value.parts : []
  for (const part of parts) if (typeof part === 'object' && part.type === 'unknown') return { ...part, at: value.at }
  return { type: 'unknown', cause: { why: 'the principal is known in part only', needs: [] }, at: value.at }
}

function asText(value: Value): Value {
  return value.type === 'scalar' && value.value !== null ? { ...value, value: String(value.value) } : value
}

function listOf(value: Value): Value {
  return isNull(value) ? plain([], value.at) : { type: 'list', items: [value], at: value.at }
}
