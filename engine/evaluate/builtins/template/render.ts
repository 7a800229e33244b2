import { sortedEntries, valueAt } from '../../term-order.ts'
import type { ObjectTerm } from '../../terms.ts'
import { BuiltinError } from '../builtin.ts'
import { jsonOf } from '../json-text.ts'
import { templateFunctions } from './functions.ts'
import { type Command, type Node, type Operand, type Pipeline, parseTemplate, type Template } from './parse.ts'
import { isList, isMade, isMap, isMissing, isTrue, MISSING, madeNumber, printValue, type Value } from './value.ts'

/**
 * Renders a Go template (package text/template) with the variables as its dot, as OPA's `strings.render_template` does:
 * what has no value prints `<undefined>`. Throws {@link BuiltinError} where the template is malformed or cannot be executed.
 */
export function renderTemplate(source: string, variables: ObjectTerm): string {
  const template = parseTemplate(source)
  const dot = jsonOf(variables)
  const run: Run = { template, out: [], length: 0, rounds: 0, depth: 0 }
  execute(run, template.body, dot, { name: '$', value: dot, outer: undefined })
  return run.out.join('').replaceAll('<no value>', '<undefined>')
}

interface Run {
  readonly template: Template
  readonly out: string[]
  /** Of everything written so far. */
  length: number
  /** Of all loops so far. */
  rounds: number
  depth: number
}

/** Variables in sight, innermost first. */
interface Scope {
  readonly name: string
  value: Value
  readonly outer: Scope | undefined
}

const MOST_OUTPUT = 10_000_000
const MOST_ROUNDS = 1_000_000
const MOST_DEPTH = 1_000

/** Executes nodes; gives `break` or `continue` where one of them ends the round of a loop. */
function execute(run: Run, nodes: readonly Node[], dot: Value, outer: Scope): 'break' | 'continue' | undefined {
  let scope = outer
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        write(run, node.text)
        break
      case 'print': {
        const result = evaluatePipeline(run, node.pipeline, dot, scope)
        scope = result.scope
        if (node.pipeline.variables.length === 0) write(run, printValue(result.value))
        break
      }
      case 'template':
        include(
          run,
          node.name,
          node.pipeline === undefined ? MISSING : evaluatePipeline(run, node.pipeline, dot, scope).value,
        )
        break
      case 'break':
      case 'continue':
        return node.type
      default: {
        const stop = node.type === 'range' ? loop(run, node, dot, scope) : branch(run, node, dot, scope)
        if (stop !== undefined) return stop
      }
    }
  }
  return undefined
}

function write(run: Run, text: string): void {
  run.length += text.length
  if (run.length > MOST_OUTPUT) throw new BuiltinError('template: output too long')
  run.out.push(text)
}

function include(run: Run, name: string, dot: Value): void {
  const nodes = run.template.named.get(name)
  if (nodes === undefined) throw new BuiltinError(`template: template ${JSON.stringify(name)} not defined`)
  if (++run.depth > MOST_DEPTH) throw new BuiltinError('template: exceeded maximum template depth')
  execute(run, nodes, dot, { name: '$', value: dot, outer: undefined })
  run.depth--
}

type BranchNode = Extract<Node, { readonly pipeline: Pipeline; readonly body: readonly Node[] }>

function branch(run: Run, node: BranchNode, dot: Value, outer: Scope): 'break' | 'continue' | undefined {
  const { value, scope } = evaluatePipeline(run, node.pipeline, dot, outer)
  if (!isTrue(value)) return execute(run, node.otherwise, dot, scope)
  return execute(run, node.body, node.type === 'with' ? value : dot, scope)
}

function loop(run: Run, node: BranchNode, dot: Value, outer: Scope): 'break' | 'continue' | undefined {
  const pipeline = { ...node.pipeline, variables: [] }
  const { value } = evaluatePipeline(run, pipeline, dot, outer)
  const names = node.pipeline.variables
  if (names.length > 1 && isMade(value)) throw new BuiltinError('template: a number is iterated over with one variable')
  let empty = true
  for (const [key, item] of roundsOf(value)) {
    empty = false
    if (++run.rounds > MOST_ROUNDS) throw new BuiltinError('template: too many rounds')
    const values = names.length === 2 ? [key, item] : [item]
    const scope = names.reduce(
      (inner, name, at) => assigned(inner, name, values[at] ?? MISSING, node.pipeline.declares),
      outer,
    )
    if (execute(run, node.body, item, scope) === 'break') break
  }
  return empty ? execute(run, node.otherwise, dot, outer) : undefined
}

