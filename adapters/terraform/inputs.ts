import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import { type SourceFile, type Span, startOf } from '../../model/source.ts'
import type { Given, Sources } from '../../model/stack.ts'
import type { Cause } from '../../model/value.ts'
import { parseJson } from '../sources/json.ts'
import type { Folder } from './folders.ts'
import { evaluate } from './resolve/evaluate.ts'
import { fail } from './resolve/failure.ts'
import { guarded } from './resolve/memory.ts'
import type { Names } from './resolve/scope.ts'
import { suggest } from './resolve/traverse.ts'
import { plainText } from './resolve/value.ts'
import { type Input, isTextual } from './resolve/variables.ts'
import type { Grammar } from './syntax/grammar.ts'
import { parse, parseExpression } from './syntax/parse.ts'
import type { Block } from './syntax/tree.ts'

/**
 * Values for the variables of a root, later ones over earlier: `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars`
 * and `*.auto.tfvars.json` by name, what is given on the command line. Source: Terraform, "Variable definition precedence".
 */
export function readInputs(
  root: Folder,
  sources: Sources,
  given: Given,
  grammar: Grammar,
  isOnly: boolean,
  report: (diagnostic: Diagnostic) => void,
): ReadonlyMap<string, Input> {
  const declared = root.declared.variables
  const inputs = new Map<string, Input>()
  const files = [...variableFiles(root, sources), ...(given.variableFiles ?? [])]
  for (const file of files) {
    const add = file.path.endsWith('.json') ? addJson : addFile
    add(file, declared, inputs, grammar, report)
  }
  const stack = root.path === '' ? '.' : root.path
  for (const [key, text] of given.variables) {
    const cut = key.lastIndexOf(':')
    const [scope, name] = cut === -1 ? [undefined, key] : [key.slice(0, cut), key.slice(cut + 1)]
    if (scope !== undefined && scope !== stack) continue
    const block = declared.get(name)
    if (block) inputs.set(name, { value: readGiven(text, block, grammar, report), reason: 'parameter' })
    else if (isOnly || scope !== undefined) {
      const message = `"${name}" is given, but ${stack} declares no such variable.${suggest(name, declared.keys())}`
      report(warning('PARAMETER_NOT_DECLARED', message, null))
    }
  }
  return inputs
}

function variableFiles({ path: folder }: Folder, { files }: Sources): readonly SourceFile[] {
  const prefix = folder === '' ? '' : `${folder}/`
  const within = files.filter(({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
  const main = ['terraform.tfvars', 'terraform.tfvars.json'].flatMap((name) =>
    within.filter(({ path }) => path === `${prefix}${name}`),
  )
  return [...main, ...within.filter(({ path }) => /\.auto\.tfvars(\.json)?$/.test(path))]
}

/** Values in JSON are literal, references in them plain text. */
function addJson(
  file: SourceFile,
  declared: ReadonlyMap<string, Block>,
  inputs: Map<string, Input>,
  _grammar: Grammar,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { value, diagnostics } = parseJson(file)
  diagnostics.forEach(report)
  if (value === undefined) {
    hideRest(declared, new Set(), { why: `${file.path} could not be read`, needs: [], at: startOf(file.path) }, inputs)
    return
  }
  if (value.type !== 'map') {
    report(error('INVALID_TEMPLATE', 'A variables file is a map from names to values.', value.at))
    return
  }
  for (const [name, entry] of value.entries) {
    if (declared.has(name)) inputs.set(name, { value: entry.value, reason: 'parameter' })
    else report(notDeclared(name, declared, entry.key))
  }
}

function notDeclared(name: string, declared: ReadonlyMap<string, Block>, at: Span): Diagnostic {
  const message = `There is no variable "${name}".${suggest(name, declared.keys())}`
  return warning('PARAMETER_NOT_DECLARED', message, at)
}

function addFile(
  file: SourceFile,
  declared: ReadonlyMap<string, Block>,
  inputs: Map<string, Input>,
  grammar: Grammar,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { body, diagnostics } = parse(grammar, file)
  diagnostics.forEach(report)
  for (const block of body.blocks) {
    report(error('INVALID_TEMPLATE', 'A variables file holds values alone, no blocks.', block.header))
  }
  for (const [name, attribute] of body.attributes) {
    if (!declared.has(name)) {
      report(notDeclared(name, declared, attribute.nameSpan))
      continue
    }
    const names = constants(report)
    const value = guarded(names, attribute.expression.span, () =>
      evaluate(attribute.expression, { names: new Map(), module: names }),
    )
    inputs.set(name, { value, reason: 'parameter' })
  }
  if (!body.skipped) return
  const cause = { why: `a part of ${file.path} could not be read`, needs: [], at: body.skipped }
  hideRest(declared, body.attributes, cause, inputs)
}

/** A variable that a file may have given a value, though none was read, has no default and no earlier value. */
function hideRest(
  declared: ReadonlyMap<string, Block>,
  read: { has(name: string): boolean },
  cause: Cause & { readonly at: Span },
  inputs: Map<string, Input>,
): void {
  for (const name of declared.keys()) {
    if (!read.has(name)) inputs.set(name, { value: { type: 'unknown', cause, at: cause.at }, reason: 'parameter' })
  }
}

/** A value of the command line stands nowhere in the files: its place is that of the variable. */
function readGiven(text: string, block: Block, grammar: Grammar, report: (diagnostic: Diagnostic) => void) {
  if (isTextual(block)) return plainText(text, block.header)
  const expression = parseExpression(grammar, text, block.header)
  if (!expression) {
    const message = `The value given for "${block.labels[0]}" is not an expression; a list is written as ["a","b"].`
    report(error('INVALID_VALUE', message, block.header))
    return { type: 'unknown' as const, cause: { why: 'the value given is not valid', needs: [] }, at: block.header }
  }
  const names = constants(report)
  return guarded(names, block.header, () => evaluate(expression, { names: new Map(), module: names }))
}

/** Where values must be literal. */
export function constants(report: (diagnostic: Diagnostic) => void): Names {
  return {
    prefix: '',
    lookUp: (_name, nameAt) => fail('A value here cannot refer to anything.', nameAt),
    attribute: (reference) => reference,
    files: { folder: '', read: () => undefined, list: () => undefined, bytes: () => undefined, template: () => null },
    report,
    spend: () => undefined,
  }
}
