import { type Matcher, RE2JS } from 're2js'
import { fail } from '../resolve/failure.ts'
import type { Plain } from '../resolve/plain.ts'
import { MAX_TEXT } from '../resolve/texts.ts'
import { ANY, collectionType, STRING } from '../resolve/types.ts'
import { type Call, type Family, pure } from './function.ts'

/** Regular expressions. They run in linear time, as they do in Terraform. */
export const patternFunctions: Family = {
  regex: pure(['string', 'string'], ANY, ([expression, text]: [string, string], call) => {
    const [first] = matches(expression, text, call, true)
    return first === undefined ? fail(`The pattern "${expression}" does not occur in the text.`, call.at) : first
  }),
  regexall: pure(['string', 'string'], collectionType('list', ANY), ([expression, text]: [string, string], call) =>
    matches(expression, text, call, false),
  ),
  replace: pure(['string', 'string', 'string'], STRING, ([text, searched, by]: [string, string, string], call) => {
    if (by.length * text.length > MAX_TEXT * 100)
      fail('The result of "replace" would be too long.', call.at, 'TOO_MANY_VALUES')
    if (searched.length < 2 || !searched.startsWith('/') || !searched.endsWith('/'))
      return text.replaceAll(searched, () => by)
    return replaceMatches(pattern(searched.slice(1, -1), call), text, by)
  }),
}

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
  for (const _ of findAll(matcher)) {
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
  if (named.length > 0 && named.length < matcher.groupCount())
    fail('A regular expression cannot have groups with names beside groups without.', call.at)
  const found: Plain[] = []
  for (const _ of findAll(matcher)) {
    if (named.length > 0) found.push(Object.fromEntries(named.map(([name]) => [name, matcher.group(name) ?? null])))
    else if (matcher.groupCount() === 0) found.push(matcher.group(0) ?? null)
    else found.push(Array.from({ length: matcher.groupCount() }, (__, index) => matcher.group(index + 1) ?? null))
    if (firstOnly) break
  }
  return found
}

/** Goes from match to match; none of no length follows right after another. Source: Go, regexp, FindAll. */
function* findAll(matcher: Matcher): Generator<void> {
  let end = -1
  while (matcher.find()) {
    const isAfter = matcher.start() === matcher.end() && matcher.start() === end
    end = matcher.end()
    if (!isAfter) yield
  }
}
