import { nearest } from '../model/nearest.ts'

/** The command line is wrong: one sentence that says what, and what was probably meant. Nothing was judged. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** ` Did you mean high?`, or nothing. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const meant = nearest(given, known)
  return meant === undefined ? '' : ` Did you mean ${meant}?`
}

/** A reader of an option that takes one of some words. */
export function oneOf<const T extends string>(option: string, words: readonly T[]): (given: string) => T {
  return (given) => {
    const found = words.find((word) => word === given)
    if (found !== undefined) return found
    throw new UsageError(`${option} takes ${words.join(', ')}, not "${given}".${didYouMean(given, words)}`)
  }
}

/** A reader of an option that may be given several times, each time with one or more names between commas. */
export function names(option: string): (given: string, before: readonly string[]) => readonly string[] {
  return (given, before) => {
    const parts = given.split(',').map((part) => part.trim())
    if (parts.includes(''))
      throw new UsageError(`${option} takes names between commas, and one in "${given}" is empty.`)
    return [...before, ...parts]
  }
}

/** A reader of an option that may be given several times. */
export function several(given: string, before: readonly string[]): readonly string[] {
  return [...before, given]
}

/** A reader of an option that takes a number of seconds. */
export function seconds(option: string): (given: string) => number {
  return (given) => {
    const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : 0
    if (number > 0 && number <= 86_400) return number
    throw new UsageError(`${option} takes a number of seconds above 0, not "${given}".`)
  }
}

/** `NAME=VALUE` in its two parts. */
export function assignment(option: string, given: string): readonly [name: string, value: string] {
  const equals = given.indexOf('=')
  if (equals <= 0) throw new UsageError(`${option} takes NAME=VALUE, not "${equals === 0 ? '=…' : given}".`)
  return [given.slice(0, equals), given.slice(equals + 1)]
}

/** What `--verbose` does where nothing else is said at length. */
export const traceHelp = 'a stack trace if portcullis itself fails'

/** A reader of `--now`. */
export function date(given: string): string {
  const [, year, month, day] = [...(/^(\d{4})-(\d{2})-(\d{2})$/.exec(given) ?? [])].map(Number)
  if (year && month && day && month <= 12 && day <= daysIn(year, month)) return given
  throw new UsageError(`--now takes a day like 2026-11-22, not "${given}".`)
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
