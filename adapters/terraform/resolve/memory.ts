import { error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { Exhausted, Failure, fail } from './failure.ts'
import type { Names } from './scope.ts'

/** Names that lead on to names that lead on: deeper than any configuration, and near the end of the stack. */
const MAX_CHAIN = 250

/** The values of a module that are being computed, from the outermost to the innermost. */
export interface Chain {
  readonly open: string[]
}

/**
 * Each named value once, when it is first asked for. What refers to itself is reported, and unknown;
 * so is an expression that fails.
 */
export function remembered(
  names: Pick<Names, 'report'>,
  chain: Chain,
  compute: (name: string) => Value,
): (name: string, id: string, at: Span) => Value {
  const done = new Map<string, Value>()
  return (name, id, at) => {
    const found = done.get(name)
    if (found) return found
    if (chain.open.includes(id)) return circular(names, chain, id, at)
    if (chain.open.length >= MAX_CHAIN) fail('The chain of references that leads here is too long.', at, 'TOO_DEEP')
    chain.open.push(id)
    try {
      const value = guardedToTheEnd(names, at, () => compute(name))
      done.set(name, value)
      return value
    } finally {
      chain.open.pop()
    }
  }
}

/** Computes something named; fails where that is being computed already. */
export function within<T>(chain: Chain, id: string, at: Span, compute: () => T): T {
  if (chain.open.includes(id)) {
    const way = [...chain.open.slice(chain.open.indexOf(id)), id]
    fail(`${id} depends on itself: ${way.join(' → ')}.`, at, 'REFERENCE_CYCLE')
  }
  chain.open.push(id)
  try {
    return compute()
  } finally {
    chain.open.pop()
  }
}

/** A value; where its expression fails, the failure is reported and the value unknown. */
export function guarded(names: Pick<Names, 'report'>, at: Span, compute: () => Value): Value {
  return caught(names, at, compute, false)
}

/** The same, also where all work that may be done is done. */
export function guardedToTheEnd(names: Pick<Names, 'report'>, at: Span, compute: () => Value): Value {
  return caught(names, at, compute, true)
}

function caught(names: Pick<Names, 'report'>, at: Span, compute: () => Value, toTheEnd: boolean): Value {
  try {
    return compute()
  } catch (thrown) {
    if (thrown instanceof Exhausted && !toTheEnd) throw thrown
    const failure = asFailure(thrown, at)
    names.report(error(failure.code, failure.message, failure.at))
    return { type: 'unknown', cause: { why: 'its expression is not valid', needs: [], at: failure.at }, at }
  }
}

function asFailure(thrown: unknown, at: Span): Failure {
  if (thrown instanceof Failure) return thrown
  if (thrown instanceof RangeError) return new Failure('This expression is nested too deep to be read.', at, 'TOO_DEEP')
  throw thrown
}

function circular(names: Pick<Names, 'report'>, chain: Chain, id: string, at: Span): Value {
  const way = [...chain.open.slice(chain.open.indexOf(id)), id]
  names.report(error('REFERENCE_CYCLE', `${id} depends on itself: ${way.join(' → ')}.`, at))
  return { type: 'unknown', cause: { why: `${id} depends on itself`, needs: [], at }, at }
}
