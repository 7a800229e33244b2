import type { Value } from '../../../model/value.ts'
import { Exhausted, Failure } from './failure.ts'
import { isSecret, shown } from './shown.ts'

/** A value given to a variable from outside, and who gave it where that is no file. */
export interface GivenValue {
  readonly name: string
  readonly value: Value
  /** `on the command line`; absent where the value stands in a file. */
  readonly by?: string
  /** Whether the value must not be shown. */
  readonly hidden: boolean
}

/** Does what is done to a value that was given; where it fails, the failure names the variable and who gave the value. */
export function namingGiven<T>(given: GivenValue, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown instanceof Exhausted) throw thrown
    throw new Failure(wronglyGiven(given, thrown.message), thrown.at, thrown.code)
  }
}

/** What is wrong with a value that was given. Parts of a collection may be secret each, so it is not shown. */
export function wronglyGiven({ name, value, by, hidden }: GivenValue, problem: string): string {
  const written = value.type === 'scalar' && !hidden && !isSecret(name, value) ? ` as ${shown(value)}` : ''
  const place = by ?? `at ${value.at.file}:${value.at.startLine}`
  return `Invalid value for input variable "${name}", given${written} ${place}: ${problem}`
}
