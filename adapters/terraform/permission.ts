import type { Entry, Value } from '../../model/value.ts'
import { condition, mapOf } from '../mapping/document.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** The arguments that narrow a permission, with the condition each becomes. Source: Lambda API, AddPermission. */
const CONDITIONS = [
  ['source_arn', 'ArnLike', 'aws:SourceArn'],
  ['source_account', 'StringEquals', 'aws:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['event_source_token', 'StringEquals', 'lambda:EventSourceToken'],
  ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
] as const

/** The one statement that `aws_lambda_permission` adds to a function's policy. */
export const permissionStatements: Source = (scope) => {
  const principal = at('principal')(scope)
  const action = at('action')(scope)
  const conditions = CONDITIONS.flatMap(([argument, operator, key]) => {
    const value = at(argument)(scope)
    const entry: Entry = { key: value.at, value }
    return isAbsent(value) ? [] : [condition(operator, key, entry)]
  })
  const place = scope.at
  const actions: Value = isNull(action) ? plain([], action.at) : { type: 'list', items: [action], at: action.at }
  const statement = mapOf(
    [
      ['sid', plain(null, place)],
      ['effect', plain('Allow', place)],
      ['actions', actions],
      ['not_actions', plain([], place)],
      ['resources', plain([], place)],
      ['not_resources', plain([], place)],
      ['principals', { type: 'list', items: [principalOf(principal)], at: principal.at }],
      ['not_principals', plain([], place)],
      ['conditions', { type: 'list', items: conditions, at: place }],
      ['origin', plain('permission', place)],
      ['policy', plain(null, place)],
    ],
    principal.at,
  )
  return { type: 'list', items: [statement], at: place }
}

function isAbsent(value: Value): boolean {
  return isNull(value) || (value.type === 'scalar' && value.value === '')
}

/** Everyone, an account or an ARN of IAM, else a service. */
function principalOf(value: Value): Value {
  return mapOf(
    [
      ['type', principalType(value)],
      ['value', value],
    ],
    value.at,
  )
}

function principalType(value: Value): Value {
  if (value.type === 'unknown') return value
  if (value.type === 'symbol' || value.type === 'reference') return plain('AWS', value.at)
  const first = value.type === 'scalar' ? String(value.value) : value.type === 'text' ? value.parts[0] : ''
  if (typeof first === 'string' && /^(?:\*$|\d{12}$|arn:)/.test(first)) return plain('AWS', value.at)
  const last = value.type === 'text' ? value.parts.at(-1) : first
  if (typeof first === 'string' || typeof last === 'string') return plain('Service', value.at)
  return { type: 'unknown', cause: { why: 'the principal is known in part only', needs: [] }, at: value.at }
}
