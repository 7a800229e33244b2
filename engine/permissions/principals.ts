import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import type { Answer } from './glob.ts'

/** Whether a Deny of a policy is for all whom a statement beside it is for. In a role's policies neither names anyone. */
export function samePrincipals(denial: MapAttribute, statement: MapAttribute): Answer {
  if (itemsAt(denial, 'not_principals').length > 0) return 'no'
  const denied = itemsAt(denial, 'principals')
  const wanted = itemsAt(statement, 'principals')
  if (isOpen(denial) || isOpen(statement)) return 'maybe'
  if (denied.length === 0 || denied.some((one) => factOf(one, 'any') === true)) return 'yes'
  if (wanted.length === 0) return 'no'
  if (denied.some((one) => factOf(one, 'any') === undefined)) return 'maybe'
  const names = new Set(denied.map(nameOf))
  return wanted.every((one) => names.has(nameOf(one))) ? 'yes' : 'no'
}

function itemsAt(statement: MapAttribute, name: string): readonly Attribute[] {
  const attribute = statement.entries.get(name)
  return attribute?.type === 'list' ? attribute.items : []
}

function isOpen(statement: MapAttribute): boolean {
  const attribute = statement.entries.get('principals')
  return attribute?.type === 'unknown' || (attribute?.type === 'list' && attribute.open !== undefined)
}

function nameOf(principal: Attribute): string {
  return `${String(factOf(principal, 'type'))} ${String(factOf(principal, 'text'))}`
}

function factOf(principal: Attribute, name: string): unknown {
  const fact = principal.type === 'map' ? principal.entries.get(name) : undefined
  return fact?.type === 'scalar' ? fact.value : undefined
}
