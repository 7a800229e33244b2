import type { Action } from '../../model/actions.ts'
import { type AccessKind, accessKinds } from '../../model/map.ts'
import { actionsIn, oncePerSet } from './action-sets.ts'

/**
 * What a set of actions comes to, in the order of `accessKinds`: of one service, or of all of them.
 * Empty where AWS lists none of the actions.
 */
export const accessOf = oncePerSet((set, service): readonly AccessKind[] => {
  const found = new Set<AccessKind>()
  for (const action of actionsIn(set, service)) {
    found.add(accessKindOf(action))
    if (found.size === accessKinds.length) break
  }
  return accessKinds.filter((kind) => found.has(kind))
})

function accessKindOf({ name, level }: Action): AccessKind {
  return running.test(name) ? 'invoke' : level
}

/** Actions that make code run, which AWS classes as writing. */
const running = /:(?:Invoke\w*|StartExecution|StartSyncExecution|GraphQL)$/
