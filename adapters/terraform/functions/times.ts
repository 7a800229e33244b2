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
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(milliseconds)
  const isReal = year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isReal || hour > 23 || minute > 59 || second > 59) return fail(`"${text}" is not a time that there is.`, call.at)
  const nanoseconds = BigInt(milliseconds) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
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

interface Clock {
  readonly date: Date
  readonly offset: number
}

function clockOf({ nanoseconds, offset }: Time, call: Call): Clock {
  const seconds = nanoseconds / 1_000_000_000n - (nanoseconds % 1_000_000_000n < 0n ? 1n : 0n)
  const date = new Date(Number(seconds) * 1000 + offset * 60_000)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year < 0 || year > 9999) return fail('This time is too far away to be written.', call.at)
  return { date, offset }
}

function written(time: Time, call: Call): string {
  const clock = clockOf(time, call)
  return clock.date.toISOString().slice(0, 19) + zone(clock, ':', 'Z')
}

function zone({ offset }: Clock, separator: string, none: string): string {
  if (offset === 0) return none
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`
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
  return piece.slice(1, -1).replaceAll("''", "'")
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Source: Terraform, "formatdate function". */
function verb(letters: string, clock: Clock, call: Call): string {
  const { date } = clock
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const day = DAYS[date.getUTCDay()] ?? ''
  const hour = date.getUTCHours()
  const half = hour < 12 ? 'am' : 'pm'
  const verbs: Readonly<Record<string, () => string>> = {
    YYYY: () => String(date.getUTCFullYear()).padStart(4, '0'),
    YY: () => two(date.getUTCFullYear() % 100),
    MMMM: () => month,
    MMM: () => month.slice(0, 3),
    MM: () => two(date.getUTCMonth() + 1),
    M: () => String(date.getUTCMonth() + 1),
    DD: () => two(date.getUTCDate()),
    D: () => String(date.getUTCDate()),
    EEEE: () => day,
    EEE: () => day.slice(0, 3),
    hh: () => two(hour),
    h: () => String(hour),
    HH: () => two(hour % 12 || 12),
    H: () => String(hour % 12 || 12),
    AA: () => half.toUpperCase(),
    aa: () => half,
    mm: () => two(date.getUTCMinutes()),
    m: () => String(date.getUTCMinutes()),
    ss: () => two(date.getUTCSeconds()),
    s: () => String(date.getUTCSeconds()),
    ZZZZZ: () => zone(clock, ':', '+00:00'),
    ZZZZ: () => zone(clock, '', '+0000'),
    ZZZ: () => zone(clock, '', 'UTC'),
    Z: () => zone(clock, ':', 'Z'),
  }
  const found = Object.hasOwn(verbs, letters) ? verbs[letters] : undefined
  return found ? found() : fail(`"${letters}" stands for no part of a date.`, call.at)
}
