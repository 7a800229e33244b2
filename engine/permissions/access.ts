import { type Action, actionsMatching } from '../../model/actions.ts'
import { type AccessKind, accessKinds } from '../../model/map.ts'
import { isCovered } from './action-sets.ts'

/** Some actions of a statement, less what is taken away of them. */
export interface ActionSet {
  /** Patterns as they are written; with `except`, `*`. */
  readonly patterns: readonly string[]
  /** Patterns of NotAction. */
  readonly except: readonly string[]
  readonly denied: readonly string[]
  /** The only ones that get through; null where nothing limits them so. */
  readonly allowed: readonly string[] | null
}

/**
 * What a set of actions comes to, in the order of `accessKinds`: of one service, or of all of them.
 * Empty where AWS lists none of the actions.
 */
export function accessOf(set: ActionSet, service?: string): readonly AccessKind[] {
  const key = keyOf(set, service)
  const before = known.get(key)
  if (before !== undefined) return before
  const found = new Set<AccessKind>()
  for (const action of actionsIn(set, service)) {
    found.add(accessKindOf(action))
    if (found.size === accessKinds.length) break
  }
  const access = accessKinds.filter((kind) => found.has(kind))
  if (known.size < mostKnown) known.set(key, access)
  return access
}

/** The single actions of a set that are left, of one service or of all. */
export function* actionsIn(set: ActionSet, service?: string): Generator<Action> {
  const less = [...set.except, ...set.denied]
  for (const pattern of set.patterns) {
    for (const action of actionsMatching(narrowed(pattern, service)) ?? []) {
      if (service !== undefined && !action.name.startsWith(`${service}:`)) continue
      if (less.some((other) => isCovered(action.name, other))) continue
      if (set.allowed?.some((other) => isCovered(action.name, other)) === false) continue
      yield action
    }
  }
}

/** Sets repeat: a stack of a thousand roles has a dozen of them. */
const known = new Map<string, readonly AccessKind[]>()
const mostKnown = 5000

function keyOf({ patterns, except, denied, allowed }: ActionSet, service: string | undefined): string {
  return JSON.stringify([patterns, except, denied, allowed, service])
}

/** Nobody looks through all services for those of one. */
function narrowed(pattern: string, service: string | undefined): string {
  return service !== undefined && (pattern === '*' || pattern === '*:*') ? `${service}:*` : pattern
}

function accessKindOf({ name, level }: Action): AccessKind {
  return running.test(name) ? 'invoke' : level
}

/** Actions that make code run, which AWS classes as writing. */
const running = /:(?:Invoke\w*|StartExecution|StartSyncExecution|GraphQL)$/
