import type { Value } from '../../../model/value.ts'
import { convertTo } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { asText, isTextual, join as joinTexts, MAX_TEXT } from '../resolve/texts.ts'
import { isPrimitive, typeOf } from '../resolve/type-of.ts'
import { BOOL, collectionType, STRING } from '../resolve/types.ts'
import { isKnown, isNull, listOf, noted, unknownLike } from '../resolve/value.ts'
import { charactersOf } from './characters.ts'
import { format } from './format.ts'
import { type Call, expectCount, type Family, listArgument, pure, takeArguments, textArgument } from './function.ts'

const STRINGS = collectionType('list', STRING)

/** Texts. */
export const stringFunctions: Family = {
  lower: pure(['string'], STRING, ([text]: [string]) => Array.from(text, lowerOf).join('')),
  upper: pure(['string'], STRING, ([text]: [string]) => Array.from(text, upperOf).join('')),
  title: pure(['string'], STRING, ([text]: [string]) => titled(text)),
  trimspace: pure(['string'], STRING, ([text]: [string]) => text.replace(/^[\s\u0085]+/, '').trimEnd()),
  chomp: pure(['string'], STRING, ([text]: [string]) => text.slice(0, endWithout(text, '\r\n'))),
  trim: pure(['string', 'string'], STRING, ([text, signs]: [string, string]) => trimEnd(trimStart(text, signs), signs)),
  trimprefix: pure(['string', 'string'], STRING, ([text, prefix]: [string, string]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: pure(['string', 'string'], STRING, ([text, suffix]: [string, string]) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: (args, call) => edge(args, call, true),
  endswith: (args, call) => edge(args, call, false),
  strcontains: (args, call) => {
    const [text, part] = takeArguments(args, ['string', 'string'], call)
    if (text?.type === 'text' && part?.type === 'scalar' && !part.sensitive) {
      const isFound = text.parts.some((piece) => typeof piece === 'string' && piece.includes(String(part.value)))
      if (isFound) return { type: 'scalar', value: true, at: call.at }
    }
    return contains(args, call)
  },
  strrev: pure(['string'], STRING, ([text]: [string]) => [...charactersOf(text)].reverse().join('')),
  indent: pure(['whole', 'string'], STRING, ([count, text]: [number, string], call) => {
    const lines = text.split('\n')
    if (count < 0 || count * lines.length > MAX_TEXT) fail('This text cannot be indented so far.', call.at)
    return lines.join(`\n${' '.repeat(count)}`)
  }),
  substr: pure(['string', 'whole', 'whole'], STRING, ([text, offset, length]: [string, number, number]) =>
    substring(text, offset, length),
  ),
  split: pure(['string', 'string'], STRINGS, ([separator, text]: [string, string]) =>
    separator === '' ? [...text] : text.split(separator),
  ),
  join: (args, call) => {
    expectCount(args, 2, Number.POSITIVE_INFINITY, call)
    const [separator, ...lists] = args
    if (!separator || isNull(separator)) return fail('"join" needs a text between the elements.', call.at)
    const between = convertTo(separator, STRING, call.at)
    const items: Value[] = []
    for (const arg of lists) {
      const list = listArgument(arg, call)
      if (!list || list.open) return unknownLike(arg, call.at, STRING)
      items.push(...list.items)
    }
    const made = joinTexts(
      items.flatMap((item, index) => (index === 0 ? [item] : [between, item])),
      call.at,
    )
    return markedLike(made, ...args)
  },
  format: ([template, ...args], call) => {
    const text = textArgument(template, call)
    return text === undefined ? unknownLike(template as Value, call.at, STRING) : format(text, args, call.at)
  },
  formatlist: ([template, ...args], call) => {
    const text = textArgument(template, call)
    const lists = args.filter((arg) => arg.type === 'list')
    const open = args.find((arg) => mayBeList(arg)) ?? lists.find((list) => list.open)
    if (text === undefined || open) return unknownLike(open ?? (template as Value), call.at, STRINGS)
    const length = lists[0]?.items.length ?? 1
    if (lists.some((list) => list.items.length !== length))
      return fail('The lists of "formatlist" differ in length.', call.at)
    const rows = Array.from({ length }, (_, row) =>
      args.map((arg) => (arg.type === 'list' ? (arg.items[row] ?? arg) : arg)),
    )
    const items = rows.map((row) => format(text, row, call.at))
    return noted(listOf(items, call.at), { ofType: STRINGS })
  },
}

function mayBeList(value: Value): boolean {
  if (isKnown(value) || value.type === 'list' || value.type === 'map' || isTextual(value)) return false
  return !isPrimitive(typeOf(value))
}

/** One character for one: what would become several stays as it is. */
function upperOf(letter: string): string {
  const upper = letter.toUpperCase()
  return [...upper].length === 1 ? upper : letter
}

function lowerOf(letter: string): string {
  return [...letter.toLowerCase()][0] ?? letter
}

/** A letter after a sign that separates words becomes large. Source: Go, strings.Title. */
function titled(text: string): string {
  let before = ' '
  return Array.from(text, (letter) => {
    const isStart = /[\0-\x7f]/.test(before) ? !/\w/.test(before) : /\s/.test(before)
    before = letter
    return isStart ? upperOf(letter) : letter
  }).join('')
}

function endWithout(text: string, signs: string): number {
  let end = text.length
  while (end > 0 && signs.includes(text[end - 1] ?? '')) end -= 1
  return end
}

function trimStart(text: string, signs: string): string {
  const characters = [...text]
  const kept = characters.findIndex((character) => !signs.includes(character))
  return kept === -1 ? '' : characters.slice(kept).join('')
}

function trimEnd(text: string, signs: string): string {
  const characters = [...text]
  return characters.slice(0, characters.findLastIndex((character) => !signs.includes(character)) + 1).join('')
}

const contains = pure(['string', 'string'], BOOL, ([text, part]: [string, string]) => text.includes(part))

/** The beginning or end of a text may be known though not all of it is. */
function edge(args: readonly Value[], call: Call, isStart: boolean): Value {
  const [text, part] = takeArguments(args, ['string', 'string'], call)
  if (!text || part?.type !== 'scalar') return unknownLike(part as Value, call.at, BOOL)
  const wanted = String(part.value)
  const whole = text.type === 'json' ? asText(text, call.at) : text
  const parts = whole.type === 'text' ? whole.parts : []
  const known = isStart ? parts[0] : parts.at(-1)
  const piece = typeof known === 'string' ? known : ''
  const isOpen = !isKnown(whole)
  if (isOpen && !part.sensitive && wanted === '') return { type: 'scalar', value: true, at: call.at }
  if (isOpen && !part.sensitive && piece !== '') {
    const length = Math.min(piece.length, wanted.length)
    const [one, other] = isStart
      ? [piece.slice(0, length), wanted.slice(0, length)]
      : [piece.slice(piece.length - length), wanted.slice(wanted.length - length)]
    if (one !== other || piece.length >= wanted.length) return { type: 'scalar', value: one === other, at: call.at }
  }
  if (isOpen) return unknownLike(whole, call.at, BOOL)
  return isStart ? starts([whole, part], call) : ends([whole, part], call)
}

const starts = pure(['string', 'string'], BOOL, ([text, part]: [string, string]) => text.startsWith(part))
const ends = pure(['string', 'string'], BOOL, ([text, part]: [string, string]) => text.endsWith(part))

function substring(text: string, offset: number, length: number): string {
  const characters = charactersOf(text)
  const start = offset < 0 ? Math.max(characters.length + offset, 0) : offset
  return characters.slice(start, length < 0 ? undefined : start + length).join('')
}
