import type { Entry, MapValue, Value } from '../../model/value.ts'
import { InvalidTemplate } from './errors.ts'
import type { Expansion } from './expansion.ts'
import { shownValue } from './python.ts'

/** Whether a value calls a function: a single key that is `Ref`, `Condition` or begins with `Fn::`. */
export function isIntrinsic(value: Value | undefined): boolean {
  return intrinsicName(value) !== undefined
}

/** The function that a value calls: `Ref`, `Fn::Sub`. */
export function intrinsicName(value: Value | undefined): string | undefined {
  if (value?.type !== 'map' || value.entries.size !== 1) return undefined
  const [name] = value.entries.keys()
  return name !== undefined && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? name : undefined
}

/** What a call of this function is given; `undefined` where the value calls another one, or none. */
export function argumentOf(value: Value | undefined, name: string): Value | undefined {
  return intrinsicName(value) === name && value?.type === 'map' ? value.entries.get(name)?.value : undefined
}

/** The name in `{Ref: name}`. */
export function referenceName(value: Value | undefined): string | undefined {
  const argument = argumentOf(value, 'Ref')
  return argument?.type === 'scalar' && typeof argument.value === 'string' ? argument.value : undefined
}

export function isNoValue(value: Value | undefined): boolean {
  return referenceName(value) === 'AWS::NoValue'
}

/**
 * A value with the parameters that are known put in for `Ref` and inside `Fn::Sub`, all the way down. What else stands
 * there stays: the transform leaves it to the deployment.
 */
export function resolveParameters(value: Value, expansion: Pick<Expansion, 'parameters'>): Value {
  return walk(value, (inner) => withParameter(inner, expansion))
}

/** The same inside a value: `Ref` of a parameter stays where it is the whole of it. */
export function resolvedInside(value: Value, expansion: Pick<Expansion, 'parameters'>): Value {
  return referenceName(value) === undefined ? resolveParameters(value, expansion) : value
}

/** The same for `Fn::FindInMap` whose keys are literals: what the mapping holds. */
export function resolveMappings(value: Value, expansion: Pick<Expansion, 'mappings'>): Value {
  return walk(value, (inner) => withMapping(inner, expansion))
}

function walk(value: Value, change: (value: Value) => Value): Value {
  const changed = change(value)
  if (changed.type === 'list') {
    const items = changed.items.map((item) => walk(item, change))
    return items.some((item, index) => item !== changed.items[index]) ? { ...changed, items } : changed
  }
  if (changed.type !== 'map') return changed
  let different = false
  const entries = new Map<string, Entry>()
  for (const [name, entry] of changed.entries) {
    const inner = walk(entry.value, change)
    different ||= inner !== entry.value
    entries.set(name, { key: entry.key, value: inner })
  }
  return different ? { ...changed, entries } : changed
}

function withParameter(value: Value, { parameters }: Pick<Expansion, 'parameters'>): Value {
  const name = referenceName(value)
  const known = name === undefined ? undefined : parameters.get(name)
  if (known) return { ...known, at: value.at, via: known.via ?? [{ reason: 'default', location: known.at }] }
  const text = argumentOf(value, 'Fn::Sub')
  return text && value.type === 'map' ? withSubstitutions(value, text, parameters) : value
}

function withSubstitutions(call: MapValue, text: Value, parameters: ReadonlyMap<string, Value>): MapValue {
  const first = text.type === 'list' ? text.items[0] : text
  if (first?.type !== 'scalar' || typeof first.value !== 'string') return call
  const replaced = first.value.replaceAll(/\$\{([A-Za-z0-9_.:]+)\}/g, (whole, name: string) => {
    const known = parameters.get(name)
    if (known === undefined) return whole
    if (known.type === 'scalar' && known.value !== null) return plainText(known.value)
    const problem = `Invalid Fn::Sub variable value ${shownValue(known)}. Fn::Sub expects all variables to be strings.`
    throw new InvalidTemplate(problem, call.at)
  })
  if (replaced === first.value) return call
  const filled: Value = { ...first, value: replaced, via: [{ reason: 'transform', location: first.at }] }
  const argument: Value = text.type === 'list' ? { ...text, items: [filled, ...text.items.slice(1)] } : filled
  const entry = call.entries.get('Fn::Sub')
  return { ...call, entries: new Map([['Fn::Sub', { key: entry?.key ?? call.at, value: argument }]]) }
}

/** A number or truth value as the service writes it into a text. */
function plainText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
}

function withMapping(value: Value, { mappings }: Pick<Expansion, 'mappings'>): Value {
  const path = argumentOf(value, 'Fn::FindInMap')
  if (!path) return value
  if (path.type !== 'list' || path.items.length !== 3) {
    const problem = `Invalid FindInMap value ${shownValue(path)}. FindInMap expects an array with 3 values.`
    throw new InvalidTemplate(problem, path.at)
  }
  const [name, top, second] = path.items.map((item) => (item.type === 'scalar' ? String(item.value) : undefined))
  if (name === undefined || top === undefined || second === undefined) return value
  const mapping = mappings?.entries.get(name)?.value
  if (mapping === undefined) return value
  const row = mapping.type === 'map' ? mapping.entries.get(top)?.value : mapping
  if (row === undefined) return value
  if (row.type !== 'map') {
    throw new InvalidTemplate(`Cannot use Fn::FindInMap on Mapping '${name}' which is not a a two-level map.`, path.at)
  }
  const found = row.entries.get(second)?.value
  return found ? { ...found, at: value.at, via: [{ reason: 'default', location: found.at }] } : value
}
