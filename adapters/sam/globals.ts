import type { Span } from '../../model/source.ts'
import type { Entry, MapValue, Value, Via } from '../../model/value.ts'
import { entriesOf, itemsOf, textOf, valueAt, without } from './edit.ts'
import { InvalidGlobals, InvalidResource } from './errors.ts'
import { isIntrinsic } from './intrinsic.ts'
import { nameList } from './python.ts'
import type { ServerlessType } from './serverless.ts'

/** What `Globals` says of each type, ready to be merged. */
export type Globals = ReadonlyMap<string, MapValue>

/**
 * Reads `Globals`. Every value in it says that it came this way.
 * Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
 */
export function readGlobals(written: Value | undefined, at: Span, types: Iterable<ServerlessType>): Globals {
  if (written === undefined) return new Map()
  if (written.type !== 'map') throw new InvalidGlobals('It must be a non-empty dictionary', written.at)
  const sections = new Map<string, ServerlessType>()
  for (const type of types) if (type.globals) sections.set(type.globals.section, type)
  const via: Via = { reason: 'globals', location: at }
  const globals = new Map<string, MapValue>()
  for (const [name, { key, value }] of written.entries) {
    const type = sections.get(name)
    const supported = nameList([...sections.keys()].sort())
    if (!type?.globals) {
      throw new InvalidGlobals(`'${name}' is not supported. Must be one of the following values - ${supported}`, key)
    }
    if (value.type !== 'map') throw new InvalidGlobals('Value of ${section} must be a dictionary', key)
    const { properties } = type.globals
    for (const [property, entry] of value.entries) {
      if (properties.includes(property)) continue
      const known = `Must be one of the following values - ${nameList(properties)}`
      throw new InvalidGlobals(`'${property}' is not a supported property of '${name}'. ${known}`, entry.key)
    }
    const marked = cameBy(value, via)
    if (marked.type === 'map') globals.set(type.type, marked)
  }
  return globals
}

function cameBy(value: Value, via: Via): Value {
  switch (value.type) {
    case 'scalar':
      return { ...value, via: [via] }
    case 'list':
      return { ...value, items: value.items.map((item) => cameBy(item, via)) }
    case 'map':
      return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, came(entry, via)])) }
    default:
      return value
  }
}

function came({ key, value }: Entry, via: Via): Entry {
  return { key, value: cameBy(value, via) }
}

/** The body of a resource with what `Globals` says of its type. `IgnoreGlobals` is obeyed and taken away. */
export function withGlobals(id: string, type: string, body: MapValue, globals: Globals): MapValue {
  const ignored = valueAt(body, 'IgnoreGlobals')
  const plain = without(body, 'IgnoreGlobals')
  const all = globals.get(type)
  if (all === undefined || textOf(ignored) === '*') return plain
  const chosen = ignored ? without(all, ...ignoredNames(id, ignored, all)) : all
  const own = plain.entries.get('Properties')
  const merged = own ? mergeValues(chosen, own.value) : chosen
  return { ...plain, entries: new Map([...plain.entries, ['Properties', { key: own?.key ?? body.at, value: merged }]]) }
}

function ignoredNames(id: string, ignored: Value, globals: MapValue): readonly string[] {
  const refuse = (what: string, at: Span): InvalidResource =>
    new InvalidResource(id, `Resource ${id} has invalid resource attribute 'IgnoreGlobals'${what}.`, at)
  if (ignored.type !== 'list') throw refuse('', ignored.at)
  return itemsOf(ignored).map((item) => {
    const name = textOf(item)
    if (name === undefined || !globals.entries.has(name)) throw refuse(` on item '${name ?? ''}'`, item.at)
    return name
  })
}

/** Maps are merged, lists joined with the global part first; for all else, and where the two differ in form, the local one wins. */
function mergeValues(global: Value, local: Value): Value {
  if (isIntrinsic(global) || isIntrinsic(local)) return local
  if (global.type === 'list' && local.type === 'list') return { ...local, items: [...global.items, ...local.items] }
  if (global.type !== 'map' || local.type !== 'map') return local
  const entries = new Map(global.entries)
  for (const [name, entry] of entriesOf(local)) {
    const before = global.entries.get(name)
    entries.set(name, before ? { key: entry.key, value: mergeValues(before.value, entry.value) } : entry)
  }
  return { ...local, entries }
}
