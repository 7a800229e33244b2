import type { Span } from '../../model/source.ts'
import type { Range } from './redact.ts'

/** A file that holds values rather than sources: a plan, a state, a file of variables. */
export interface Held {
  readonly syntax: 'json' | 'hcl'
  /** Whether the value at a place is known not to be sensitive. */
  readonly mayShow: (place: Span) => boolean
}

/**
 * The stretches of a line of such a file that are covered: every value, whatever is known of it, but the one that is
 * pointed at where it is a plain word, number or ARN that may be shown. Keys stay. `reach` is how far around the focus
 * is looked at: a plan may be one line.
 */
export function valuesOn(text: string, syntax: Held['syntax'], reach: number, shown: Range | undefined, focus: number) {
  return syntax === 'json' ? jsonValues(text, reach, shown, focus) : hclValues(text, shown)
}

function jsonValues(text: string, reach: number, shown: Range | undefined, focus: number): readonly Range[] {
  const start = Math.max(0, focus - reach)
  const end = Math.min(text.length, focus + reach)
  // The focus lies between tokens; from there it is known which quotes open a text, to the left and to the right.
  if (!/(?:^|[[{,:])\s*$/.test(text.slice(Math.max(0, focus - 200), focus))) return [{ from: start, to: end }]
  const quotes = unescapedQuotes(text, start, end)
  const left = quotes.filter((at) => at < focus)
  const right = quotes.filter((at) => at >= focus)
  const cut = left.length % 2 === 1 ? left.shift() : undefined
  const strings = pairs([...left, ...right], end)
  const covered = strings.filter(({ to }) => !/^\s{0,20}:/.test(text.slice(to, to + 21)))
  const open = cut === undefined ? start : cut + 1
  return [
    ...(cut === undefined ? [] : [{ from: start, to: open }]),
    ...[...covered, ...wordsBetween(text, strings, open, end)].filter((range) => !isShown(text, range, shown)),
  ]
}

function unescapedQuotes(text: string, start: number, end: number): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf('"', start); at !== -1 && at < end; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text[before - 1] === '\\') before -= 1
    if ((at - before) % 2 === 0) found.push(at)
  }
  return found
}

function pairs(quotes: readonly number[], end: number): readonly Range[] {
  return quotes.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: (quotes[index + 1] ?? end) + 1 }] : []))
}

/** Numbers and booleans, which stand outside of texts. */
function wordsBetween(text: string, strings: readonly Range[], start: number, end: number): readonly Range[] {
  const edges = [start, ...strings.flatMap(({ from, to }) => [from, to]), end]
  return edges.flatMap((from, index) => {
    const to = edges[index + 1] ?? from
    if (index % 2 === 1 || to <= from) return []
    return [...text.slice(from, to).matchAll(/[\w.+-]+/g)].flatMap((match) =>
      match[0] === 'null' ? [] : [{ from: from + match.index, to: from + match.index + match[0].length }],
    )
  })
}

/** Of a line of variables the name is kept, and brackets that close a value. */
function hclValues(text: string, shown: Range | undefined): readonly Range[] {
  const end = text.trimEnd().length
  if (/^\s*[\]})]*,?\s*$/.test(text)) return []
  const from = /^\s*[A-Za-z_][\w-]{0,60}\s*=(?!=)\s*(?=\S)/.exec(text)?.[0].length ?? /^\s*/.exec(text)?.[0].length ?? 0
  if (!shown || shown.from < from || !isShown(text, shown, shown)) return [{ from, to: end }]
  return [
    { from, to: shown.from },
    { from: shown.to, to: end },
  ]
}

/** Characters: what is longer than this is not read at a glance. */
const longest = 400

function isShown(text: string, { from, to }: Range, shown: Range | undefined): boolean {
  if (!shown || from < shown.from || to > shown.to || shown.to - shown.from > longest) return false
  if (text.slice(shown.from, shown.to).includes('{')) return false
  const word = text.slice(from, to).replace(/^"(.*)"$/, '$1')
  return /^(?:arn:[\w:/*.+=,@$-]*|[\w.:*[\]\\"-]*)$/.test(word)
}
