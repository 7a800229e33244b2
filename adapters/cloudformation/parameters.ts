import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { type Entry, entryOf, type Scalar, unknown, type Value, type Via } from '../../model/value.ts'
import type { Origin } from './origin.ts'
import { type Limits, limitsOf } from './parameter-limits.ts'
import { cutText } from './text-pieces.ts'

/** A parameter as it is declared. */
export interface Parameter {
  readonly name: string
  readonly type: string
  readonly at: Span
  readonly default?: Scalar
  readonly description?: Value
  readonly allowed: readonly Scalar[]
  readonly noEcho: boolean
  readonly limits: Limits
}

/** The parameters of the section of a template that declares them. */
export function readParameters(
  section: ReadonlyMap<string, Entry>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Parameter> {
  return new Map([...section].map(([name, entry]) => [name, readParameter(name, entry, diagnostics)]))
}

function readParameter(
  name: string,
  { key, value }: { key: Span; value: Value },
  diagnostics: Diagnostic[],
): Parameter {
  if (value.type !== 'map') {
    diagnostics.push(error('INVALID_TEMPLATE', `The parameter "${name}" must be a map with "Type".`, key))
  }
  const type = scalarText(entryOf(value, 'Type')?.value) ?? 'String'
  const fallback = defaultOf(entryOf(value, 'Default')?.value)
  const description = entryOf(value, 'Description')?.value
  const allowed = entryOf(value, 'AllowedValues')?.value
  return {
    name,
    type,
    at: key,
    ...(fallback ? { default: fallback } : {}),
    ...(description ? { description } : {}),
    allowed: allowed?.type === 'list' ? allowed.items.filter((item) => item.type === 'scalar') : [],
    limits: limitsOf(value),
    noEcho: scalarText(entryOf(value, 'NoEcho')?.value)?.toLowerCase() === 'true',
  }
}

/** The text that is given for a parameter of a stack: one for this stack alone comes before one for all. */
export function givenText({ given, file, bound }: Origin, name: string): string | undefined {
  if (bound) return scalarText(bound.get(name))
  return given.parameters.get(`${file.path}:${name}`) ?? given.parameters.get(name)
}

/** The text of a parameter, where it is one: what is given, else its default. */
export function writtenText(parameter: Parameter, origin: Origin): string | undefined {
  if (origin.bound?.has(parameter.name)) return givenText(origin, parameter.name)
  return givenText(origin, parameter.name) ?? scalarText(parameter.default)
}

/** What a parameter is worth: what was given, else its default, else unknown. */
export function parameterValue(parameter: Parameter, origin: Origin): Value {
  const bound = origin.bound?.get(parameter.name)
  if (bound && bound.type !== 'scalar') return boundValue(parameter, bound, origin)
  const given = givenText(origin, parameter.name)
  const { at } = parameter
  const written = given ?? scalarText(parameter.default)
  if (isStored(parameter.type)) return storedValue(parameter, written, origin)
  if (written === undefined) return withoutValue(parameter, origin, 'input_parameter')
  const own: Via = { reason: given === undefined ? 'default' : 'parameter', location: at }
  const via = bound ? [own, { reason: 'module', location: bound.at } as const, ...(bound.via ?? [])] : [own]
  const sensitive = parameter.noEcho || bound?.sensitive ? { sensitive: true as const } : {}
  const text = (value: string): Scalar => ({ type: 'scalar', value, at, via, ...sensitive })
  if (!isList(parameter.type)) return text(written)
  const items = written === '' ? [] : written.split(',').map((item) => text(item.trim()))
  return { type: 'list', items, at, via }
}

function withoutValue({ name, at }: Parameter, { prefix, bound }: Origin, origin: 'input_parameter' | 'ssm_parameter') {
  const needs = bound ? [] : [`--parameter ${name}=…`]
  const cause = { why: `${prefix}${name} has no value`, needs, at }
  return { type: 'unknown', cause, symbol: `${prefix}${name}`, origin, at } as const
}

/** What the template around a nested stack gives, where it is no plain text. */
function boundValue(parameter: Parameter, value: Value, origin: Origin): Value {
  if (value.type === 'choice') {
    const branch = (side: Value | null): Value => {
      const bound = new Map(origin.bound)
      if (side === null) bound.delete(parameter.name)
      else bound.set(parameter.name, side)
      return parameterValue(parameter, { ...origin, bound })
    }
    return { ...value, then: branch(value.then), otherwise: branch(value.otherwise) }
  }
  const via: readonly Via[] = [
    { reason: 'parameter', location: parameter.at },
    { reason: 'module', location: value.at },
    ...(value.via ?? []),
  ]
  if (isStored(parameter.type)) {
    const why = `${origin.prefix}${parameter.name} is read from the parameter store at deployment`
    return { ...unknown(why, [], parameter.at), origin: 'ssm_parameter', via }
  }
  const listed = isList(parameter.type) ? asList(value) : value
  return { ...(parameter.noEcho ? hideTexts(listed) : listed), via }
}

/** A list as it is given to a nested stack: a text with commas, or a reference to one element. */
function asList(value: Value): Value {
  if (value.type === 'text') {
    const list = cutText(value, value.parts, ',', value.at)
    return list.type === 'list' ? { ...list, items: list.items.map(trimmed) } : list
  }
  return value.type === 'reference' ? { type: 'list', items: [value], at: value.at } : value
}

function trimmed(value: Value): Value {
  return value.type === 'scalar' && typeof value.value === 'string' ? { ...value, value: value.value.trim() } : value
}

function hideTexts(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(hideTexts) }
  if (value.type === 'scalar') return { ...value, sensitive: true }
  return value.type === 'text' ? { ...unknown('its value is hidden', [], value.at), symbol: 'hidden value' } : value
}

export function isStored(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value')
}

function storedValue(parameter: Parameter, path: string | undefined, origin: Origin): Value {
  const { name, at, noEcho } = parameter
  if (path === undefined) return withoutValue(parameter, origin, 'ssm_parameter')
  const why = `${origin.prefix}${name} is read from the parameter store at deployment${noEcho ? '' : ` (${path})`}`
  const symbol = noEcho ? `${origin.prefix}${name}` : `ssm:${path}`
  return { type: 'unknown', cause: { why, needs: [], at }, symbol, origin: 'ssm_parameter', at }
}

export function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
}

/** Lists are not allowed as defaults, yet written; a list parameter's is joined. */
function defaultOf(value: Value | undefined): Scalar | undefined {
  if (value?.type === 'scalar') return value.value === null ? undefined : value
  if (value?.type !== 'list') return undefined
  const items = value.items.map(scalarText)
  return { type: 'scalar', value: items.join(','), at: value.at }
}

function scalarText(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined
}
