import { RE2JS } from 're2js'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import type { Plain } from '../resolve/plain.ts'
import { join as joinTexts, MAX_TEXT } from '../resolve/texts.ts'
import { isKnown, listOf, plainText, unknownLike } from '../resolve/value.ts'
import { format } from './format.ts'
import { type Call, type Family, listArgument, pure, textArgument } from './function.ts'

/** Texts. */
export const stringFunctions: Family = {
  lower: pure(['string'], ([text]: [string]) => text.toLowerCase()),
  upper: pure(['string'], ([text]: [string]) => text.toUpperCase()),
  title: pure(['string'], ([text]: [string]) =>
    text.replaceAll(
      /(^|[^\p{L}\p{N}'_])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  trimspace: pure(['string'], ([text]: [string]) => text.trim()),
  chomp: pure(['string'], ([text]: [string]) => text.replace(/[\r\n]+$/, '')),
  trim: pure(['string', 'string'], ([text, signs]: [string, string]) => trimEnd(trimStart(text, signs), signs)),
  trimprefix: pure(['string', 'string'], ([text, prefix]: [string, string]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: pure(['string', 'string'], ([text, suffix]: [string, string]) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: ([text, prefix], call) => edge(text, prefix, call, true),
  endswith: ([text, suffix], call) => edge(text, suffix, call, false),
  strcontains: pure(['string', 'string'], ([text, part]: [string, string]) => text.includes(part)),
  strrev: pure(['string'], ([text]: [string]) => charactersOf(text).reverse().join('')),
  indent: pure(['number', 'string'], ([count, text]: [number, string], call) => {
    if (count < 0 || count * text.split('\n').length > MAX_TEXT) fail('This text cannot be indented so far.', call.at)
    return text.replaceAll('\n', `\n${' '.repeat(count)}`)
  }),
  substr: pure(['string', 'number', 'number'], ([text, offset, length]: [string, number, number]) =>
    substring(text, offset, length),
  ),
  split: pure(['string', 'string'], ([separator, text]: [string, string]) =>
    separator === '' ? [...text] : text.split(separator),
  ),
  replace: pure(['string', 'string', 'string'], ([text, searched, by]: [string, string, string], call) => {
    if (by.length * text.length > MAX_TEXT * 100)
      fail('The result of "replace" would be too long.', call.at, 'TOO_MANY_VALUES')
    if (searched.length < 2 || !searched.startsWith('/') || !searched.endsWith('/'))
      return text.replaceAll(searched, () => by)
    return replaceMatches(pattern(searched.slice(1, -1), call), text, by)
  }),
  regex: pure(['string', 'string'], ([expression, text]: [string, string], call) => {
    const [first] = matches(expression, text, call, true)
    return first === undefined ? fail(`The pattern "${expression}" does not occur in the text.`, call.at) : first
  }),
  regexall: pure(['string', 'string'], ([expression, text]: [string, string], call) =>
    matches(expression, text, call, false),
  ),
  join: ([separator, ...lists], call) => {
    const items: Value[] = []
    for (const arg of lists) {
      const list = listArgument(arg, call)
      if (!list || list.open) return unknownLike(arg, call.at)
      items.push(...list.items)
    }
    const between = separator ?? plainText('', call.at)
    return joinTexts(
      items.flatMap((item, index) => (index === 0 ? [item] : [between, item])),
      call.at,
    )
  },
  format: ([template, ...args], call) => {
    const text = textArgument(template, call)
    return text === undefined ? unknownLike(template as Value, call.at) : format(text, args, call.at)
  },
  formatlist: ([template, ...args], call) => {
    const text = textArgument(template, call)
    const lists = args.filter((arg) => arg.type === 'list')
    const open = args.find((arg) => arg.type === 'unknown') ?? lists.find((list) => list.open)
    if (text === undefined || open) return unknownLike(open ?? (template as Value), call.at)
    const length = lists[0]?.items.length ?? 1
    if (lists.some((list) => list.items.length !== length))
      return fail('The lists of "formatlist" differ in length.', call.at)
    const rows = Array.from({ length }, (_, row) =>
      args.map((arg) => (arg.type === 'list' ? (arg.items[row] ?? arg) : arg)),
    )
    return listOf(
      rows.map((row) => format(text, row, call.at)),
      call.at,
    )
  },
}

/** What a reader sees as characters. */
function charactersOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment)
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })

function trimStart(text: string, signs: string): string {
  const characters = [...text]
  const kept = characters.findIndex((character) => !signs.includes(character))
  return kept === -1 ? '' : characters.slice(kept).join('')
}

function trimEnd(text: string, signs: string): string {
  const characters = [...text]
  return characters.slice(0, characters.findLastIndex((character) => !signs.includes(character)) + 1).join('')
}

/** The beginning or end of a text may be known though not all of it is. */
function edge(text: Value | undefined, part: Value | undefined, call: Call, isStart: boolean): Value {
  const wanted = textArgument(part, call)
  if (wanted === undefined || !text) return unknownLike(part as Value, call.at)
  if (text.type === 'text') {
    const known = isStart ? text.parts[0] : text.parts.at(-1)
    if (typeof known === 'string' && known.length >= wanted.length) {
      const answer = isStart ? known.startsWith(wanted) : known.endsWith(wanted)
      return { type: 'scalar', value: answer, at: call.at }
    }
  }
  if (!isKnown(text)) return unknownLike(text, call.at)
  return pure(['string', 'string'], ([whole, edge]: [string, string]) =>
    isStart ? whole.startsWith(edge) : whole.endsWith(edge),
  )([text, part as Value], call)
}

function substring(text: string, offset: number, length: number): string {
  const characters = charactersOf(text)
  const start = offset < 0 ? Math.max(characters.length + offset, 0) : offset
  return characters.slice(start, length < 0 ? undefined : start + length).join('')
}

/** Patterns run in linear time, as they do in Terraform. */
function pattern(expression: string, call: Call): RE2JS {
  try {
    return RE2JS.compile(expression)
  } catch {
    return fail(`"${expression}" is not a regular expression.`, call.at)
  }
}

/** Replaces every match; `$1`, `$name` and `${name}` stand for what a group matched. Source: Go, regexp, Expand. */
function replaceMatches(compiled: RE2JS, text: string, by: string): string {
  const matcher = compiled.matcher(text)
  let result = ''
  let from = 0
  while (matcher.find()) {
    const expanded = by.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
      const name = bare ?? braced
      if (name === undefined) return whole === '$$' ? '$' : ''
      if (/^\d+$/.test(name)) return Number(name) <= matcher.groupCount() ? (matcher.group(Number(name)) ?? '') : ''
      return name in compiled.namedGroups() ? (matcher.group(name) ?? '') : ''
    })
    result += text.slice(from, matcher.start()) + expanded
    from = matcher.end()
  }
  return result + text.slice(from)
}

function matches(expression: string, text: string, call: Call, firstOnly: boolean): readonly Plain[] {
  const compiled = pattern(expression, call)
  const matcher = compiled.matcher(text)
  const named = Object.entries(compiled.namedGroups())
  const found: Plain[] = []
  while (matcher.find() && !(firstOnly && found.length > 0)) {
    if (named.length > 0) found.push(Object.fromEntries(named.map(([name]) => [name, matcher.group(name) ?? null])))
    else if (matcher.groupCount() === 0) found.push(matcher.group(0) ?? null)
    else found.push(Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? null))
  }
  return found
}
