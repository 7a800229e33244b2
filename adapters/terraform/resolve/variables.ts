import { error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Block, Expression } from '../syntax/tree.ts'
import { ParserNeeded } from '../syntax/when-needed.ts'
import { convert } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { fail } from './failure.ts'
import { namingGiven } from './given.ts'
import { markSensitive } from './marks.ts'
import { guarded, guardedToTheEnd } from './memory.ts'
import type { Names, Scope } from './scope.ts'
import { checkConstant } from './static-checks.ts'
import { readType, type Type } from './types.ts'
import { isNull, isSensitive, noted } from './value.ts'

/** A value for a variable, given from outside the module. */
export interface Input {
  readonly value: Value
  readonly reason: 'parameter' | 'module'
  /** Who gave it, where that is no file: `on the command line`. */
  readonly by?: string
}

/** The value of a variable: as given, else its default, else unknown. */
export function readVariable(block: Block, input: Input | undefined, names: Names): Value {
  const name = block.labels[0] ?? ''
  const scope: Scope = { names: new Map(), module: names }
  const given = input ?? defaultOf(block, scope)
  const type = typeOf(block, names)
  const { attributes } = block.body
  if (!given) return withoutValue(block, name, type)
  const convertTo = type ?? { of: 'any' }
  const value = guarded(names, given.value.at, () => {
    const taken = () => convert(given.value, convertTo, given.value.at, (expression) => evaluate(expression, scope))
    const converted = input ? namingGiven({ ...input, name, hidden: isHidden(block) }, taken) : taken()
    const isNullable = flag(attributes.get('nullable')?.expression) ?? true
    if (!isNull(converted) || isNullable) return converted
    const message = input
      ? `Required variable not set: var.${name} may not be set to null, and has no default.`
      : 'Invalid default value for variable: a null default value is not valid when nullable=false.'
    const fallback = (input && defaultOf(block, scope)) ?? fail(message, given.value.at)
    return convert(fallback.value, convertTo, block.header, (inner) => evaluate(inner, scope))
  })
  const via = { reason: given.reason, location: given.value.at }
  const placed: Value = { ...value, via: given.reason === 'module' ? [...(value.via ?? []), via] : [via] }
  return isHidden(block) ? markSensitive(placed) : placed
}

/** Whether a variable is declared sensitive or ephemeral. */
export function isHidden(block: Block): boolean {
  const { attributes, skipped } = block.body
  // What could not be read may have said that it is.
  if (skipped && !attributes.has('sensitive')) return true
  return isFlagged(block, 'sensitive') || isFlagged(block, 'ephemeral')
}

/** Whether an argument of a block says yes. */
export function isFlagged({ body }: Block, name: string): boolean {
  return flag(body.attributes.get(name)?.expression) ?? false
}

function flag(expression: Expression | undefined): boolean | undefined {
  if (expression?.type !== 'literal') return undefined
  return expression.value === true || expression.value === 'true'
}

function defaultOf(block: Block, scope: Scope): { readonly value: Value; readonly reason: 'default' } | undefined {
  const attribute = block.body.attributes.get('default')
  if (!attribute) return undefined
  const { expression } = attribute
  // What is no constant is said where the file is read, and is no default.
  if (!checkConstant(expression, () => undefined)) return undefined
  const value = guarded(scope.module, expression.span, () => evaluate(expression, scope))
  return { value, reason: 'default' }
}

/** Reports the conditions of a variable's `validation` blocks that its value does not meet, as far as that is known. */
export function validate(block: Block, scope: Scope): void {
  for (const { type, body, header } of block.body.blocks) {
    const condition = type === 'validation' ? body.attributes.get('condition')?.expression : undefined
    if (!condition) continue
    const value = guardedToTheEnd(scope.module, header, () => evaluate(condition, scope))
    if (value.type !== 'scalar' || value.value !== false) continue
    const message = body.attributes.get('error_message')?.expression
    const said = message && guardedToTheEnd(scope.module, header, () => evaluate(message, scope))
    const text = said?.type === 'scalar' && !isSensitive(said) ? ` ${said.value}` : ''
    const problem = `Invalid value for variable: the value of var.${block.labels[0]} does not meet the condition of line ${header.startLine}.${text}`
    scope.module.report(error('INVALID_VALUE', problem, block.header))
  }
}

function typeOf(block: Block, names: Names): Type | undefined {
  const attribute = block.body.attributes.get('type')
  if (!attribute) return undefined
  try {
    const type = readType(attribute.expression)
    checkFallbacks(type, { names: new Map(), module: names })
    return type
  } catch (thrown) {
    if (thrown instanceof ParserNeeded) throw thrown
    const failure = thrown as { readonly message: string; readonly at?: Span }
    names.report(error('INVALID_VALUE', failure.message, failure.at ?? attribute.nameSpan))
    return undefined
  }
}

/** Defaults of optional attributes are of their types whether they are asked for or not. */
function checkFallbacks(type: Type, scope: Scope): void {
  switch (type.of) {
    case 'list':
    case 'set':
    case 'map':
      checkFallbacks(type.element, scope)
      return
    case 'tuple':
      for (const item of type.items) checkFallbacks(item, scope)
      return
    case 'object':
      for (const { type: of, fallback } of type.attributes.values()) {
        checkFallbacks(of, scope)
        if (!fallback) continue
        checkConstant(fallback, ({ message }) => fail(message, fallback.span))
        convert(evaluate(fallback, scope), of, fallback.span, (inner) => evaluate(inner, scope))
      }
  }
}

function withoutValue(block: Block, name: string, type: Type | undefined): Value {
  const unknown: Value = {
    type: 'unknown',
    cause: { why: `${name} has no value`, needs: [`--var ${name}=…`], at: block.header },
    symbol: name,
    origin: 'input_parameter',
    at: block.header,
  }
  const isNullable = flag(block.body.attributes.get('nullable')?.expression) ?? true
  const typed = type && type.of !== 'any' ? noted(unknown, { ofType: type }) : unknown
  const value = isNullable ? typed : noted(typed, { notNull: true })
  return isHidden(block) ? markSensitive(value) : value
}

/** A value on the command line is a text, except where the variable's type asks for more: then it is an expression. */
export function isTextual(block: Block): boolean {
  const type = block.body.attributes.get('type')?.expression
  if (type === undefined) return true
  if (type.type === 'literal') return type.value === 'string'
  return type.type === 'variable' && ['string', 'number', 'bool'].includes(type.name)
}
