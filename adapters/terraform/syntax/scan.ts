/** What a pass over the characters tells before the text is parsed. */
export interface Scanned {
  /** The text to parse: of the same length, with every quoted text that is not closed on its line made a name. */
  readonly text: string
  /** Where quoted texts begin that are not closed. */
  readonly openQuotes: readonly number[]
  /** The first bracket that is never closed. */
  readonly unclosed: { readonly offset: number; readonly sign: string } | null
  /** Where heredocs begin whose end marker stands in quotes, which Terraform does not know. */
  readonly badHeredocs: readonly number[]
  /** The heredoc whose end is missing. */
  readonly openHeredoc: { readonly offset: number; readonly end: string } | null
  /** Where blocks begin that stand at the start of a line and can only be a file's own: `resource "…" "…" {`. */
  readonly starts: readonly number[]
  /** Where brackets nest deeper than the limit. */
  readonly tooDeep: number | null
  /** Where there are more brackets and interpolations than one file can hold. */
  readonly tooMany: number | null
}

/** Brackets and templates in one another; configurations have ten at most. */
const MAX_DEPTH = 250
/** Brackets, commas, equals signs and lines of code in a file: more takes the parser longer than anyone waits. */
export const MAX_SIGNS = 200_000
/** Literal text in a heredoc that is longer is kept from the parser, which takes its time over it. */
const LONG = 500

interface Open {
  readonly sign: '{' | '[' | '(' | '"' | '${' | '<<'
  readonly offset: number
  /** What ends a heredoc. */
  readonly end: string
  /** Where its literal text goes on after what was interpolated last. */
  text: number
}

interface Range {
  readonly from: number
  readonly to: number
}

interface State {
  readonly text: string
  readonly open: Open[]
  readonly openQuotes: number[]
  readonly badHeredocs: number[]
  readonly starts: number[]
  /** Literal text that need not be parsed. */
  readonly long: Range[]
  unclosed: Scanned['unclosed']
  at: number
  signs: number
}

/**
 * Follows quotes, heredocs, comments and brackets through a text, in linear time: deep nesting and texts without an end
 * are found before they cost the parser dearly.
 */
export function scan(text: string): Scanned {
  const state: State = {
    text,
    open: [],
    openQuotes: [],
    badHeredocs: [],
    starts: [],
    long: [],
    unclosed: null,
    at: 0,
    signs: 0,
  }
  while (state.at < text.length) {
    const top = state.open.at(-1)
    if (top?.sign === '"') inQuotes(state, top)
    else if (top?.sign === '<<') inHeredoc(state, top)
    else inCode(state)
    if (state.open.length > MAX_DEPTH) return { ...NOTHING, text, tooDeep: state.at - 1 }
    if (state.signs > MAX_SIGNS) return { ...NOTHING, text, tooMany: state.at - 1 }
  }
  state.unclosed ??= firstBracket(state)
  return {
    text: masked(text, toMask(state)),
    openQuotes: state.openQuotes,
    badHeredocs: state.badHeredocs,
    openHeredoc: state.open.find(({ sign }) => sign === '<<') ?? null,
    unclosed: state.unclosed,
    starts: state.starts,
    tooDeep: null,
    tooMany: null,
  }
}

const NOTHING = {
  openQuotes: [],
  badHeredocs: [],
  openHeredoc: null,
  starts: [],
  unclosed: null,
  tooDeep: null,
  tooMany: null,
}

function inCode(state: State): void {
  const { text, at } = state
  const sign = text[at]
  if (at === 0 || text[at - 1] === '\n') startBlock(state)
  if (sign === '#' || (sign === '/' && text[at + 1] === '/')) skipTo(state, '\n', 0)
  else if (sign === '/' && text[at + 1] === '*') skipTo(state, '*/', 2)
  else if (sign === '"') push(state, '"', 1)
  else if (sign === '<' && text[at + 1] === '<') enterHeredoc(state)
  else if (sign === '{' || sign === '[' || sign === '(') push(state, sign, 1)
  else {
    if (sign === '}' || sign === ']' || sign === ')') close(state, sign)
    else if (sign === ',' || sign === '=' || sign === '\n') state.signs += 1
    state.at += 1
  }
}

const BLOCK =
  /(?:(?:resource|data|ephemeral)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:variable|output|module|provider|check)[ \t]+"[^"\n]*"|(?:locals|terraform|moved|import|removed))[ \t]*\{/y

