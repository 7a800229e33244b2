import { BuiltinError } from '../builtin.ts'
import { formatFloat } from './float.ts'
import { formatBigInt, formatInt64 } from './integer.ts'
import { formatText, pad } from './text.ts'

/** An argument as Go's fmt sees it. `sprintf` makes the numbers and strings, templates the others. */
export type GoValue =
  | { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
  | { readonly type: 'float64'; readonly value: number }
  | { readonly type: 'string' | 'json.Number'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: '<nil>' }

/** What stands between `%` and the verb. */
export interface Directive {
  sharp: boolean
  zero: boolean
  plus: boolean
  minus: boolean
  space: boolean
  /** `#` or `+` given to the verb v, where they ask for other syntax instead of another number form. */
  sharpV: boolean
  plusV: boolean
  width: number | undefined
  precision: number | undefined
}

/**
 * Formats as Go's `fmt.Sprintf` (fmt package documentation, Go 1.26): flags, width and precision, also by `*`, explicit
 * argument indexes, and the `%!verb(type=value)` texts it gives instead of failing. Throws {@link BuiltinError} where the
 * text gets longer than 50 million characters.
 */
export function formatGo(format: string, values: readonly GoValue[]): string {
  const state: State = { format, values, at: 0, next: 0, reordered: false, goodIndex: true, afterIndex: false }
  let out = ''
  while (state.at < format.length) {
    const percent = format.indexOf('%', state.at)
    if (percent < 0) {
      out += format.slice(state.at)
      break
    }
    out += format.slice(state.at, percent)
    state.at = percent + 1
    out += formatDirective(state)
    if (out.length > MOST_OUTPUT) throw new BuiltinError('the formatted text is too long')
  }
  return state.reordered ? out : out + extraValues(values.slice(state.next))
}

interface State {
  readonly format: string
  readonly values: readonly GoValue[]
  at: number
  /** Index of the argument the next verb takes. */
  next: number
  reordered: boolean
  goodIndex: boolean
  afterIndex: boolean
}

const MOST = 1_000_000
const MOST_OUTPUT = 50_000_000

function formatDirective(state: State): string {
  const directive = noFlags()
  state.goodIndex = true
  state.afterIndex = false
  readFlags(state, directive)
  readIndex(state)
  const problems = readWidth(state, directive) + readPrecision(state, directive)
  if (!state.afterIndex) readIndex(state)
  const code = state.format.codePointAt(state.at)
  if (code === undefined) return `${problems}%!(NOVERB)`
  const verb = String.fromCodePoint(code)
  state.at += verb.length
  return problems + formatVerb(state, directive, verb)
}

function formatVerb(state: State, directive: Directive, verb: string): string {
  if (verb === '%') return '%'
  if (!state.goodIndex) return `%!${verb}(BADINDEX)`
  const value = state.values[state.next]
  if (value === undefined) return `%!${verb}(MISSING)`
  state.next++
  if (verb === 'v' || verb === 'w') {
    Object.assign(directive, { sharpV: directive.sharp, sharp: false, plusV: directive.plus, plus: false })
  }
  return formatValue(value, directive, verb)
}

/** One value by one verb; a verb the type does not know gives Go's text for that. */
function formatValue(value: GoValue, directive: Directive, verb: string): string {
  if (verb === 'T') return pad(truncate(value.type, directive), directive)
  return formatKnown(value, directive, verb) ?? badVerb(value, directive, verb)
}

function formatKnown(value: GoValue, directive: Directive, verb: string): string | undefined {
  switch (value.type) {
    case 'string':
    case 'json.Number':
      return formatText(value.value, directive, verb)
    case 'int64':
      return formatInt64(value.value, directive, verb)
    case 'float64':
      return formatFloat(value.value, directive, verb)
    case '<nil>':
      return verb === 'v' ? pad(value.type, directive) : undefined
    case 'bool':
      return verb === 'v' || verb === 't' ? pad(String(value.value), directive) : undefined
    case '*big.Int':
      return formatBigInt(value.value, directive, verb)
  }
}

function badVerb(value: GoValue, directive: Directive, verb: string): string {
  if (value.type === '<nil>') return `%!${verb}(<nil>)`
  const shown = value.type === '*big.Int' ? String(value.value) : formatKnown(value, directive, 'v')
  return `%!${verb}(${value.type}=${shown})`
}

function extraValues(values: readonly GoValue[]): string {
  if (values.length === 0) return ''
  return `%!(EXTRA ${values.map((value) => `${value.type}=${formatValue(value, noFlags(), 'v')}`).join(', ')})`
}

const truncate = (text: string, { precision }: Directive): string =>
  precision === undefined ? text : text.slice(0, precision)

function readFlags(state: State, directive: Directive): void {
  for (; ; state.at++) {
    switch (state.format[state.at]) {
      case '#':
        directive.sharp = true
        break
      case '0':
        directive.zero = true
        break
      case '+':
        directive.plus = true
        break
      case '-':
        directive.minus = true
        break
      case ' ':
        directive.space = true
        break
      default:
        return
    }
  }
}

function readWidth(state: State, directive: Directive): string {
  if (state.format[state.at] === '*') {
    state.at++
    const width = integerValue(state)
    state.afterIndex = false
    if (width === undefined) return '%!(BADWIDTH)'
    directive.width = Math.abs(width)
    if (width < 0) Object.assign(directive, { minus: true, zero: false })
    return ''
  }
  directive.width = readNumber(state)
  if (state.afterIndex && directive.width !== undefined) state.goodIndex = false
  return ''
}

function readPrecision(state: State, directive: Directive): string {
  if (state.format[state.at] !== '.' || state.at + 1 >= state.format.length) return ''
  state.at++
  if (state.afterIndex) state.goodIndex = false
  readIndex(state)
  if (state.format[state.at] === '*') {
    state.at++
    const precision = integerValue(state)
    state.afterIndex = false
    directive.precision = precision !== undefined && precision < 0 ? undefined : precision
    return directive.precision === undefined ? '%!(BADPREC)' : ''
  }
  directive.precision = readNumber(state) ?? 0
  return ''
}

/** The argument a `*` takes; undefined where it is no whole number of at most a million. */
function integerValue(state: State): number | undefined {
  const value = state.values[state.next]
  if (value === undefined) return undefined
  state.next++
  if (value.type !== 'int64' || value.value > MOST || value.value < -MOST) return undefined
  return Number(value.value)
}

/** Decimal digits as a number. Like Go, gives up on the rest of the format where they are too many. */
function readNumber(state: State): number | undefined {
  const digits = digitsAt(state.format, state.at)
  if (digits === '') return undefined
  if (isTooLong(digits)) {
    state.at = state.format.length
    return undefined
  }
  state.at += digits.length
  return Number(digits)
}

const digitsAt = (text: string, at: number): string => /^\d*/.exec(text.slice(at, at + 1_000))?.[0] ?? ''

/** Go stops before taking another digit once the number so far exceeds a million. */
const isTooLong = (digits: string): boolean => Number(digits.slice(0, -1)) > MOST

/** An explicit argument index, `[n]`, counted from 1. */
function readIndex(state: State): void {
  state.afterIndex = false
  if (state.format[state.at] !== '[') return
  state.reordered = true
  // Go wants room for a digit before it looks for the bracket.
  const close = state.format.length - state.at < 3 ? -1 : state.format.indexOf(']', state.at + 1)
  const digits = close < 0 ? '' : state.format.slice(state.at + 1, close)
  const index = /^\d+$/.test(digits) && !isTooLong(digits) ? Number(digits) - 1 : undefined
  state.at = close < 0 ? state.at + 1 : close + 1
  state.afterIndex = index !== undefined
  if (index !== undefined && index >= 0 && index < state.values.length) state.next = index
  else state.goodIndex = false
}

function noFlags(): Directive {
  const flags = { sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false }
  return { ...flags, width: undefined, precision: undefined }
}