function* roundsOf(value: Value): Generator<readonly [Value, Value]> {
  if (value === null || isMissing(value)) return
  if (isList(value)) for (const [index, item] of value.items.entries()) yield [madeNumber(BigInt(index)), item]
  else if (isMap(value)) yield* sortedEntries(value)
  else if (isMade(value) && typeof value.value === 'bigint') {
    for (let round = 0n; round < value.value; round++) yield [madeNumber(round), madeNumber(round)]
  } else throw new BuiltinError(`template: range can't iterate over ${printValue(value)}`)
}

function evaluatePipeline(run: Run, pipeline: Pipeline, dot: Value, scope: Scope): { value: Value; scope: Scope } {
  let value: Value | undefined
  for (const command of pipeline.commands) value = evaluateCommand(run, command, dot, scope, value)
  const result = value ?? MISSING
  const inner = pipeline.variables.reduce((outer, name) => assigned(outer, name, result, pipeline.declares), scope)
  return { value: result, scope: inner }
}

function assigned(scope: Scope, name: string, value: Value, declares: boolean): Scope {
  if (declares) return { name, value, outer: scope }
  variable(scope, name).value = value
  return scope
}

function variable(scope: Scope, name: string): Scope {
  for (let each: Scope | undefined = scope; each !== undefined; each = each.outer) if (each.name === name) return each
  throw new BuiltinError(`template: undefined variable ${JSON.stringify(name)}`)
}

/** A pipeline hands the value of one command to the next as its last argument. */
function evaluateCommand(run: Run, command: Command, dot: Value, scope: Scope, last: Value | undefined): Value {
  const [first, ...rest] = command
  const values = (): Value[] => rest.map((operand) => evaluateOperand(run, operand, dot, scope))
  if (first.base.type !== 'function') {
    if (last !== undefined) throw new BuiltinError("template: can't give argument to non-function")
    if (first.base.type === 'nil') throw new BuiltinError('template: nil is not a command')
    return evaluateOperand(run, first, dot, scope)
  }
  const name = first.base.text
  if (name === 'and' || name === 'or') return firstDeciding(run, name, rest, dot, scope, last)
  return callFunction(name, last === undefined ? values() : [...values(), last])
}

function firstDeciding(
  run: Run,
  name: 'and' | 'or',
  operands: readonly Operand[],
  dot: Value,
  scope: Scope,
  last: Value | undefined,
): Value {
  let value: Value | undefined
  for (const operand of operands) {
    value = evaluateOperand(run, operand, dot, scope)
    if (isTrue(value) === (name === 'or')) return value
  }
  const result = last ?? value
  if (result === undefined) throw new BuiltinError(`template: wrong number of args for ${name}`)
  return result
}

function callFunction(name: string, values: readonly Value[]): Value {
  const known = Object.hasOwn(templateFunctions, name) ? templateFunctions[name] : undefined
  if (known === undefined) throw new BuiltinError(`template: function ${JSON.stringify(name)} not defined`)
  return known(values)
}

function evaluateOperand(run: Run, { base, fields }: Operand, dot: Value, scope: Scope): Value {
  return fields.reduce<Value>((value, field) => fieldOf(value, field), evaluateBase(run, base, dot, scope))
}

function evaluateBase(run: Run, base: Operand['base'], dot: Value, scope: Scope): Value {
  switch (base.type) {
    case 'dot':
      return dot
    case 'nil':
      return null
    case 'boolean':
      return base.value
    case 'string':
      return base.text
    case 'number':
      return madeNumber(
        /^[+-]?(?:\d+|0[xXbBoO][0-9a-fA-F]+)$/.test(base.text) ? wholeNumber(base.text) : Number(base.text),
      )
    case 'variable':
      return variable(scope, base.text).value
    case 'function':
      return callFunction(base.text, [])
    case 'pipeline':
      return evaluatePipeline(run, base.pipeline, dot, scope).value
  }
}

function wholeNumber(text: string): bigint {
  const value = BigInt(text.replace(/^[+-]/, ''))
  return text.startsWith('-') ? -value : value
}

function fieldOf(value: Value, field: string): Value {
  if (isMissing(value)) return MISSING
  if (isMap(value)) return valueAt(value, field) ?? MISSING
  throw new BuiltinError(`template: can't evaluate field ${field} in ${printValue(value)}`)
}
