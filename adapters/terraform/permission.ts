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
  const statement = mapOf(
    [
      ['sid', at('statement_id')(scope)],
      ['effect', plain('Allow', place)],
      ['actions', { type: 'list', items: [action], at: action.at }],
      ['not_actions', plain([], place)],
      ['resources', { type: 'list', items: [functionOf(scope)], at: place }],
      ['not_resources', plain([], place)],
      ['principals', { type: 'list', items: [principalOf(principal)], at: principal.at }],
      ['not_principals', plain([], place)],
      ['conditions', { type: 'list', items: conditions, at: place }],
      ['origin', plain('permission', place)],
      ['policy', plain(null, place)],
    ],
    place,
  )
  return { type: 'list', items: [statement], at: place }
}

function functionOf(scope: Parameters<Source>[0]): Value {
  return at('function_name')(scope)
}

function isAbsent(value: Value): boolean {
  return isNull(value) || (value.type === 'scalar' && value.value === '')
}

/** Everyone, an account or an ARN of IAM, else a service. */
function principalOf(value: Value): Value {
  const text =
    value.type === 'scalar' ? String(value.value) : value.type === 'text' ? String(value.parts[0]) : undefined
  const isAccount = value.type === 'symbol' && value.name === 'account'
  const isAws = isAccount || (text !== undefined && (text === '*' || /^\d{12}$/.test(text) || /^arn:/.test(text)))
  if (text === undefined && !isAccount && value.type === 'unknown') return value
  const isRole = value.type === 'reference'
  return mapOf(
    [
      ['type', plain(isAws || isRole ? 'AWS' : 'Service', value.at)],
      ['value', value],
    ],
    value.at,
  )
}
