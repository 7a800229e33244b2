import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import { listAt, scalarAt } from '../attributes.ts'
import type { Answer } from './glob.ts'

/** Whether a Deny of a policy is for all whom a statement beside it is for. In a role's policies neither names anyone. */
export function samePrincipals(denial: MapAttribute, statement: MapAttribute): Answer {
  if (listAt(denial, 'not_principals').items.length > 0) return 'no'
  const { items: denied, open } = listAt(denial, 'principals')
  const { items: wanted, open: wantedOpen } = listAt(statement, 'principals')
  if (open || wantedOpen) return 'maybe'
  if (denied.length === 0 || denied.some((one) => scalarAt(one, 'any') === true)) return 'yes'
  if (wanted.length === 0) return 'no'
  if (denied.some((one) => scalarAt(one, 'any') === undefined)) return 'maybe'
  const names = new Set(denied.map(nameOf))
  return wanted.every((one) => names.has(nameOf(one))) ? 'yes' : 'no'
}

function nameOf(principal: Attribute): string {
  return `${String(scalarAt(principal, 'type'))} ${String(scalarAt(principal, 'text'))}`
}
