import type { EntityTable } from '../../model/attribute.ts'
import type { Stack } from '../../model/stack.ts'
import type { Elsewhere } from '../derive/registry.ts'
import { type Known, type Meeting, meetings } from './meeting.ts'

/** The other given stacks that a stack has to do with, and how to find things there. */
export interface Around {
  readonly elsewhere: Elsewhere
  readonly others: readonly { readonly stack: Stack; readonly table: EntityTable }[]
}

/**
 * What is around each stack that has to do with another given one; stacks that have not are left out. `tableOf` gives the
 * entities of a stack in the world in which every condition is open.
 */
export function surroundings(
  stacks: readonly Stack[],
  all: readonly Known[],
  tableOf: (stack: Stack, elsewhere: Elsewhere | undefined) => EntityTable,
): ReadonlyMap<Stack, Around> {
  const found: ReadonlyMap<Stack, Meeting> = all.length > 1 ? meetings(stacks, all) : new Map()
  const tables = new Map<Stack, EntityTable>()
  const table = (stack: Stack): EntityTable => {
    const before = tables.get(stack)
    if (before) return before
    const made = tableOf(stack, found.get(stack)?.elsewhere)
    tables.set(stack, made)
    return made
  }
  return new Map(
    [...found].map(([stack, { elsewhere, partners }]) => [
      stack,
      { elsewhere, others: partners.map((other) => ({ stack: other, table: table(other) })) },
    ]),
  )
}
