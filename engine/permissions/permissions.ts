import type { Attribute, DerivedEntity, MapAttribute } from '../../model/attribute.ts'
import type { Cause } from '../../model/value.ts'
import { type ActionSet, isCovered } from './action-sets.ts'
import { type Actions, actionsOf, effectOf, statementsOf, textsAt } from './statement.ts'

/** What one statement of a role permits on one of its resource patterns, once denials and the boundary are taken off. */
export interface Permission {
  /** The place of the statement in the list, from 0. */
  readonly index: number
  readonly statement: MapAttribute
  /** The list that the pattern stands in, and its place there. What NotResource names is what is not permitted. */
  readonly in: 'resources' | 'not_resources'
  readonly position: number
  readonly grant: MapAttribute
  /** Its actions, and what is taken away of them. Those that are wholly taken away are not among the patterns. */
  readonly actions: ActionSet
  /** It has conditions. */
  readonly conditional: boolean
  /** Why it may permit less, or nothing; `undefined` where it is known. */
  readonly doubt: Cause | undefined
}

/** All that a role permits, and why it may permit more. */
export interface Permissions {
  readonly permissions: readonly Permission[]
  readonly open: Cause | undefined
}

/**
 * What a role, a user or a resource policy permits: one entry for each Allow statement and resource pattern of it, never
 * for each resource that a pattern covers. Worked out once for each entity of a table.
 */
export function permissionsOf(entity: DerivedEntity): Permissions {
  const before = known.get(entity)
  if (before) return before
  const list = entity.attributes.entries.get('statements')
  const { open } = statementsOf(entity.attributes)
  const items = list?.type === 'list' ? list.items : []
  const permissions = items.flatMap((statement, index) =>
    statement.type === 'map' ? permissionsIn(statement, index) : [],
  )
  const made: Permissions = { permissions, open: open ?? (list === undefined ? entity.attributes.open : undefined) }
  known.set(entity, made)
  return made
}

const known = new WeakMap<DerivedEntity, Permissions>()

function permissionsIn(statement: MapAttribute, index: number): readonly Permission[] {
  const effect = effectOf(statement)
  if (effect === 'Deny') return []
  const actions = actionsOf(statement)
  const conditions = statement.entries.get('conditions')
  const conditional = conditions?.type === 'list' && (conditions.items.length > 0 || conditions.open !== undefined)
  const doubt = (effect === 'Allow' ? undefined : effect) ?? actions.open ?? actions.exceptOpen ?? openOf(conditions)
  const all = { index, statement, conditional }
  return (['resources', 'not_resources'] as const).flatMap((name) => {
    const grants = statement.entries.get(name)
    if (grants?.type !== 'list') return []
    return grants.items.flatMap((grant, position): readonly Permission[] => {
      if (grant.type !== 'map') return []
      const left = leftOn(grant, actions)
      if (left.set.patterns.length === 0 && !actions.open) return []
      return [{ ...all, in: name, position, grant, actions: left.set, doubt: doubt ?? left.doubt }]
    })
  })
}

/** What denials and the boundary leave of a statement's actions on a pattern. */
function leftOn(
  grant: MapAttribute,
  { patterns: written, except }: Actions,
): { readonly set: ActionSet; readonly doubt: Cause | undefined } {
  const denied = textsAt(grant, 'denied')
  const limit = grant.entries.get('allowed')
  const allowed = limit?.type === 'list' ? textsAt(grant, 'allowed').known : null
  const patterns = written.filter(
    (action) =>
      !denied.known.some((other) => isCovered(action, other)) && (allowed === null || isLeft(action, allowed)),
  )
  return {
    set: { patterns, except, denied: denied.known, allowed },
    doubt: denied.open ?? (limit?.type === 'unknown' ? limit.cause : undefined),
  }
}

function isLeft(action: string, allowed: readonly string[]): boolean {
  return allowed.some((other) => isCovered(other, action) || isCovered(action, other))
}

function openOf(attribute: Attribute | undefined): Cause | undefined {
  if (attribute?.type === 'unknown') return attribute.cause
  return attribute?.type === 'list' ? attribute.open : undefined
}
