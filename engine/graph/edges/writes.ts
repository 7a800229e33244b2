import type { DerivedEntity, LinkAttribute, MapAttribute } from '../../../model/attribute.ts'
import { linkAt, mapsAt, textAt } from '../../attributes.ts'
import type { ActionSet } from '../../permissions/action-sets.ts'
import { limitsOf } from '../../permissions/limits.ts'
import type { Permission } from '../../permissions/permissions.ts'
import { actionsOf } from '../../permissions/statement.ts'
import { causingIn } from '../actions.ts'
import type { Write } from '../graph.ts'

/** What an unconditional Deny of a role takes away on some keys of buckets. */
export interface Denial {
  readonly actions: ActionSet
  readonly target: LinkAttribute | undefined
  /** It is about everything. */
  readonly all: boolean
  /** Null where it is not known. */
  readonly keys: string | null
  readonly sure: boolean
}

/** The denials of a role and of its boundary that no condition limits, pattern by pattern. */
export function denialsOf(role: DerivedEntity): readonly Denial[] {
  return (limitsOf(role)?.denials ?? []).flatMap(({ statement, unsure }) => {
    const { patterns, except, open, exceptOpen } = actionsOf(statement)
    const actions = { patterns, except, denied: [], allowed: null }
    const sure = !(unsure ?? open ?? exceptOpen)
    return mapsAt(statement, 'resources').map((grant) => {
      const all = textAt(grant, 'breadth') === 'all'
      return { actions, target: linkAt(grant, 'target'), all, keys: all ? '*' : keysIn(textAt(grant, 'path')), sure }
    })
  })
}

/** The writes among what is permitted, with the keys they are limited to. */
export function writesOf(
  actions: ActionSet,
  service: string | null,
  { grant, doubt }: Permission,
  denials: readonly Denial[],
): readonly Write[] {
  return causingIn(actions, service ?? undefined).flatMap((action): readonly Write[] => {
    const part = partOf(action, grant)
    if (part === undefined) return []
    const denied = action.startsWith('s3:') ? deniedKeys(action, grant, denials) : []
    return [{ action, keys: part.keys, sure: doubt === undefined && part.sure, denied }]
  })
}

/** Whether an action is about the thing that a pattern names or about a part of it: keys of a bucket, not the bucket itself. */
function partOf(action: string, grant: MapAttribute): { keys: string | null; sure: boolean } | undefined {
  const path = textAt(grant, 'path')
  const names = linkAt(grant, 'target') !== undefined
  if (path === undefined || goesOn.test(action)) return { keys: null, sure: false }
  if (action.startsWith('s3:')) {
    if (path.startsWith('/')) return { keys: path.slice(1), sure: true }
    return names ? undefined : { keys: textAt(grant, 'breadth') === 'all' ? '*' : null, sure: true }
  }
  // What lies below a table or queue is another thing; a qualifier is not.
  return path.startsWith('/') ? undefined : { keys: null, sure: true }
}

/** Actions whose resource goes on with what is called: a stage, a method, a field. */
const goesOn = /^(?:execute-api|appsync):/

function deniedKeys(action: string, grant: MapAttribute, denials: readonly Denial[]): Write['denied'] {
  const target = linkAt(grant, 'target')
  return denials.flatMap((denial) => {
    const same = target !== undefined && denial.target?.kind === target.kind && denial.target.id === target.id
    if (!same && !denial.all) return []
    return causingIn(denial.actions, 's3').includes(action) ? [{ keys: denial.keys, sure: denial.sure }] : []
  })
}

function keysIn(path: string | undefined): string | null {
  return path?.startsWith('/') ? path.slice(1) : null
}
