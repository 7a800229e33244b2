import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import { type SourceFile, type Span, startOf } from '../../model/source.ts'
import type { Given, Sources } from '../../model/stack.ts'
import type { Cause, Value } from '../../model/value.ts'
import { parseJson } from '../sources/json.ts'
import type { Folder } from './folders.ts'
import { evaluate } from './resolve/evaluate.ts'
import { fail } from './resolve/failure.ts'
import { wronglyGiven } from './resolve/given.ts'
import { guarded } from './resolve/memory.ts'
import type { Names } from './resolve/scope.ts'
import { checkConstant } from './resolve/static-checks.ts'
import { suggest } from './resolve/traverse.ts'
import { plainText } from './resolve/value.ts'
import { type Input, isTextual } from './resolve/variables.ts'
import type { Grammar } from './syntax/grammar.ts'
import { parse, parseExpression } from './syntax/parse.ts'
import type { Block } from './syntax/tree.ts'

/** Where values are put, and what is known of those who take them. */
interface Taking {
  readonly declared: ReadonlyMap<string, Block>
  readonly inputs: Map<string, Input>
  readonly grammar: Grammar
  readonly report: (diagnostic: Diagnostic) => void
}

/**
 * Values for the variables of a root, later ones over earlier: the environment where it is asked for, `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, what is given on the command line in its order.
 * Source: Terraform, "Variable definition precedence".
 */
export function readInputs(
  root: Folder,
  sources: Sources,
  given: Given,
  grammar: Grammar,
  isOnly: boolean,
  report: (diagnostic: Diagnostic) => void,
): ReadonlyMap<string, Input> {
  const taking: Taking = { declared: root.declared.variables, inputs: new Map(), grammar, report }
  const stack = root.path === '' ? '.' : root.path
  for (const [name, text] of given.environmentVariables ?? []) {
    const block = taking.declared.get(name)
    if (block) taking.inputs.set(name, readGiven(text, block, `in the environment (TF_VAR_${name})`, taking))
  }
  const order = given.variableOrder ?? [...(given.variableFiles ?? []), ...given.variables]
  for (const next of [...variableFiles(root, sources), ...order]) {
    if ('path' in next) (next.path.endsWith('.json') ? addJson : addFile)(next, taking)
    else addSingle(next, stack, isOnly, taking)
  }
  return taking.inputs
}

/** The variables among those of an environment: `TF_VAR_stage=prod` gives `stage` the value `prod`. */
export function variablesIn(environment: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const prefix = 'TF_VAR_'
  return new Map(
    Object.entries(environment).flatMap(([key, text]) =>
      key.startsWith(prefix) && text !== undefined ? [[key.slice(prefix.length), text] as const] : [],
    ),
  )
}

function addSingle([key, text]: readonly [string, string], stack: string, isOnly: boolean, taking: Taking): void {
  const cut = key.lastIndexOf(':')
  const [scope, name] = cut === -1 ? [undefined, key] : [key.slice(0, cut), key.slice(cut + 1)]
  if (scope !== undefined && scope !== stack) return
  const block = taking.declared.get(name)
  if (block) taking.inputs.set(name, readGiven(text, block, 'on the command line', taking))
  else if (isOnly || scope !== undefined) {
    const message = `Value for undeclared variable: a variable named "${name}" was assigned on the command line, but ${stack} does not declare a variable of that name.${suggest(name, taking.declared.keys())}`
    taking.report(error('PARAMETER_NOT_DECLARED', message, null))
  }
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
function addJson(file: SourceFile, { declared, inputs, report }: Taking): void {
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

function addFile(file: SourceFile, { declared, inputs, grammar, report }: Taking): void {
  const { body, diagnostics } = parse(grammar, file)
  diagnostics.forEach(report)
  for (const block of body.blocks) {
    const message = `Unexpected "${block.type}" block: blocks are not allowed here; a variables file holds values alone.`
    report(error('INVALID_TEMPLATE', message, block.header))
  }
  for (const [name, { expression, nameSpan }] of body.attributes) {
    const block = declared.get(name)
    const isConstant = checkConstant(expression, report)
    if (!block) report(notDeclared(name, declared, nameSpan))
    else if (isConstant) {
      const names = constants(report)
      const value = guarded(names, expression.span, () => evaluate(expression, { names: new Map(), module: names }))
      inputs.set(name, { value, reason: 'parameter' })
    } else refuse(block, expression.span, inputs, report)
  }
  if (!body.skipped) return
  const cause = { why: `a part of ${file.path} could not be read`, needs: [], at: body.skipped }
  hideRest(declared, body.attributes, cause, inputs)
}

/** What a file gives is no value, so an earlier one or the default counts; where there is neither the variable has none. */
function refuse(block: Block, at: Span, inputs: Map<string, Input>, report: Taking['report']): void {
  const [name = ''] = block.labels
  if (inputs.has(name) || block.body.attributes.has('default')) return
  const message = `No value for required variable: the root module input variable "${name}" is not set, and has no default value; what is given at ${at.file}:${at.startLine} is none.`
  report(error('INVALID_VALUE', message, block.header))
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
function readGiven(text: string, block: Block, by: string, taking: Taking): Input {
  const value = isTextual(block) ? plainText(text, block.header) : readExpression(text, block, by, taking)
  return { value, reason: 'parameter', by }
}

function readExpression(text: string, block: Block, by: string, { grammar, report }: Taking): Value {
  const unknown: Value = {
    type: 'unknown',
    cause: { why: 'the value given is not valid', needs: [] },
    at: block.header,
  }
  const wrong = (problem: string) =>
    wronglyGiven({ name: block.labels[0] ?? '', value: unknown, by, hidden: true }, problem)
  const expression = parseExpression(grammar, text, block.header)
  if (!expression) {
    const message = wrong('It is not an expression; a list is written as ["a","b"].')
    report(error('INVALID_VALUE', message, block.header))
    return unknown
  }
  const told = (diagnostic: Diagnostic): void => report({ ...diagnostic, message: wrong(diagnostic.message) })
  if (!checkConstant(expression, told)) return unknown
  const names = constants(told)
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
