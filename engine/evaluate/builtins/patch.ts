import { compareTerms, valueAt } from '../term-order.ts'
import { type ArrayTerm, arrayOf, type ObjectTerm, printTerm, type SetTerm, type Term, typeName } from '../terms.ts'
import { BuiltinError, isArray, isObject, isSet } from './builtin.ts'

/**
 * Applies JSON Patch operations (RFC 6902) to a value. As in OPA, paths may be arrays of keys of any type, and elements of
 * sets are addressed by themselves. Undefined where the whole value was removed; throws {@link BuiltinError} where an
 * operation does not fit.
 */
export function applyPatch(value: Term, operations: ArrayTerm): Term | undefined {
  let patched: Term | undefined = value
  for (const operation of operations.items) {
    if (!isObject(operation)) {
      throw new BuiltinError('must be an array of JSON-Patch objects, but at least one element is not an object')
    }
    patched = applyOperation(patched, operation)
  }
  return patched
}

type Path = readonly Term[]

function applyOperation(value: Term | undefined, operation: ObjectTerm): Term | undefined {
  const path = pathOf(attribute(operation, 'path'))
  const name = attribute(operation, 'op')
  if (typeof name !== 'string') throw new BuiltinError(`attribute 'op' must be a string but found: ${typeName(name)}`)
  switch (name) {
    case 'add':
      return insertAt(value, path, attribute(operation, 'value'))
    case 'remove':
      return removeAt(value, path)
    case 'replace':
      return insertAt(removeAt(value, path), path, attribute(operation, 'value'))
    case 'move': {
      const from = pathOf(attribute(operation, 'from'))
      return insertAt(removeAt(value, from), path, readAt(value, from))
    }
    case 'copy':
      return insertAt(value, path, readAt(value, pathOf(attribute(operation, 'from'))))
    case 'test':
      return tested(value, readAt(value, path), attribute(operation, 'value'))
    default:
      throw new BuiltinError(`unrecognized op: '${name}'`)
  }
}

function attribute(operation: ObjectTerm, name: string): Term {
  const value = valueAt(operation, name)
  if (value === undefined) throw new BuiltinError(`missing required attribute '${name}'`)
  return value
}

/** A JSON pointer, whose leading slashes do not count, or an array of keys. */
function pathOf(term: Term): Path {
  if (isArray(term)) return term.items
  if (typeof term === 'string') {
    if (term === '') return []
    const segments = term.replace(/^\/+/, '').split('/')
    return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  throw new BuiltinError(
    `operand 2 must be one of {set, array} containing string paths or array of path segments but got ${typeName(term)}`,
  )
}

function tested(value: Term | undefined, found: Term, expected: Term): Term | undefined {
  if (compareTerms(found, expected) === 0) return value
  throw new BuiltinError(
    `value from EditTree != patch value.\n\nExpected: ${printTerm(expected)}\n\nFound: ${printTerm(found)}`,
  )
}

function readAt(value: Term | undefined, path: Path): Term {
  if (value === undefined) throw removed()
  return path.reduce((term, key) => childOf(term, key), value)
}

function insertAt(value: Term | undefined, path: Path, added: Term): Term {
  const [key, ...rest] = path
  if (key === undefined) return added
  if (value === undefined) throw removed()
  if (rest.length > 0) return withChild(value, key, insertAt(childOf(value, key), rest, added))
  if (isObject(value)) return withEntry(value, key, added)
  if (isSet(value)) return withElement(value, key, added)
  if (!isArray(value)) throw notComposite(value)
  const index = indexOf(key, value.items.length)
  if (index < 0 || index > value.items.length) throw new BuiltinError('index for array insertion out of bounds')
  return arrayOf([...value.items.slice(0, index), added, ...value.items.slice(index)])
}

function removeAt(value: Term | undefined, path: Path): Term | undefined {
  const [key, ...rest] = path
  if (value === undefined) throw removed()
  if (key === undefined) return undefined
  const child = childOf(value, key)
  if (rest.length > 0) return withChild(value, key, removeAt(child, rest) ?? null)
  if (isArray(value)) {
    const index = indexOf(key, value.items.length)
    return arrayOf(value.items.filter((_item, at) => at !== index))
  }
  if (isObject(value)) return { type: 'object', entries: value.entries.filter(([own]) => compareTerms(own, key) !== 0) }
  return isSet(value) ? withoutElement(value, key) : value
}

function childOf(value: Term, key: Term): Term {
  if (!isObject(value) && !isSet(value) && !isArray(value)) throw notComposite(value)
  const child = isObject(value)
    ? valueAt(value, key)
    : isSet(value)
      ? value.items.find((item) => compareTerms(item, key) === 0)
      : value.items[indexOf(key, value.items.length)]
  if (child !== undefined) return child
  throw new BuiltinError(`path ${printTerm(key)} does not exist in ${value.type} term ${printTerm(value)}`)
}

/** The value with the child at a key, which is there, exchanged. */
function withChild(value: Term, key: Term, child: Term): Term {
  if (isObject(value)) return withEntry(value, key, child)
  if (isSet(value)) return withElement(withoutElement(value, key), child, child)
  if (!isArray(value)) throw notComposite(value)
  const index = indexOf(key, value.items.length)
  return arrayOf(value.items.map((item, at) => (at === index ? child : item)))
}

function withEntry(object: ObjectTerm, key: Term, value: Term): ObjectTerm {
  const others = object.entries.filter(([own]) => compareTerms(own, key) !== 0)
  return { type: 'object', entries: [...others, [key, value]] }
}

function withElement(set: SetTerm, key: Term, value: Term): SetTerm {
  if (compareTerms(key, value) !== 0) {
    throw new BuiltinError(`set key ${printTerm(key)} does not equal value to be inserted ${printTerm(value)}`)
  }
  return { type: 'set', items: [...withoutElement(set, key).items, value] }
}

function withoutElement(set: SetTerm, key: Term): SetTerm {
  return { type: 'set', items: set.items.filter((item) => compareTerms(item, key) !== 0) }
}

/** The index a key means; `-` is the place after the last element. */
function indexOf(key: Term, length: number): number {
  if (key === '-') return length
  const text =
    typeof key === 'string' ? key : key !== null && typeof key === 'object' && key.type === 'number' ? key.text : ''
  if (!/^-?\d{1,15}$/.test(text)) throw new BuiltinError('invalid type for indexing')
  if (typeof key === 'string' && /^0./.test(key)) throw new BuiltinError('leading zeros are not allowed in JSON paths')
  return Number(text)
}

const notComposite = (value: Term): BuiltinError =>
  new BuiltinError(`expected composite type, found value: ${printTerm(value)}`)
const removed = (): BuiltinError => new BuiltinError('deleted node encountered')
