import { posix } from 'node:path'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { markSensitive } from '../resolve/marks.ts'
import { lostFile } from '../resolve/missing.ts'
import { fromPlain, type Plain } from '../resolve/plain.ts'
import { join } from '../resolve/texts.ts'
import { BOOL, STRING, type Type } from '../resolve/types.ts'
import { isSensitive, noted, plainText, unknownLike } from '../resolve/value.ts'
import { utf8 } from './encodings.ts'
import { filesetOf } from './fileset.ts'
import { type Call, type Family, pure, type TerraformFunction, takeArguments } from './function.ts'
import { digest } from './hashes.ts'
import { templateFunctions } from './templates.ts'

/** Files of the given folders. One that is not there, as a package built later is not, gives an unknown value. */
export const fileFunctions: Family = {
  ...templateFunctions,
  file: reading((bytes, path, call) => {
    return utf8(bytes) ?? fail(`${path} is not a text in UTF-8. Use filebase64() for its bytes.`, call.at)
  }, true),
  filebase64: reading((bytes) => Buffer.from(bytes).toString('base64')),
  filemd5: reading((bytes) => digest('md5', bytes, 'hex')),
  filesha1: reading((bytes) => digest('sha1', bytes, 'hex')),
  filesha256: reading((bytes) => digest('sha256', bytes, 'hex')),
  filesha512: reading((bytes) => digest('sha512', bytes, 'hex')),
  filebase64sha256: reading((bytes) => digest('sha256', bytes, 'base64')),
  filebase64sha512: reading((bytes) => digest('sha512', bytes, 'base64')),
  fileexists: withPath(BOOL, (path, call) => {
    const { files } = call.scope.module
    if (files.list(path)) return fail(`${path} is a folder, not a file.`, call.at)
    if (files.bytes(path) ?? files.read(path)) return fromPlain(true, call.at)
    return /^(?:\/|\.\.)/.test(posix.normalize(path)) ? machine(call) : fromPlain(false, call.at)
  }),
  fileset: (args, call) => filesetOf(args, call),
  basename: ([path, ...others], call) => {
    const last = path?.type === 'text' ? path.parts.at(-1) : undefined
    const name = typeof last === 'string' && !last.endsWith('/') ? /\/([^/]+)$/.exec(last)?.[1] : undefined
    if (name !== undefined && others.length === 0) return fromPlain(name, call.at)
    const made = basename(path ? [path, ...others] : [], call)
    // Of a path that has a name its last part has one too.
    const symbol = path?.type === 'unknown' && made.type === 'unknown' ? path.symbol : undefined
    return symbol === undefined ? made : { ...made, symbol: `basename(${symbol})` }
  },
  dirname: pure(['string'], STRING, ([path]: [string]) => trimmed(folderOf(path))),
  abspath: withPath(STRING, (path, call) => {
    if (path.startsWith('/')) return fromPlain(trimmed(path), call.at)
    const below = trimmed(path)
    const here = machine(call, 'path.cwd')
    if (below === '.' || below.startsWith('..')) return below === '.' ? here : machine(call)
    return join([here, plainText(`/${below}`, call.at)], call.at)
  }),
  pathexpand: withPath(STRING, (path, call) => (path.startsWith('~') ? machine(call) : fromPlain(path, call.at))),
}

const basename = pure(['string'], STRING, ([path]: [string]) => (path === '' ? '.' : posix.basename(path) || '/'))

/** A path without `.`, `..` and a sign at its end that say nothing. */
function trimmed(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, '')
}

/** All before the last name. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function withPath(result: Type, make: (path: string, call: Call) => Value): TerraformFunction {
  return (args, call) => {
    const [path] = takeArguments(args, ['string'], call)
    if (path?.type !== 'scalar') return unknownLike(path as Value, call.at, result)
    const made = make(String(path.value), call)
    return isSensitive(path) ? markSensitive(made) : made
  }
}

function reading(read: (bytes: Uint8Array, path: string, call: Call) => Plain, isSource = false): TerraformFunction {
  return withPath(STRING, (path, call) => {
    const { files } = call.scope.module
    const bytes = files.bytes(path)
    if (bytes) return fromPlain(read(bytes, path, call), call.at)
    return files.list(path) ? fail(`${path} is a folder, not a file.`, call.at) : lostFile(path, call.at, isSource)
  })
}

/** What depends on the machine that Terraform runs on. */
function machine(call: Call, symbol?: string): Value {
  const why = `${call.name}() depends on the machine that Terraform runs on`
  const made: Value = {
    type: 'unknown',
    cause: { why, needs: [] },
    ...(symbol === undefined ? {} : { symbol }),
    at: call.at,
  }
  return noted(made, { ofType: STRING, notNull: true })
}
