import type { Given, Stack } from '../../model/stack.ts'
import { openEntities } from '../judge-stack.ts'
import { type Around, surroundings } from './around.ts'
import { knownOf } from './meeting.ts'

/** What is around each of the given stacks that has to do with another one. */
export function aroundGiven(stacks: readonly Stack[], given: Given, now: string): ReadonlyMap<Stack, Around> {
  if (stacks.length < 2) return new Map()
  const place = (stack: Stack) => stack.deployedTo ?? given
  return surroundings(
    stacks,
    stacks.map((stack) => knownOf(stack, openEntities(stack, place(stack), now))),
    (stack, elsewhere) => openEntities(stack, place(stack), now, elsewhere),
  )
}
