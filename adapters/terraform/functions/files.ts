import type { SourceFile } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { evaluate } from '../resolve/evaluate.ts'
import { fail } from '../resolve/failure.ts'
import { fromPlain } from '../resolve/plain.ts'
import { asText } from '../resolve/texts.ts'
import { plainText, unknownLike } from '../resolve/value.ts'
import { type Call, type Family, mapArgument, pure, type TerraformFunction, textArgument } from './function.ts'
import { digest } from './hashes.ts'

/** Files of the given folders. One that is not there, as a package built later is not, gives an unknown value. */
export const fileFunctions: Family = {
  file: reading((file) => file.text),
  filebase64: reading((file) => Buffer.from(file.text, 'utf8').toString('base64')),
  filemd5: reading((file) => digest('md5', file.text, 'hex')),
  filesha1: reading((file) => digest('sha1', file.text, 'hex')),
  filesha256: reading((file) => digest('sha256', file.text, 'hex')),
  filesha512: reading((file) => digest('sha512', file.text, 'hex')),
  filebase64sha256: reading((file) => digest('sha256', file.text, 'base64')),
  filebase64sha512: reading((file) => digest('sha512', file.text, 'base64')),
  fileexists: ([path], call) => {
    const text = textArgument(path, call)
    if (text === undefined) return unknownLike(path as Value, call.at)
    if (call.scope.module.files.read(text)) return { type: 'scalar', value: true, at: call.at }
    return { type: 'unknown', cause: missing(text), at: call.at }
  },
  templatefile: ([path, variables], call) => {
    const text = textArgument(path, call)
    const names = mapArgument(variables, call)
    if (text === undefined || !names)
      return unknownLike(text === undefined ? (path as Value) : (variables as Value), call.at)
    const file = call.scope.module.files.read(text)
    if (!file) return { type: 'unknown', cause: missing(text), at: call.at }
    const template = call.scope.module.files.template(file)
    if (!template) return fail(`The template ${file.path} does not parse.`, call.at)
    const bound = new Map([...names.entries].map(([name, entry]) => [name, entry.value]))
    return { ...evaluate(template, { names: bound, module: withoutNames(call) }), at: call.at }
  },
  basename: pure(['string'], ([path]: [string]) =>
    path === '' ? '.' : (path.replace(/\/+$/, '').split('/').at(-1) ?? ''),
  ),
  dirname: pure(['string'], ([path]: [string]) => {
    const parts = path
      .split('/')
      .slice(0, -1)
      .filter((part) => part !== '.' && part !== '')
    return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.'
  }),
  abspath: ([path], call) => machine(path, call),
  pathexpand: ([path], call) => {
    const text = textArgument(path, call)
    return text === undefined || text.startsWith('~') ? machine(path, call) : plainText(text, call.at)
  },
  fileset: ([path], call) => machine(path, call),
}

function reading(read: (file: SourceFile) => string): TerraformFunction {
  return ([path], call) => {
    const text = textArgument(path, call)
    if (text === undefined) return unknownLike(path as Value, call.at)
    const file = call.scope.module.files.read(text)
    if (!file) return { type: 'unknown', cause: missing(text), at: call.at }
    if (file.text.includes('\uFFFD')) {
      return { type: 'unknown', cause: { why: `${text} is not a text file`, needs: [] }, at: call.at }
    }
    return fromPlain(read(file), call.at)
  }
}

function missing(path: string) {
  return { why: `${path} is not among the given files`, needs: [] }
}

/** What depends on the machine that Terraform runs on. */
function machine(path: Value | undefined, call: Call): Value {
  if (path) asText(path, call.at)
  const why = `${call.name}() depends on the machine that Terraform runs on`
  return { type: 'unknown', cause: { why, needs: [] }, at: call.at }
}

/** Within a template only its own variables have names. */
function withoutNames(call: Call): Call['scope']['module'] {
  const { module } = call.scope
  return {
    ...module,
    lookUp: (name, nameAt) => fail(`The template is given no variable "${name}".`, nameAt),
  }
}
