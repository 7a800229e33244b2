import { type Entry, entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { keyOf } from '../plan/address.ts'
import type { Planned } from '../plan/changes.ts'
import { itemsAt, mapAt, textAt } from '../plan/node.ts'
import { markSensitive } from '../resolve/marks.ts'
import type { Held } from './held.ts'

/**
 * The instances that a state file of version 4 holds. Source: Terraform, `internal/states/statefile`, version 4; a deposed
 * instance is what a replacement left to be deleted.
 */
export function heldInFile(document: MapValue): readonly Held[] {
  return itemsAt(document, 'resources').flatMap((resource) =>
    itemsAt(resource, 'instances').flatMap((instance) =>
      textAt(instance, 'deposed') === undefined ? [heldOf(resource, instance)] : [],
    ),
  )
}

function heldOf(resource: Value, instance: Value): Held {
  const module = textAt(resource, 'module') ?? ''
  const mode = textAt(resource, 'mode') === 'data' ? 'data' : 'managed'
  const type = textAt(resource, 'type') ?? ''
  const name = textAt(resource, 'name') ?? ''
  const suffix = suffixOf(entryOf(instance, 'index_key')?.value)
  const address = `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}${suffix}`
  const attributes: MapValue = mapAt(instance, 'attributes') ?? { type: 'map', entries: new Map(), at: instance.at }
  const paths = itemsAt(instance, 'sensitive_attributes')
  const values = paths.reduce((value, path) => hidden(value, stepsOf(path)), withoutTypes(attributes))
  const planned: Planned = {
    address,
    module,
    mode,
    type,
    name,
    key: keyOf(address),
    at: entryOf(resource, 'name')?.value.at ?? resource.at,
    values: values.type === 'map' ? values : attributes,
  }
  return { planned, dependsOn: dependenciesOf(instance, 'dependencies') }
}

function suffixOf(key: Value | undefined): string {
  if (key?.type !== 'scalar' || key.value === null) return ''
  return typeof key.value === 'number' ? `[${key.value}]` : `[${quoted(String(key.value))}]`
}

/** A key as Terraform writes it in an address. */
function quoted(key: string): string {
  return JSON.stringify(key).replaceAll('${', '$$${').replaceAll('%{', '%%{')
}

/** The blocks that an instance depends on, by address without keys. */
export function dependenciesOf(from: Value, key: string): readonly string[] {
  return itemsAt(from, key).flatMap((item) => (item.type === 'scalar' ? [String(item.value)] : []))
}

/** A value whose type the provider does not fix stands there with its type beside it. */
function withoutTypes(attributes: MapValue): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, entry] of attributes.entries) {
    const { value } = entry
    const isTyped = value.type === 'map' && value.entries.size === 2 && value.entries.has('type')
    const inner = isTyped ? value.entries.get('value') : undefined
    entries.set(name, inner ? { key: entry.key, value: inner.value } : entry)
  }
  return { ...attributes, entries }
}

/** The steps of a path: `[{"type":"get_attr","value":"password"}]`, or one such step alone in older states. */
function stepsOf(path: Value): readonly string[] {
  const steps = path.type === 'list' ? path.items : [path]
  return steps.map((step) => {
    const value = entryOf(step, 'value')?.value
    const own = value?.type === 'map' ? entryOf(value, 'value')?.value : value
    return own?.type === 'scalar' ? String(own.value) : ''
  })
}

/** A value with what lies at a path marked; a path that leads nowhere marks where it still led. */
function hidden(value: Value, [step, ...rest]: readonly string[]): Value {
  if (step === undefined) return markSensitive(value)
  if (value.type === 'map') {
    const entry = value.entries.get(step)
    if (!entry) return value
    return { ...value, entries: new Map(value.entries).set(step, { ...entry, value: hidden(entry.value, rest) }) }
  }
  if (value.type !== 'list') return value.type === 'scalar' && value.value === null ? value : markSensitive(value)
  const index = Number(step)
  // An element of a set is not named by its place.
  if (!Number.isInteger(index) || index >= value.items.length) return markSensitive(value)
  return { ...value, items: value.items.map((item, at) => (at === index ? hidden(item, rest) : item)) }
}
