import type { Value } from '../../../model/value.ts'
import { ANY, BOOL, NUMBER, objectType, STRING, type Type } from './types.ts'
import { notesOf } from './value.ts'

const found = new WeakMap<Value, Type>()

/** The type that Terraform gives a value, as far as it is known. Source: go-cty, "Types". */
export function typeOf(value: Value): Type {
  const { ofType } = notesOf(value)
  if (ofType) return ofType
  switch (value.type) {
    case 'scalar':
      return value.value === null ? ANY : PRIMITIVES[typeof value.value as keyof typeof PRIMITIVES]
    case 'text':
    case 'json':
    case 'symbol':
      return STRING
    case 'reference':
    case 'unknown':
      return ANY
    case 'choice': {
      const branches = [value.then, value.otherwise].filter((branch) => branch !== null).map(typeOf)
      const [one = ANY, other = one] = branches.filter((branch) => branch.of !== 'any')
      return isSame(one, other) ? one : ANY
    }
    default:
      return remembered(value)
  }
}

const PRIMITIVES = { string: STRING, number: NUMBER, boolean: BOOL } as const

function remembered(value: Extract<Value, { type: 'list' | 'map' }>): Type {
  const known = found.get(value)
  if (known) return known
  const made = structuralType(value)
  found.set(value, made)
  return made
}

function structuralType(value: Extract<Value, { type: 'list' | 'map' }>): Type {
  if (value.open) return ANY
  if (value.type === 'list') return { of: 'tuple', items: value.items.map(typeOf) }
  return objectType([...value.entries].map(([name, entry]) => [name, typeOf(entry.value)] as const))
}

/** Whether two types are the same; what is not known is the same as all. */
export function isSame(left: Type, right: Type): boolean {
  if (left === right || left.of === 'any' || right.of === 'any') return true
  if (left.of !== right.of) return false
  if (left.of === 'tuple' && right.of === 'tuple') {
    return (
      left.items.length === right.items.length && left.items.every((item, at) => isSame(item, right.items[at] ?? ANY))
    )
  }
  if (left.of === 'object' && right.of === 'object') {
    if (left.attributes.size !== right.attributes.size) return false
    return [...left.attributes].every(([name, { type }]) => {
      const other = right.attributes.get(name)
      return other !== undefined && isSame(type, other.type)
    })
  }
  return !('element' in left && 'element' in right) || isSame(left.element, right.element)
}

/** Whether a value of the type is made of others: null and what is not known stand for none of it yet. */
export function isCollection(type: Type): boolean {
  return !isPrimitive(type) && type.of !== 'any'
}

export function isPrimitive({ of }: Type): boolean {
  return of === 'string' || of === 'number' || of === 'bool'
}

/** The type of the elements of a list, set or map. */
export function elementType(type: Type): Type {
  return 'element' in type ? type.element : ANY
}

/** Whether anything in a type is not known. */
export function isOpenType(type: Type): boolean {
  switch (type.of) {
    case 'any':
      return true
    case 'list':
    case 'set':
    case 'map':
      return isOpenType(type.element)
    case 'tuple':
      return type.items.some(isOpenType)
    case 'object':
      return [...type.attributes.values()].some((member) => isOpenType(member.type))
    default:
      return false
  }
}
