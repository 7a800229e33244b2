import { compareTerms, valueAt } from '../term-order.ts'
import type { ArrayTerm, ObjectTerm, SetTerm, Term } from '../terms.ts'
import { type Builtin, BuiltinError, isArray, isObject, isSet, operandAt } from './builtin.ts'

/** The object built-ins the WebAssembly module leaves to the host. */
export const objectBuiltins: Readonly<Record<string, Builtin>> = {
  'object.subset'(operands) {
    const [all, part] = [operandAt(operands, 1), operandAt(operands, 2)]
    if (isObject(all) && isObject(part)) return objectHas(all, part)
    if (isSet(all) && isSet(part)) return setHas(all, part)
    if (isArray(all) && isArray(part)) return arrayHas(all, part)
    if (isArray(all) && isSet(part)) return arrayHasEach(all, part)
    throw new BuiltinError('both arguments object.subset must be of the same type or array and set')
  },
}

function objectHas(all: ObjectTerm, part: ObjectTerm): boolean {
  return part.entries.every(([key, value]) => {
    const own = valueAt(all, key)
    return own !== undefined && (compareTerms(own, value) === 0 || valueHas(own, value))
  })
}

function valueHas(all: Term, part: Term): boolean {
  if (isObject(all) && isObject(part)) return objectHas(all, part)
  if (isSet(all) && isSet(part)) return setHas(all, part)
  return isArray(all) && isArray(part) && arrayHas(all, part)
}

function setHas(all: SetTerm, part: SetTerm): boolean {
  return part.items.every((item) => all.items.some((own) => compareTerms(own, item) === 0))
}

/** Whether the part stands in the array as it is, without gaps. */
function arrayHas(all: ArrayTerm, part: ArrayTerm): boolean {
  const last = all.items.length - part.items.length
  for (let start = 0; start <= last; start++) {
    if (part.items.every((item, offset) => compareTerms(all.items[start + offset] ?? null, item) === 0)) return true
  }
  return false
}

/** Counts as OPA does: elements of the array that are in the set, repeated ones too; so never for an empty array. */
function arrayHasEach(all: ArrayTerm, part: SetTerm): boolean {
  let unmatched = part.items.length
  return all.items.some((item) => {
    if (part.items.some((own) => compareTerms(own, item) === 0)) unmatched--
    return unmatched === 0
  })
}
