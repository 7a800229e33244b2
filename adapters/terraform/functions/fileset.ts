import { posix } from 'node:path'
import { RE2JS } from 're2js'
import type { Value } from '../../../model/value.ts'
import { setOf } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import type { Files } from '../resolve/scope.ts'
import { collectionType, STRING } from '../resolve/types.ts'
import { listOf, plainText, unknownLike } from '../resolve/value.ts'
import { type Call, takeArguments } from './function.ts'

/** More names than this are not looked at. */
const MAX_NAMES = 50_000

/** The files below a folder whose paths fit a pattern of `*`, `**`, `?`, `[…]` and `{…}`. Source: Terraform, "fileset function". */
export function filesetOf(args: readonly Value[], call: Call): Value {
  const [folder, wanted] = takeArguments(args, ['string', 'string'], call)
  if (folder?.type !== 'scalar' || wanted?.type !== 'scalar')
    return unknownLike((folder?.type === 'scalar' ? wanted : folder) as Value, call.at, collectionType('set', STRING))
  const start = posix.normalize(String(folder.value))
  if (start.startsWith('/') || (start.startsWith('..') && !call.scope.module.files.list(start))) {
    const why = `${start} depends on the machine that Terraform runs on`
    return { type: 'unknown', cause: { why, needs: [] }, at: call.at }
  }
  const path = posix.join(start, String(wanted.value))
  const search: Search = { files: call.scope.module.files, found: new Set(), left: MAX_NAMES, call }
  for (const pattern of alternatives(path, call)) find('.', pattern.split('/'), search)
  const items = [...search.found].map((found) => plainText(posix.relative(start, found).normalize(), call.at))
  return markedLike(setOf(listOf(items, call.at), STRING), folder, wanted)
}

interface Search {
  readonly files: Files
  readonly found: Set<string>
  readonly call: Call
  left: number
}

function find(folder: string, [name = '', ...rest]: readonly string[], search: Search): void {
  if (name === '..' || name === '.') {
    find(posix.join(folder, name), rest, search)
    return
  }
  const listed = search.files.list(folder) ?? []
  search.left -= listed.length + 1
  if (search.left < 0)
    fail('This pattern goes over more files than can be looked at.', search.call.at, 'TOO_MANY_VALUES')
  if (name === '**') find(folder, rest.length === 0 ? ['*'] : rest, search)
  const fits = name === '**' ? undefined : expression(name, search.call)
  for (const entry of listed) {
    const path = posix.join(folder, entry.name)
    if (name === '**') {
      if (entry.type === 'folder') find(path, ['**', ...rest], search)
    } else if (fits?.matches(entry.name)) {
      if (rest.length > 0 && entry.type === 'folder') find(path, rest, search)
      if (rest.length === 0 && entry.type === 'file') search.found.add(path)
    }
  }
}

const MAX_ALTERNATIVES = 1000

/** The patterns that one with braces stands for. */
function alternatives(pattern: string, call: Call): readonly string[] {
  const open = pattern.search(/(?<!\\)\{/)
  if (open === -1) return [pattern]
  const parts: string[] = []
  let depth = 0
  let from = open + 1
  for (let at = open; at < pattern.length; at += 1) {
    const sign = pattern[at]
    if (sign === '\\') at += 1
    else if (sign === '{') depth += 1
    else if (sign === '}') depth -= 1
    if ((sign === ',' && depth === 1) || depth === 0) {
      parts.push(pattern.slice(from, at))
      from = at + 1
    }
    if (depth > 0) continue
    const all = parts.flatMap((part) => alternatives(pattern.slice(0, open) + part + pattern.slice(at + 1), call))
    return all.length > MAX_ALTERNATIVES ? fail('This pattern stands for too many others.', call.at) : all
  }
  return fail('A brace in this pattern is not closed.', call.at)
}

function expression(name: string, call: Call): RE2JS {
  let source = ''
  for (let at = 0; at < name.length; at += 1) {
    const sign = name[at] ?? ''
    if (sign === '*') source += '.*'
    else if (sign === '?') source += '.'
    else if (sign === '[') {
      const end = name.indexOf(']', at + 2)
      if (end === -1) return fail('A bracket in this pattern is not closed.', call.at)
      const inside = name.slice(at + 1, end)
      const isNot = inside.startsWith('^') || inside.startsWith('!')
      source += `[${isNot ? '^' : ''}${(isNot ? inside.slice(1) : inside).replaceAll(/[\\[\]^&]/g, '\\$&')}]`
      at = end
    } else {
      if (sign === '\\') at += 1
      source += (name[at] ?? '').replace(/[.*+?^${}()|[\]\\/-]/, '\\$&')
    }
  }
  try {
    return RE2JS.compile(source, RE2JS.DOTALL)
  } catch {
    return fail('This pattern is not valid.', call.at)
  }
}
