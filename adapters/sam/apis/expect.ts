import type { Span } from '../../../model/source.ts'
import { isNull, type ListValue, type MapValue, type Value } from '../../../model/value.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import { shownValue } from '../python.ts'

/** Makes the error of a resource or event out of what is wrong with it. */
export type Refuse = (problem: string, at: Span | null) => Error

export function ofResource(id: string): Refuse {
  return (problem, at) => new InvalidResource(id, problem, at)
}

export function ofEvent(id: string): Refuse {
  return (problem, at) => new InvalidEvent(id, problem, at)
}

export function expectMap(value: Value | undefined, name: string, refuse: Refuse, at: Span | null = null): MapValue {
  if (value?.type === 'map') return value
  throw refuse(`Property '${name}' should be a map.`, value?.at ?? at)
}

export function expectList(value: Value | undefined, name: string, refuse: Refuse, at: Span | null = null): ListValue {
  if (value?.type === 'list') return value
  throw refuse(`Property '${name}' should be a list.`, value?.at ?? at)
}

export function expectText(value: Value | undefined, name: string, refuse: Refuse, at: Span | null = null): string {
  if (value?.type === 'scalar' && typeof value.value === 'string') return value.value
  throw refuse(`Property '${name}' should be a string.`, value?.at ?? at)
}

export function expectBoolean(value: Value | undefined, name: string, refuse: Refuse): boolean {
  if (value?.type === 'scalar' && typeof value.value === 'boolean') return value.value
  throw refuse(`Property '${name}' should be a boolean.`, value?.at ?? null)
}

export function expectPresent(value: Value | undefined, name: string, refuse: Refuse, at: Span | null): Value {
  if (value !== undefined && !isNull(value)) return value
  throw refuse(`Property '${name}' is required.`, value?.at ?? at)
}

/** A value as the service writes it in its messages: `['a']`, `{'Ref': 'B'}`, `False`. A text stands bare. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return 'None'
  return value.type === 'scalar' && typeof value.value === 'string' ? value.value : shownValue(value)
}

/** The type of a value as the service calls it in its messages. */
export function typeName(value: Value): string {
  if (value.type !== 'scalar') return value.type === 'map' ? 'dict' : 'list'
  if (value.value === null) return 'NoneType'
  if (typeof value.value === 'number') return Number.isInteger(value.value) ? 'int' : 'float'
  return typeof value.value === 'string' ? 'str' : 'bool'
}

/** A version as text: `3.0` is the number 3 to YAML, but three characters wide; a whole number is no version. */
export function versionText(value: Value | undefined): string | undefined {
  if (value?.type !== 'scalar') return undefined
  if (typeof value.value === 'string') return value.value
  if (typeof value.value !== 'number') return undefined
  const digits = String(value.value)
  if (!Number.isInteger(value.value)) return digits
  const { startLine, endLine, startColumn, endColumn } = value.at
  return startLine === endLine && endColumn - startColumn > digits.length ? `${digits}.0` : undefined
}
