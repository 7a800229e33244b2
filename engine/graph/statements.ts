import type { MapAttribute } from '../../model/attribute.ts'
import type { Span } from '../../model/source.ts'
import { listAt, mapsAt, scalarAt } from '../attributes.ts'
import type { ActionSet } from '../permissions/action-sets.ts'
import { actionsOf, effectOf, isUnconditional, statementsOf } from '../permissions/statement.ts'

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
  return statementsOf(policy).known.map(statementOf)
}

function statementOf(statement: MapAttribute): Statement {
  const effect = effectOf(statement)
  const { patterns, except, open, exceptOpen } = actionsOf(statement)
  const doubt = typeof effect === 'string' ? (open ?? exceptOpen) : effect
  return {
    effect: typeof effect === 'string' ? effect : 'unknown',
    actions: { patterns, except, denied: [], allowed: null },
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
