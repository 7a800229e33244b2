import type { Span } from '../../../model/source.ts'
import type { Entry, ListValue, Value } from '../../../model/value.ts'
import type { Expression } from '../syntax/tree.ts'
import { lift } from './choice.ts'
import { fail } from './failure.ts'
import { numberOf } from './operators.ts'
import { compareText, toPlain } from './plain.ts'
import { asText } from './texts.ts'
import { unifyEntries, unifyList } from './unify.ts'
import { changeEntries, isKnown, isNull, noted, notesOf, nothing } from './value.ts'

/** The type constraint of a variable. */
export type Type =
  | { readonly of: 'any' | 'string' | 'number' | 'bool' }
  | { readonly of: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly of: 'tuple'; readonly items: readonly Type[] }
  | { readonly of: 'object'; readonly attributes: ReadonlyMap<string, Member> }

interface Member {
  readonly type: Type
  readonly optional: boolean
  readonly fallback: Expression | null
}

const ANY: Type = { of: 'any' }

/** Reads a type constraint: `map(object({ name = string, size = optional(number, 1) }))`. */
export function readType(expression: Expression): Type {
  if (expression.type === 'variable') {
    if (isPrimitive(expression.name)) return { of: expression.name }
    if (isCollection(expression.name)) return { of: expression.name, element: ANY }
    return fail(
      `"${expression.name}" is not a type. Use string, number, bool, list, set, map, object, tuple or any.`,
      expression.span,
    )
  }
  if (expression.type === 'literal' && typeof expression.value === 'string')
    return legacyType(expression.value, expression.span)
  if (expression.type !== 'call') return fail('This is not a type.', expression.span)
  const [argument] = expression.args
  if (isCollection(expression.name)) {
    return { of: expression.name, element: argument ? readType(argument) : ANY }
  }
  if (expression.name === 'tuple' && argument?.type === 'tuple') {
    return { of: 'tuple', items: argument.items.map(readType) }
  }
  if (expression.name === 'object' && argument?.type === 'object') {
    const members = argument.items.map(({ key, value }) => [nameOf(key), readMember(value)] as const)
    return { of: 'object', attributes: new Map(members) }
  }
  return fail(`"${expression.name}(…)" is not a type.`, expression.span)
}

function isPrimitive(name: string): name is 'any' | 'string' | 'number' | 'bool' {
  return name === 'any' || name === 'string' || name === 'number' || name === 'bool'
}

function isCollection(name: string): name is 'list' | 'set' | 'map' {
  return name === 'list' || name === 'set' || name === 'map'
}

/** `type = "string"`, as before Terraform 0.12. */
function legacyType(name: string, at: Span): Type {
  if (name === 'string') return { of: 'string' }
  if (isCollection(name)) return { of: name, element: ANY }
  return fail(`"${name}" is not a type.`, at)
}

function nameOf(key: Expression): string {
  return key.type === 'literal' ? String(key.value) : ''
}

function readMember(expression: Expression): Member {
  if (expression.type !== 'call' || expression.name !== 'optional') {
    return { type: readType(expression), optional: false, fallback: null }
  }
  const [type, fallback] = expression.args
  return { type: type ? readType(type) : ANY, optional: true, fallback: fallback ?? null }
}

/** A value as a type wants it. Throws a Failure where it cannot be one. `evaluate` gives the defaults of optional attributes. */
export function convert(value: Value, type: Type, at: Span, evaluate: (expression: Expression) => Value): Value {
  return lift([value], at, ([known = value]) => convertKnown(known, type, at, evaluate))
}

function convertKnown(value: Value, type: Type, at: Span, evaluate: (expression: Expression) => Value): Value {
  if (type.of === 'any' || isNull(value)) return value
  if (value.type === 'unknown' || value.type === 'reference') return value
  switch (type.of) {
    case 'string':
      return value.type === 'json' ? value : asText(value, value.at)
    case 'number':
      return toNumber(value)
    case 'bool':
      return toBool(value)
    case 'list':
    case 'set': {
      if (value.type !== 'list') return fail(`A ${type.of} is needed here.`, at)
      const items = value.items.map((item) => convert(item, type.element, item.at, evaluate))
      return type.of === 'set' ? toSet({ ...value, items }) : listOfOneType({ ...value, items }, type.element)
    }
    case 'map': {
      if (value.type !== 'map') return fail('A map is needed here.', at)
      const unified = type.element.of === 'any' ? unifyEntries(value) : value
      return changeEntries(unified, (item) => convert(item, type.element, item.at, evaluate))
    }
    case 'tuple': {
      if (value.type !== 'list' || value.items.length !== type.items.length) {
        return fail(`A tuple of ${type.items.length} elements is needed here.`, at)
      }
      const items = value.items.map((item, index) => convert(item, type.items[index] ?? ANY, item.at, evaluate))
      return { ...value, items }
    }
    case 'object':
      return toObject(value, type.attributes, at, evaluate)
  }
}

function listOfOneType(value: ListValue, element: Type): ListValue {
  return withoutSet(element.of === 'any' ? unifyList(value) : value)
}

function toObject(
  value: Value,
  attributes: ReadonlyMap<string, Member>,
  at: Span,
  evaluate: (expression: Expression) => Value,
): Value {
  if (value.type !== 'map') return fail('An object is needed here.', at)
  const entries: [string, Entry][] = []
  for (const [name, member] of attributes) {
    const found = value.entries.get(name)
    if (found && !(isNull(found.value) && member.fallback)) {
      entries.push([name, { key: found.key, value: convert(found.value, member.type, found.value.at, evaluate) }])
    } else if (member.optional) {
      const fallback = member.fallback ? evaluate(member.fallback) : nothing(at)
      entries.push([name, { key: fallback.at, value: convert(fallback, member.type, fallback.at, evaluate) }])
    } else if (!value.open) {
      fail(`The attribute "${name}" is missing.`, at)
    }
  }
  return { ...value, entries: new Map(entries) }
}

export function toNumber(value: Value): Value {
  const number = numberOf(value, value.at)
  return number === undefined ? value : ({ ...value, type: 'scalar', value: number } as Value)
}

export function toBool(value: Value): Value {
  if (value.type !== 'scalar') {
    return value.type === 'list' || value.type === 'map' ? fail('true or false is needed here.', value.at) : value
  }
  if (typeof value.value === 'boolean') return value
  if (value.value === 'true' || value.value === '1') return { ...value, value: true }
  if (value.value === 'false' || value.value === '0') return { ...value, value: false }
  return fail('true or false is needed here.', value.at)
}

/** A set: each element once, texts in their order. */
export function toSet(value: ListValue): ListValue {
  const unified = unifyList(value)
  const seen = new Map<string, Value>()
  const rest: Value[] = []
  for (const item of unified.items) {
    if (isKnown(item)) {
      const key = JSON.stringify(toPlain(item))
      if (!seen.has(key)) seen.set(key, item)
    } else rest.push(item)
  }
  const known = [...seen.values()].sort(compareElements)
  return noted({ ...unified, items: [...known, ...rest] }, { set: true })
}

export function withoutSet(value: ListValue): ListValue {
  if (!notesOf(value).set) return value
  const { set: _, ...rest } = value as ListValue & { set?: true }
  return rest
}

function compareElements(left: Value, right: Value): number {
  if (left.type !== 'scalar' || right.type !== 'scalar') {
    return compareText(JSON.stringify(toPlain(left)), JSON.stringify(toPlain(right)))
  }
  if (typeof left.value === 'number' && typeof right.value === 'number') return left.value - right.value
  return compareText(String(left.value), String(right.value))
}
