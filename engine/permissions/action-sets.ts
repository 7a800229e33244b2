import { actionsMatching } from '../../model/actions.ts'
import { actionGlob, covers, overlap } from './glob.ts'

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
