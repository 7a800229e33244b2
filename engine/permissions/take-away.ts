import type { ListAttribute, MapAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Cause } from '../../model/value.ts'
import { listAttribute, placeOfAttribute, unknownAttribute } from '../derive/make.ts'
import type { Table } from '../derive/reverse.ts'
import { type Canon, canonicals } from './canonical.ts'
import { changeStatements } from './change.ts'
import { lessenedGrant } from './lessen.ts'
import { type Limits, limitsOf } from './limits.ts'
import { effectOf, grantsAt } from './statement.ts'

const holders: readonly KindName[] = ['role', 'iam_user', 'resource_policy']

/**
 * Tells every resource pattern of the stack's Allow statements what is taken away on it: by unconditional Deny
 * statements beside it, and by a permissions boundary. A policy that is not known is not presumed to deny.
 * Source: IAM User Guide, "Policy evaluation logic": an explicit Deny wins; a boundary and the policies must both allow.
 */
export function takeAway(table: Table, account: string | undefined): void {
  for (const kind of holders) {
    changeStatements(table, kind, 'statements', (list, entity) => {
      const limits = limitsOf(entity)
      return limits ? lessened(list, limits, canonicals(table, account)) : list
    })
  }
}

/** The most pairs of a pattern and a statement against it that are compared for one role: larger ones are left open. */
const mostPairs = 200_000

function lessened(list: ListAttribute, limits: Limits, canon: Canon): ListAttribute {
  const against = limits.denials.length + (limits.boundary?.allows.length ?? 0)
  const patterns = list.items.reduce((sum, item) => sum + (item.type === 'map' ? patternsIn(item) : 0), 0)
  const isTooMuch = against * patterns > mostPairs
  const items = list.items.map((statement) => {
    if (statement.type !== 'map' || effectOf(statement) === 'Deny') return statement
    const entries = new Map(statement.entries)
    for (const name of ['resources', 'not_resources'] as const) {
      const grants = entries.get(name)
      if (grants?.type !== 'list') continue
      const less = grants.items.map((grant) =>
        grant.type !== 'map'
          ? grant
          : isTooMuch
            ? leftOpen(grant)
            : lessenedGrant(statement, name, grant, limits, canon),
      )
      entries.set(name, { ...grants, items: less })
    }
    return { ...statement, entries }
  })
  return { ...list, items }
}

function patternsIn(statement: MapAttribute): number {
  return grantsAt(statement, 'resources').known.length + grantsAt(statement, 'not_resources').known.length
}

function leftOpen(grant: MapAttribute): MapAttribute {
  const cause: Cause = { why: 'there are too many statements against it to compare them all', needs: [] }
  const place = placeOfAttribute(grant)
  const entries = new Map(grant.entries)
  return {
    ...grant,
    entries: entries.set('denied', listAttribute([], place, cause)).set('allowed', unknownAttribute(cause, place)),
  }
}
