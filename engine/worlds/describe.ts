import type { World } from '../../model/condition.ts'

/**
 * The shortest way to say in which worlds something holds: `IsProd && !HasVpc`. Null where it holds in all that count.
 * Worlds that cannot be, or in which the thing does not exist, may fall on either side.
 */
export function describeWorlds(holding: readonly World[], counted: readonly World[]): string | null {
  const others = counted.filter((world) => !holding.includes(world))
  if (others.length === 0) return null
  const terms = holding.map((world) => shrink(literalsOf(world), others))
  const unique = [...new Map(terms.map((term) => [textOf(term), term])).values()]
  return cover(unique, holding).map(textOf).sort().join(' || ')
}

interface Literal {
  readonly atom: string
  readonly value: boolean
}

function literalsOf(world: World): readonly Literal[] {
  return [...world].map(([atom, value]) => ({ atom, value })).sort((left, right) => (left.atom < right.atom ? -1 : 1))
}

/** Leaves out what is not needed to tell the world from the others. Negations go first: people speak of what is. */
function shrink(literals: readonly Literal[], others: readonly World[]): readonly Literal[] {
  let kept = literals
  for (const literal of [...literals].sort((left, right) => Number(left.value) - Number(right.value))) {
    const fewer = kept.filter((one) => one !== literal)
    if (!others.some((world) => fits(fewer, world))) kept = fewer
  }
  return kept
}

/** The fewest terms that together hold in all of the worlds, found greedily. */
function cover(terms: readonly (readonly Literal[])[], worlds: readonly World[]): readonly (readonly Literal[])[] {
  const chosen: (readonly Literal[])[] = []
  let left = worlds
  while (left.length > 0) {
    const covered = (term: readonly Literal[]): number => left.filter((world) => fits(term, world)).length
    const best = [...terms].sort((one, other) => covered(other) - covered(one) || one.length - other.length)[0]
    if (!best || covered(best) === 0) break
    chosen.push(best)
    left = left.filter((world) => !fits(best, world))
  }
  return chosen
}

function fits(term: readonly Literal[], world: World): boolean {
  return term.every(({ atom, value }) => world.get(atom) === value)
}

function textOf(term: readonly Literal[]): string {
  return term.map(({ atom, value }) => (value ? atom : negated(atom))).join(' && ')
}

function negated(atom: string): string {
  return /^[\w.]+$/.test(atom) ? `!${atom}` : `!(${atom})`
}
