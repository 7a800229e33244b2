import { BuiltinError } from '../builtin.ts'

/** A piece of a Go template: text as it stands, or the tokens between `{{` and `}}`. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly tokens: readonly Token[] }

export type Token =
  | { readonly type: 'field' | 'variable' | 'word' | 'symbol'; readonly text: string; readonly spaced: boolean }
  | { readonly type: 'string'; readonly text: string; readonly spaced: boolean }
  | { readonly type: 'number'; readonly text: string; readonly spaced: boolean }

/** Cuts a template into pieces (Go, package text/template): `{{-` and `-}}` trim the text beside them, comments vanish. */
export function cutTemplate(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let trimNext = false
  while (at <= template.length) {
    const open = template.indexOf('{{', at)
    const trimBefore = open >= 0 && /^-[ \t\r\n]/.test(template.slice(open + 2, open + 4))
    let text = template.slice(at, open < 0 ? template.length : open)
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, '')
    if (trimBefore) text = text.replace(/[ \t\r\n]+$/, '')
    if (text !== '') pieces.push({ type: 'text', text })
    if (open < 0) break
    const start = open + (trimBefore ? 4 : 2)
    const action = template.startsWith('/*', start) ? skipComment(template, start) : readAction(template, start)
    if (action.tokens !== undefined) pieces.push({ type: 'action', tokens: action.tokens })
    trimNext = action.trimAfter
    at = action.end
  }
  return pieces
}

interface Action {
  readonly tokens: readonly Token[] | undefined
  readonly end: number
  readonly trimAfter: boolean
}

function skipComment(template: string, start: number): Action {
  const close = template.indexOf('*/', start)
  const end = close < 0 ? undefined : /^(?:[ \t\r\n]-)?\}\}/.exec(template.slice(close + 2, close + 6))?.[0]
  if (end === undefined) throw new BuiltinError('template: unclosed comment')
  return { tokens: undefined, end: close + 2 + end.length, trimAfter: end.includes('-') }
}

const TOKEN = new RegExp(
  [
    String.raw`(?<space>[ \t\r\n]+)`,
    String.raw`(?<string>"(?:[^"\\\n]|\\.)*"|\u0060[^\u0060]*\u0060)`,
    String.raw`(?<char>'(?:[^'\\\n]|\\.[^']*)')`,
    String.raw`(?<number>[+-]?(?:0[xXbBoO][0-9a-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))`,
    String.raw`(?<field>\.[\p{L}_][\p{L}\p{Nd}_]*)`,
    String.raw`(?<variable>\$[\p{L}\p{Nd}_]*)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{Nd}_]*)`,
    '(?<symbol>:=|[.|(),=])',
  ].join('|'),
  'uy',
)

function readAction(template: string, start: number): Action {
  const tokens: Token[] = []
  let spaced = false
  for (let at = start; ; ) {
    const end = /^(?:[ \t\r\n]-)?\}\}/.exec(template.slice(at, at + 4))?.[0]
    if (end !== undefined) return { tokens, end: at + end.length, trimAfter: end.includes('-') }
    TOKEN.lastIndex = at
    const match = TOKEN.exec(template)
    const [type, text] = Object.entries(match?.groups ?? {}).find(([, found]) => found !== undefined) ?? []
    if (type === undefined || text === undefined)
      throw new BuiltinError(`template: unexpected ${shown(template[at])} in action`)
    at += text.length
    if (type !== 'space') tokens.push(tokenOf(type, text, spaced))
    spaced = type === 'space'
  }
}

function tokenOf(type: string, text: string, spaced: boolean): Token {
  switch (type) {
    case 'string':
      return { type: 'string', text: text.startsWith('`') ? text.slice(1, -1) : unquoted(text.slice(1, -1)), spaced }
    case 'char':
      return { type: 'number', text: String(unquoted(text.slice(1, -1)).codePointAt(0) ?? 0), spaced }
    case 'number':
      return { type: 'number', text: text.replaceAll('_', ''), spaced }
    case 'field':
      return { type: 'field', text: text.slice(1), spaced }
    case 'variable':
    case 'word':
    case 'symbol':
      return { type, text, spaced }
    default:
      throw new BuiltinError(`template: unexpected ${shown(text)} in action`)
  }
}

const NAMED: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unquoted(body: string): string {
  return body.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gu, (_all, x, u, long, name) => {
    const code = x ?? u ?? long
    return code === undefined ? (NAMED[name] ?? name) : String.fromCodePoint(Number.parseInt(code, 16))
  })
}

const shown = (text: string | undefined): string => (text === undefined ? 'end' : JSON.stringify(text))
