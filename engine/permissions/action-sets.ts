import { type Action, actionsMatching } from '../../model/actions.ts'
import { actionGlob, covers, overlap } from './glob.ts'

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

/** Sets repeat: a stack of a thousand roles has a dozen of them. What comes of each, of one service or all, is kept. */
export function oncePerSet<T>(work: (set: ActionSet, service?: string) => T): (set: ActionSet, service?: string) => T {
  const known = new Map<string, T>()
  return (set, service) => {
    const key = JSON.stringify([set.patterns, set.except, set.denied, set.allowed, service])
    const before = known.get(key)
    if (before !== undefined) return before
    const made = work(set, service)
    if (known.size < mostKept) known.set(key, made)
    return made
  }
}

const mostKept = 5000

/** What is the action patterns' in common: those of one that the other covers, and the single actions of those that cross. */
export function intersection(left: readonly string[], right: readonly string[]): readonly string[] {
  const found = left.flatMap((one) => right.flatMap((other) => common(one, other)))
  return [...new Set(found)]
}

/** The patterns without what others match: left out, or the single actions that remain of them. */
export function difference(patterns: readonly string[], less: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    const crossing = less.filter((other) => isOverlap(pattern, other))
    if (crossing.length === 0) return [pattern]
    if (crossing.some((other) => isCovered(pattern, other))) return []
    return expand(pattern).filter((name) => !crossing.some((other) => isCovered(name, other)))
  })
}

/** Whether two action patterns have an action in common. */
export function isOverlap(left: string, right: string): boolean {
  return overlap(actionGlob(left), actionGlob(right)) === 'yes'
}

/** Whether one action pattern matches all that another does. */
export function isCovered(pattern: string, by: string): boolean {
  return covers(actionGlob(by), actionGlob(pattern)) === 'yes'
}

function common(left: string, right: string): readonly string[] {
  if (!isOverlap(left, right)) return []
  if (isCovered(right, left)) return [right]
  if (isCovered(left, right)) return [left]
  return expand(left).filter((name) => isCovered(name, right))
}

/** The actions that a pattern stands for; the pattern itself where AWS lists no such service. */
function expand(pattern: string): readonly string[] {
  return actionsMatching(pattern)?.map(({ name }) => name) ?? [pattern]
}

/** Nobody looks through all services for those of one. */
function narrowed(pattern: string, service: string | undefined): string {
  return service !== undefined && (pattern === '*' || pattern === '*:*') ? `${service}:*` : pattern
}
