import { fail } from '../resolve/failure.ts'
import { NUMBER, STRING } from '../resolve/types.ts'
import { type Call, type Family, pure } from './function.ts'

/** Points in time, as RFC 3339 writes them. */
export const timeFunctions: Family = {
  formatdate: pure(['string', 'string'], STRING, ([layout, time]: [string, string], call) =>
    formatted(layout, parseTime(time, call), call),
  ),
  timeadd: pure(['string', 'string'], STRING, ([time, duration]: [string, string], call) => {
    const start = parseTime(time, call)
    const moved = start.nanoseconds + nanosecondsOf(duration, call)
    return written({ ...start, nanoseconds: moved }, call)
  }),
  timecmp: pure(['string', 'string'], NUMBER, ([one, other]: [string, string], call) => {
    const [a, b] = [parseTime(one, call), parseTime(other, call)].map((time) => time.nanoseconds)
    return a === b ? 0 : (a ?? 0n) < (b ?? 0n) ? -1 : 1
  }),
}

interface Time {
  /** Since 1970 in Greenwich. */
  readonly nanoseconds: bigint
  /** Minutes that the clock is ahead of Greenwich. */
  readonly offset: number
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/

function parseTime(text: string, call: Call): Time {
  const match = TIME.exec(text)
  if (!match) return fail(`"${text}" is not a time as RFC 3339 writes it: 2006-01-02T15:04:05Z.`, call.at)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [, , , , , , , fraction = '', sign, hours = 0, minutes = 0] = match
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const days = daysTo(year, month, day)
  const date = dateOf(days)
  const isReal = date.month === month && date.day === day
  if (!isReal || hour > 23 || minute > 59 || second > 59) return fail(`"${text}" is not a time that there is.`, call.at)
  const seconds = BigInt(days) * 86_400n + BigInt(hour * 3600 + minute * 60 + second)
  const nanoseconds = seconds * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  return { nanoseconds: nanoseconds - BigInt(offset) * 60_000_000_000n, offset }
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** `-1h30m`, `1.5s`. Source: Go, time.ParseDuration. */
function nanosecondsOf(text: string, call: Call): bigint {
  const [, sign, body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  const parts = [...body.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/gy)]
  const length = parts.reduce((sum, [whole]) => sum + whole.length, 0)
  const isNumber = parts.every(([, whole = '', fraction = '']) => whole + fraction !== '' && whole.length < 16)
  if (body === '0') return 0n
  if (body === '' || length !== body.length || !isNumber) return fail(`"${text}" is not a duration: 1h30m.`, call.at)
  const total = parts.reduce((sum, [, whole = '', fraction = '', unit = 's']) => {
    const size = UNITS[unit] ?? 1n
    const digits = fraction.slice(0, 15)
    return sum + BigInt(whole || '0') * size + (BigInt(digits || '0') * size) / 10n ** BigInt(digits.length)
  }, 0n)
  return sign === '-' ? -total : total
}

/** What calendar and clock show. */
interface Clock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offset: number
}

const SECOND = 1_000_000_000n

function clockOf({ nanoseconds, offset }: Time, call: Call): Clock {
  const seconds = nanoseconds / SECOND - (nanoseconds % SECOND < 0n ? 1n : 0n) + BigInt(offset * 60)
  if (seconds < -62_167_219_200n || seconds >= 253_402_300_800n)
    return fail('This time is too far away to be written.', call.at)
  const rest = Number(((seconds % 86_400n) + 86_400n) % 86_400n)
  const days = Number((seconds - BigInt(rest)) / 86_400n)
  const [hour, minute, second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
  return { ...dateOf(days), weekday: (((days + 4) % 7) + 7) % 7, hour, minute, second, offset }
}

/** The days from 1970 to a date of the Gregorian calendar, in which years begin in March. */
function daysTo(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return from * 365 + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + dayOfYear - 719_468
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const since = days + 719_468
  const era = Math.floor(since / 146_097)
  const dayOfEra = since - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

function written(time: Time, call: Call): string {
  const clock = clockOf(time, call)
  const { year, month, day, hour, minute, second } = clock
  const date = [four(year), two(month), two(day)].join('-')
  return `${date}T${[hour, minute, second].map(two).join(':')}${zone(clock, ':', 'Z')}`
}

function zone({ offset }: Clock, separator: string, none: string): string {
  if (offset === 0) return none
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`
}

function four(value: number): string {
  return String(value).padStart(4, '0')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function formatted(layout: string, time: Time, call: Call): string {
  const clock = clockOf(time, call)
  let result = ''
  for (let rest = layout; rest !== ''; ) {
    const [piece = ''] = /^(?:'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+)/.exec(rest) ?? []
    if (piece === '') return fail(`The text that begins with ' in "${layout}" has no end.`, call.at)
    result += /^[A-Za-z]/.test(piece) ? verb(piece, clock, call) : piece.startsWith("'") ? literal(piece) : piece
    rest = rest.slice(piece.length)
  }
  return result
}

function literal(piece: string): string {
  return piece === "''" ? "'" : piece.slice(1, -1).replaceAll("''", "'")
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Source: Terraform, "formatdate function". */
function verb(letters: string, clock: Clock, call: Call): string {
  const { hour } = clock
  const month = MONTHS[clock.month - 1] ?? ''
  const day = DAYS[clock.weekday] ?? ''
  const half = hour < 12 ? 'am' : 'pm'
  const verbs: Readonly<Record<string, () => string>> = {
    YYYY: () => four(clock.year),
    YY: () => two(clock.year % 100),
    MMMM: () => month,
    MMM: () => month.slice(0, 3),
    MM: () => two(clock.month),
    M: () => String(clock.month),
    DD: () => two(clock.day),
    D: () => String(clock.day),
    EEEE: () => day,
    EEE: () => day.slice(0, 3),
    hh: () => two(hour),
    h: () => String(hour),
    HH: () => two(hour % 12 || 12),
    H: () => String(hour % 12 || 12),
    AA: () => half.toUpperCase(),
    aa: () => half,
    mm: () => two(clock.minute),
    m: () => String(clock.minute),
    ss: () => two(clock.second),
    s: () => String(clock.second),
    ZZZZZ: () => zone(clock, ':', '+00:00'),
    ZZZZ: () => zone(clock, '', '+0000'),
    ZZZ: () => zone(clock, '', 'UTC'),
    Z: () => zone(clock, ':', 'Z'),
  }
  const found = Object.hasOwn(verbs, letters) ? verbs[letters] : undefined
  return found ? found() : fail(`"${letters}" stands for no part of a date.`, call.at)
}
