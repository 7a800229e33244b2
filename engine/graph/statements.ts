import type { MapAttribute } from '../../model/attribute.ts'
import type { Span } from '../../model/source.ts'
import { listAt, mapsAt, scalarAt } from '../attributes.ts'
import type { ActionSet } from '../permissions/access.ts'
import { effectOf, isUnconditional, statementsIn as read, textsAt } from '../permissions/statement.ts'

/** A statement of a resource policy as the graph reads it. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny' | 'unknown'
  readonly actions: ActionSet
  readonly principals: readonly MapAttribute[]
  /** It names whom it is not for. */
  readonly everyoneBut: boolean
  readonly conditions: readonly MapAttribute[]
  readonly conditional: boolean
  /** Why it may say more or less than is known; null where it is. */
  readonly why: string | null
  readonly at: Span
}

/** The statements of a resource policy, in their order. */
export function statementsIn(policy: MapAttribute): readonly Statement[] {
  return read(policy.entries.get('statements')).known.map(statementOf)
}

function statementOf(statement: MapAttribute): Statement {
  const effect = effectOf(statement)
  const actions = textsAt(statement, 'actions')
  const except = textsAt(statement, 'not_actions')
  const patterns = except.known.length > 0 ? ['*'] : actions.known
  const doubt = typeof effect === 'string' ? (actions.open ?? except.open) : effect
  return {
    effect: typeof effect === 'string' ? effect : 'unknown',
    actions: { patterns, except: except.known, denied: [], allowed: null },
    principals: mapsAt(statement, 'principals'),
    everyoneBut: listAt(statement, 'not_principals').items.length > 0,
    conditions: mapsAt(statement, 'conditions'),
    conditional: isUnconditional(statement) !== true,
    why: doubt?.why ?? null,
    at: statement.at,
  }
}

/** The statement is for everyone. */
export function isForAnyone({ principals }: Statement): boolean {
  return principals.some((one) => scalarAt(one, 'any') === true)
}
