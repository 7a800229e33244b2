import type { Value } from '../../../model/value.ts'
import { scalarText } from '../resolve/number.ts'
import { compareText } from '../resolve/plain.ts'
import { asText, textOf } from '../resolve/texts.ts'

/** A known value as YAML. Texts are quoted, those of several lines stand as blocks. Source: Terraform, "yamlencode function". */
export function yamlText(value: Value): string {
  const isBare = value.type === 'scalar' && typeof value.value !== 'string'
  return isBare ? `${scalarText(value)}\n...\n` : written(value, -2, 0)
}

/** A value after a key or dash: on the same line, or below it. */
function written(value: Value, indent: number, column: number): string {
  if (value.type === 'list') return value.items.length === 0 ? '[]\n' : list(value.items, Math.max(indent, 0))
  if (value.type === 'map') {
    const entries = [...value.entries].map(([key, entry]) => [key, entry.value] as const)
    return entries.length === 0 ? '{}\n' : map(entries, Math.max(indent, 0))
  }
  return `${scalar(value, Math.max(indent, 0) + (indent < 0 ? 2 : 2), column)}\n`
}

function list(items: readonly Value[], indent: number): string {
  return items
    .map(
      (item, index) =>
        `${index === 0 ? '' : ' '.repeat(indent)}- ${written(item, isEmpty(item) ? indent : inner(item, indent), indent + 2)}`,
    )
    .join('')
}

function inner(item: Value, indent: number): number {
  return item.type === 'list' || item.type === 'map' ? indent + 2 : indent
}

function map(entries: readonly (readonly [string, Value])[], indent: number): string {
  return [...entries]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value], index) => {
      const start = `${index === 0 ? '' : ' '.repeat(indent)}${quoted(key, undefined, 0)}:`
      if (isEmpty(value) || (value.type !== 'list' && value.type !== 'map'))
        return `${start} ${written(value, indent, start.length + (index === 0 ? indent : 0) + 1)}`
      const below = value.type === 'list' ? indent : indent + 2
      return `${start}\n${' '.repeat(below)}${written(value, below, below)}`
    })
    .join('')
}

function isEmpty(value: Value): boolean {
  return (value.type === 'list' && value.items.length === 0) || (value.type === 'map' && value.entries.size === 0)
}

function scalar(value: Value, indent: number, column: number): string {
  if (value.type === 'scalar' && typeof value.value !== 'string') return scalarText(value)
  const text = textOf(asText(value, value.at))
  return text.includes('\n') && mayBeBlock(text) ? block(text, indent) : quoted(text, indent, column)
}

/** A block shows blanks at the end of a line to nobody, and has no way to write signs that cannot be printed. */
function mayBeBlock(text: string): boolean {
  return !/ (?:\n|$)|[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u.test(text)
}

function block(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : ''
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : ''
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}`
}

const MOST_COLUMNS = 80

/** A quoted text; past the 80th column, a blank becomes a new line. Keys stay on theirs: they give no indentation. */
function quoted(text: string, indent: number | undefined, column: number): string {
  const letters = [...text]
  let at = column + 1
  let result = '"'
  let isAfterBlank = false
  for (const [index, letter] of letters.entries()) {
    const isInside = index > 0 && index < letters.length - 1
    if (letter === ' ' && indent !== undefined && !isAfterBlank && at > MOST_COLUMNS && isInside) {
      result += `\n${' '.repeat(indent)}${letters[index + 1] === ' ' ? '\\' : ''}`
      at = indent + (letters[index + 1] === ' ' ? 1 : 0)
    } else {
      const shown = escaped(letter)
      result += shown
      at += [...shown].length
    }
    isAfterBlank = letter === ' '
  }
  return `${result}"`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

function escaped(letter: string): string {
  const known = ESCAPES[letter]
  if (known !== undefined) return known
  const code = letter.codePointAt(0) ?? 0
  const isPrintable =
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code !== 0xfeff && code < 0xfffe) || code > 0xffff
  if (isPrintable && !(code >= 0xd800 && code <= 0xdfff)) return letter
  const digits = code.toString(16).toUpperCase()
  return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`
}
