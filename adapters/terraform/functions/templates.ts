import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { evaluate } from '../resolve/evaluate.ts'
import { Failure, fail } from '../resolve/failure.ts'
import { lostFile } from '../resolve/missing.ts'
import type { Found, Names } from '../resolve/scope.ts'
import { suggest } from '../resolve/traverse.ts'
import { STRING } from '../resolve/types.ts'
import { causeOf, unknownLike } from '../resolve/value.ts'
import type { Expression } from '../syntax/tree.ts'
import { type Call, expectCount, type Family, mapArgument, takeArguments } from './function.ts'

/** Templates in files and in values, filled with the given names alone. */
export const templateFunctions: Family = {
  templatefile: (args, call) => {
    expectCount(args, 2, 2, call)
    const [path] = takeArguments(args.slice(0, 1), ['string'], call)
    if (path?.type !== 'scalar') return unknownLike(path as Value, call.at, STRING)
    const { files } = call.scope.module
    const file = files.read(String(path.value))
    if (!file) {
      const isFolder = files.list(String(path.value)) !== undefined
      return isFolder
        ? fail(`${path.value} is a folder, not a file.`, call.at)
        : lostFile(String(path.value), call.at, true)
    }
    return filled(files.template(file), file.path, args[1], call)
  },
  templatestring: (args, call) => {
    expectCount(args, 2, 2, call)
    const [text] = takeArguments(args.slice(0, 1), ['string'], call)
    if (text?.type !== 'scalar') return unknownLike(text as Value, call.at, STRING)
    const path = `the template at ${text.at.file}:${text.at.startLine}`
    return filled(call.scope.module.files.template({ path, text: String(text.value) }), path, args[1], call)
  },
}

function filled(template: Expression | null, path: string, variables: Value | undefined, call: Call): Value {
  const names = mapArgument(variables, call)
  if (!template) return fail(`The template ${path} does not parse.`, call.at)
  const wrong = [...(names?.entries.keys() ?? [])].find((name) => !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name))
  if (wrong !== undefined) return fail(`"${wrong}" cannot be the name of a variable.`, call.at)
  const bound = new Map([...(names?.entries ?? [])].map(([name, entry]) => [name, entry.value]))
  try {
    return { ...evaluate(template, { names: bound, module: namesOf(names, variables, call) }), at: call.at }
  } catch (thrown) {
    // As Terraform does, at the call: the same template may be right for another one.
    if (!(thrown instanceof Failure) || thrown.at === call.at) throw thrown
    const { at, message, code } = thrown
    // A text that stands in no file has no places of its own.
    const place = call.name === 'templatestring' ? path : `${at.file}:${at.startLine}:${at.startColumn}`
    return fail(`${message} (In ${place}.)`, call.at, code)
  }
}

/** What a template sees of its module: the files, and no names. */
function namesOf(names: MapValue | undefined, variables: Value | undefined, call: Call): Names {
  const given = names?.entries ?? new Map<string, never>()
  return withoutNames(call.scope.module, (name, at) => {
    const open = names ? names.open : causeOf(variables as Value)
    if (open) return { value: { type: 'unknown', cause: open, at }, used: 0 }
    return fail(`The template is given no variable "${name}".${suggest(name, given.keys())}`, at)
  })
}

/** The files of a module, without its names. */
export function withoutNames(module: Names, lookUp: (name: string, at: Span) => Found): Names {
  return { ...module, isTemplate: true, lookUp }
}
