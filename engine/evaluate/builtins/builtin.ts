import { type ArrayTerm, type ObjectTerm, type SetTerm, type Term, typeName } from '../terms.ts'

/**
 * A built-in function of Rego on the host: the operands in, its value out, undefined where Rego says so. Throws a
 * {@link BuiltinError} for operands it cannot work with.
 */
export type Builtin = (operands: readonly Term[]) => Term | undefined

/** A built-in that cannot give a value for these operands; OPA leaves the calling expression undefined. */
export class BuiltinError extends Error {
  override readonly name = 'BuiltinError'
}

/** The operand as a string, or the error OPA gives; positions count from 1. */
export function textOperand(operands: readonly Term[], position: number): string {
  const term = operandAt(operands, position)
  if (typeof term === 'string') return term
  throw wrongType(position, term, 'string')
}

/** The operand as a whole number; beyond 53 bits the nearest double. */
export function integerOperand(operands: readonly Term[], position: number): number {
  const term = operandAt(operands, position)
  if (term === null || typeof term !== 'object' || term.type !== 'number') throw wrongType(position, term, 'number')
  if (/^-?\d{1,19}$/.test(term.text)) return Number(term.text)
  throw new BuiltinError(`operand ${position} must be integer number but got floating-point number`)
}

export function arrayOperand(operands: readonly Term[], position: number): ArrayTerm {
  const term = operandAt(operands, position)
  if (isArray(term)) return term
  throw wrongType(position, term, 'array')
}

export function objectOperand(operands: readonly Term[], position: number): ObjectTerm {
  const term = operandAt(operands, position)
  if (isObject(term)) return term
  throw wrongType(position, term, 'object')
}

/** The operand as strings: itself, or the elements of an array or set of strings. */
export function textsOperand(operands: readonly Term[], position: number): readonly string[] {
  const term = operandAt(operands, position)
  if (typeof term === 'string') return [term]
  if (!isArray(term) && !isSet(term)) throw wrongType(position, term, 'string', 'set', 'array')
  return term.items.map((item) => {
    if (typeof item === 'string') return item
    const name = typeName(term)
    throw new BuiltinError(
      `operand ${position} must be ${name} of strings but got ${name} containing ${typeName(item)}`,
    )
  })
}

export function operandAt(operands: readonly Term[], position: number): Term {
  const term = operands[position - 1]
  if (term === undefined) throw new BuiltinError(`operand ${position} is missing`)
  return term
}

export function wrongType(position: number, term: Term, ...expected: readonly string[]): BuiltinError {
  const wanted = expected.length === 1 ? expected[0] : `one of {${expected.join(', ')}}`
  return new BuiltinError(`operand ${position} must be ${wanted} but got ${typeName(term)}`)
}

export const isArray = (term: Term): term is ArrayTerm => typeof term === 'object' && term?.type === 'array'
export const isSet = (term: Term): term is SetTerm => typeof term === 'object' && term?.type === 'set'
export const isObject = (term: Term): term is ObjectTerm => typeof term === 'object' && term?.type === 'object'
