import { RE2JS } from 're2js'
import { arrayOf } from '../terms.ts'
import { type Builtin, BuiltinError, integerOperand, textOperand } from './builtin.ts'
import { globsIntersect } from './globs.ts'

/**
 * The regular expression built-ins the WebAssembly module leaves to the host. Patterns are RE2's, matched in linear time,
 * with Go's rules for empty matches and for `$1` and `${name}` in replacements (Go, package regexp).
 */
export const regexBuiltins: Readonly<Record<string, Builtin>> = {
  'regex.find_n'(operands) {
    const pattern = compiled(textOperand(operands, 1))
    const text = textOperand(operands, 2)
    const most = integerOperand(operands, 3)
    return arrayOf(allMatches(pattern, text, most).map(([start, end]) => text.slice(start, end)))
  },
  'regex.split'(operands) {
    return arrayOf(split(compiled(textOperand(operands, 1)), textOperand(operands, 2)))
  },
  'regex.replace'(operands) {
    const text = textOperand(operands, 1)
    const pattern = compiled(textOperand(operands, 2))
    return replace(pattern, text, textOperand(operands, 3))
  },
  'regex.template_match'(operands) {
    const [template, text] = [textOperand(operands, 1), textOperand(operands, 2)]
    const [start, end] = [delimiter(operands, 3, 'start'), delimiter(operands, 4, 'end')]
    return compiled(templatePattern(template, start, end))
      .matcher(text)
      .find()
  },
  'regex.globs_match'(operands) {
    return globsIntersect(textOperand(operands, 1), textOperand(operands, 2))
  },
}

/** Start and end of the match, then of every group; -1 where a group took no part. */
type Match = readonly [number, number, ...number[]]

const CACHED = 100
const cache = new Map<string, RE2JS>()

function compiled(pattern: string): RE2JS {
  const known = cache.get(pattern)
  if (known !== undefined) return known
  const made = compile(pattern)
  const oldest = cache.keys().next().value
  if (cache.size >= CACHED && oldest !== undefined) cache.delete(oldest)
  cache.set(pattern, made)
  return made
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (cause) {
    throw new BuiltinError(cause instanceof Error ? cause.message : String(cause))
  }
}

/** Every match from left to right, at most `most` of them unless negative; no empty match right after another one. */
function allMatches(pattern: RE2JS, text: string, most = -1): readonly Match[] {
  const found: Match[] = []
  const matcher = pattern.matcher(text)
  let lastEnd = -1
  for (let at = 0; at <= text.length && found.length !== most && matcher.find(at); ) {
    const [start, end] = [matcher.start(), matcher.end()]
    const empty = end === start
    if (!empty || start !== lastEnd) found.push([start, end, ...groupsOf(matcher)])
    lastEnd = end
    at = empty ? end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end
  }
  return found
}

function groupsOf(matcher: ReturnType<RE2JS['matcher']>): number[] {
  const groups: number[] = []
  for (let group = 1; group <= matcher.groupCount(); group++) groups.push(matcher.start(group), matcher.end(group))
  return groups
}

function split(pattern: RE2JS, text: string): readonly string[] {
  if (pattern.pattern() !== '' && text === '') return ['']
  const parts: string[] = []
  let from = 0
  let end = 0
  for (const match of allMatches(pattern, text)) {
    end = match[0]
    if (match[1] !== 0) parts.push(text.slice(from, end))
    from = match[1]
  }
  if (end !== text.length) parts.push(text.slice(from))
  return parts
}

function replace(pattern: RE2JS, text: string, template: string): string {
  const names = pattern.namedGroups()
  let out = ''
  let from = 0
  for (const match of allMatches(pattern, text)) {
    out += text.slice(from, match[0]) + expand(template, text, match, names)
    from = match[1]
  }
  return out + text.slice(from)
}

/** `$name`, `${name}` and `$$`; the longest name of letters, digits and underscores counts, unknown ones are empty. */
function expand(template: string, text: string, match: Match, names: Readonly<Record<string, number>>): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (all, braced?: string, bare?: string) => {
      const name = braced ?? bare
      if (name === undefined) return all === '$$' ? '$' : all
      const group = /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name] : undefined
      const [start, end] = group === undefined ? [-1, -1] : [match[group * 2] ?? -1, match[group * 2 + 1] ?? -1]
      return start < 0 ? '' : text.slice(start, end)
    },
  )
}

function delimiter(operands: Parameters<Builtin>[0], position: number, name: string): string {
  const text = textOperand(operands, position)
  const bytes = new TextEncoder().encode(text).length
  if (bytes === 1) return text
  throw new BuiltinError(`${name} delimiter has to be exactly one character long but is ${bytes} long`)
}

/** The parts of a template between the delimiters are patterns, the rest is literal. */
function templatePattern(template: string, start: string, end: string): string {
  let pattern = '^'
  let from = 0
  for (const [open, close] of delimited(template, start, end)) {
    const part = template.slice(open + 1, close)
    compiled(`^${part}$`)
    pattern += `${quoteMeta(template.slice(from, open))}(${part})`
    from = close + 1
  }
  return `${pattern}${quoteMeta(template.slice(from))}$`
}

function delimited(template: string, start: string, end: string): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  let level = 0
  let open = 0
  for (let at = 0; at < template.length; at++) {
    if (template[at] === start) {
      if (++level === 1) open = at
    } else if (template[at] === end) {
      if (--level === 0) found.push([open, at])
      if (level < 0) break
    }
  }
  if (level !== 0) throw new BuiltinError(`unbalanced braces in ${JSON.stringify(template)}`)
  return found
}

const quoteMeta = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