/** A block that can only stand by itself ends whatever was left open before it. */
function startBlock(state: State): void {
  BLOCK.lastIndex = state.at
  if (!BLOCK.test(state.text)) return
  state.starts.push(state.at)
  state.unclosed ??= firstBracket(state)
  state.open.length = 0
}

function firstBracket({ open }: State): Scanned['unclosed'] {
  const first = open.find(({ sign }) => sign !== '<<' && sign !== '"')
  return first ? { offset: first.offset, sign: first.sign } : null
}

function inQuotes(state: State, top: Open): void {
  const sign = state.text[state.at]
  if (sign === '\\') state.at += 2
  else if (sign === '"') {
    state.open.pop()
    state.at += 1
  } else if (sign === '\n') {
    const first = state.open.findIndex((open) => open.sign === '"')
    state.openQuotes.push(state.open[first]?.offset ?? top.offset)
    state.open.length = Math.max(first, 0)
  } else inTemplate(state)
}

function inHeredoc(state: State, top: Open): void {
  const { text, at } = state
  if (text[at - 1] !== '\n') {
    inTemplate(state)
    return
  }
  const newline = text.indexOf('\n', at)
  const end = newline === -1 ? text.length : newline
  if (end - at < top.end.length + 200 && text.slice(at, end).trim() === top.end) {
    // The line break before the end is what the parser knows the end by.
    keepFromParser(state, top.text, at - 1)
    state.open.pop()
    state.at = end
  } else inTemplate(state)
}

/** One step in literal text: `${` and `%{` begin code, `$${` and `%%{` do not. */
function inTemplate(state: State): void {
  const { text, at } = state
  const sign = text[at]
  const isMark = sign === '$' || sign === '%'
  const top = state.open.at(-1)
  if (isMark && text[at + 1] === sign && text[at + 2] === '{') state.at += 3
  else if (isMark && text[at + 1] === '{') {
    if (top?.sign === '<<') keepFromParser(state, top.text, at)
    push(state, '${', 2)
  } else state.at += 1
}

function keepFromParser({ long }: State, from: number, to: number): void {
  if (to - from > LONG) long.push({ from, to })
}

function enterHeredoc(state: State): void {
  const start = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy
  start.lastIndex = state.at
  const match = start.exec(state.text)
  if (!match) {
    const newline = state.text.indexOf('\n', state.at)
    const line = state.text.slice(state.at, newline === -1 ? state.text.length : newline)
    if (/^<<-?"[^"]*"\s*$/.test(line)) {
      state.badHeredocs.push(state.at)
      state.at += line.length
    } else state.at += 2
    return
  }
  state.at += match[0].length
  state.open.push({ sign: '<<', offset: state.at - match[0].length, end: match[1] ?? '', text: state.at })
}

function push(state: State, sign: Open['sign'], length: number): void {
  state.open.push({ sign, offset: state.at, end: '', text: state.at })
  if (sign !== '"') state.signs += 1
  state.at += length
}

function close(state: State, sign: string): void {
  const top = state.open.at(-1)?.sign
  const fits = sign === '}' ? top === '{' || top === '${' : top === (sign === ']' ? '[' : '(')
  if (fits) state.open.pop()
  const around = state.open.at(-1)
  if (around) around.text = state.at + 1
}

function skipTo(state: State, mark: string, length: number): void {
  const found = state.text.indexOf(mark, state.at + length)
  state.at = found === -1 ? state.text.length : found + length
}

/** What is replaced before parsing, each by as many letters: places stay as they are. */
function toMask({ text, openQuotes, badHeredocs, long }: State): readonly (Range & { readonly by: string })[] {
  // What follows a quotation mark without an end, or a wrong heredoc, becomes a name, so that the rest still parses.
  const names = [...openQuotes, ...badHeredocs].map((from) => {
    const newline = text.indexOf('\n', from)
    return { from, to: newline === -1 ? text.length : newline, by: '_' }
  })
  return [...names, ...long.map((range) => ({ ...range, by: ' ' }))].sort((one, other) => one.from - other.from)
}

function masked(text: string, ranges: readonly (Range & { readonly by: string })[]): string {
  if (ranges.length === 0) return text
  const pieces: string[] = []
  let at = 0
  for (const { from, to, by } of ranges) {
    if (from < at) continue
    pieces.push(text.slice(at, from), by.repeat(to - from))
    at = to
  }
  return pieces.join('') + text.slice(at)
}
