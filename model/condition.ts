import type { Span } from './source.ts'

/** When something exists or a value is chosen, as far as the files alone can say. */
export type Condition =
  | { readonly op: 'true' }
  | { readonly op: 'false' }
  | { readonly op: 'atom'; readonly atom: Atom }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }

/**
 * One undecided question. Atoms with the same `id` are the same question. Two atoms that compare one `subject` with
 * different literals exclude each other; where `domain` lists every value the subject may have, one of them holds.
 */
export interface Atom {
  readonly id: string
  readonly subject?: string
  readonly equals?: string
  readonly domain?: readonly string[]
  readonly why: string
  readonly needs: readonly string[]
  readonly at?: Span
}

/** An answer to each atom, by id. */
export type World = ReadonlyMap<string, boolean>

export const always: Condition = { op: 'true' }
export const never: Condition = { op: 'false' }

export function atom(atom: Atom): Condition {
  return { op: 'atom', atom }
}

export function not(of: Condition): Condition {
  if (of.op === 'true') return never
  if (of.op === 'false') return always
  return of.op === 'not' ? of.of : { op: 'not', of }
}

export function and(...of: readonly Condition[]): Condition {
  if (of.some((part) => part.op === 'false')) return never
  const open = of.filter((part) => part.op !== 'true')
  return open.length <= 1 ? (open[0] ?? always) : { op: 'and', of: open }
}

export function or(...of: readonly Condition[]): Condition {
  if (of.some((part) => part.op === 'true')) return always
  const open = of.filter((part) => part.op !== 'false')
  return open.length <= 1 ? (open[0] ?? never) : { op: 'or', of: open }
}

/** Whether a condition holds in a world; `undefined` where the world leaves an atom open that would decide it. */
export function holds(condition: Condition, world: World): boolean | undefined {
  switch (condition.op) {
    case 'true':
      return true
    case 'false':
      return false
    case 'atom':
      return world.get(condition.atom.id)
    case 'not': {
      const inner = holds(condition.of, world)
      return inner === undefined ? undefined : !inner
    }
    case 'and':
      return settle(condition.of, world, false)
    case 'or':
      return settle(condition.of, world, true)
  }
}

/** The atoms a condition asks, each once. */
export function atomsOf(condition: Condition): readonly Atom[] {
  const found = new Map<string, Atom>()
  const visit = (part: Condition): void => {
    if (part.op === 'atom') found.set(part.atom.id, part.atom)
    else if (part.op === 'not') visit(part.of)
    else if (part.op === 'and' || part.op === 'or') part.of.forEach(visit)
  }
  visit(condition)
  return [...found.values()]
}

function settle(parts: readonly Condition[], world: World, decisive: boolean): boolean | undefined {
  let open = false
  for (const part of parts) {
    const value = holds(part, world)
    if (value === decisive) return decisive
    if (value === undefined) open = true
  }
  return open ? undefined : !decisive
}
