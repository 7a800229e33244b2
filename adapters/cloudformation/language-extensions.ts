import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Cause, Entry, MapValue, Scalar, Value } from '../../model/value.ts'
import { defaultLimits } from '../sources/json.ts'
import { isTooMuch } from './budget.ts'
import { textOf } from './intrinsic.ts'

/**
 * Writes out the loops of a template (`Fn::ForEach::Name: [identifier, collection, {key: body}]`), wherever they stand.
 * A loop over something that is not known stays, and the map around it is open.
 * Source: CloudFormation User Guide, "AWS::LanguageExtensions transform", "Fn::ForEach".
 */
export function expandLoops(
  template: MapValue,
  resolve: (value: Value) => Value | null,
): { readonly template: MapValue; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const expanded = expandMap(template, new Map(), { resolve, diagnostics, values: 0 })
  return { template: expanded, diagnostics }
}

interface Expansion {
  readonly resolve: (value: Value) => Value | null
  readonly diagnostics: Diagnostic[]
  /** How many values and rounds the loops have made. */
  values: number
}

/** What the identifiers of the loops around stand for. */
type Identifiers = ReadonlyMap<string, Scalar>

class TooMany extends Error {}

function expand(value: Value, identifiers: Identifiers, expansion: Expansion): Value {
  if (identifiers.size > 0) count(expansion)
  if (value.type === 'map') return referred(value, identifiers) ?? expandMap(value, identifiers, expansion)
  if (value.type === 'list') {
    const items = value.items.map((item) => expand(item, identifiers, expansion))
    return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
  }
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value
  return replaced(value, value.value, identifiers)
}

function count(expansion: Expansion, values = 1): void {
  expansion.values += values
  if (expansion.values > defaultLimits.values) throw new TooMany()
}

/** `{Ref: identifier}`. */
function referred({ entries, at }: MapValue, identifiers: Identifiers): Value | undefined {
  const name = entries.size === 1 ? textOf(entries.get('Ref')?.value) : undefined
  const item = name === undefined ? undefined : identifiers.get(name)
  return item && { ...item, at, via: [{ reason: 'for_each', location: item.at }] }
}

/** `${Identifier}` is the item, `&{Identifier}` the letters and digits of it. */
function replaced(value: Scalar, text: string, identifiers: Identifiers): Scalar {
  if (identifiers.size === 0 || !text.includes('{')) return value
  const used = new Set<Scalar>()
  const result = substitute(text, identifiers, used)
  const via = [...used].map(({ at }) => ({ reason: 'for_each', location: at }) as const)
  return used.size === 0 ? value : { ...value, value: result, via: [...via, ...(value.via ?? [])] }
}

function substitute(text: string, identifiers: Identifiers, used = new Set<Scalar>()): string {
  return text.replace(/([$&])\{\s*([^{}!\s]+)\s*\}/g, (whole, sign: string, name: string) => {
    const item = identifiers.get(name)
    if (!item) return whole
    used.add(item)
    const value = String(item.value)
    return sign === '&' ? value.replace(/[^a-zA-Z0-9]/g, '') : value
  })
}

function expandMap(map: MapValue, identifiers: Identifiers, expansion: Expansion): MapValue {
  const entries = new Map<string, Entry>()
  let changed = false
  let open = map.open
  for (const [key, entry] of map.entries) {
    if (isLoop(key)) {
      open = unrolled(key, entry, { identifiers, into: entries, made: entries, around: map, expansion }) ?? open
      changed = true
      continue
    }
    const name = substitute(key, identifiers)
    const value = expand(entry.value, identifiers, expansion)
    if (name !== key || value !== entry.value) changed = true
    entries.set(name, value === entry.value ? entry : { key: entry.key, value })
  }
  return changed ? { ...map, entries, ...(open ? { open } : {}) } : map
}

function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach')
}

interface Place {
  readonly identifiers: Identifiers
  /** Takes what the loop makes. */
  readonly into: Map<string, Entry>
  /** Takes what the loops before it in the same map made. */
  readonly made: ReadonlyMap<string, Entry>
  /** The map in which it is written. */
  readonly around: MapValue
  readonly expansion: Expansion
}

/** Writes a loop out; where that cannot be it stays, and the cause is given. */
function unrolled(key: string, entry: Entry, place: Place): Cause | undefined {
  const { identifiers, expansion, into } = place
  const isOutermost = identifiers.size === 0
  const made = new Map<string, Entry>()
  try {
    const problem = rounds(key, entry, { ...place, into: made })
    if (!problem) for (const [name, one] of made) into.set(name, one)
    else into.set(key, entry)
    return problem
  } catch (problem) {
    if (!(problem instanceof TooMany) || !isOutermost) throw problem
    expansion.values = 0
    into.set(key, entry)
    return refused(key, 'TOO_MANY_VALUES', tooMany(key), entry.key, expansion)
  }
}

function tooMany(key: string): string {
  return `The loop ${key} makes more than ${defaultLimits.values} values, so it is not expanded. Loop over less.`
}

function rounds(key: string, { key: at, value: written }: Entry, place: Place): Cause | undefined {
  const { identifiers, into, made: earlier, around, expansion } = place
  const [name, collection, body] = written.type === 'list' ? written.items : []
  const identifier = textOf(name)
  if (
    identifier === undefined ||
    !collection ||
    body?.type !== 'map' ||
    written.type !== 'list' ||
    written.items.length > 3
  ) {
    const message = `${key} takes a list of three: a name, what to loop over, and a map with what each round makes.`
    return refused(key, 'INVALID_VALUE', message, at, expansion)
  }
  if (identifiers.has(identifier)) {
    const message = `${key} names its items "${identifier}", as a loop around it does. Take another name.`
    return refused(key, 'INVALID_VALUE', message, name?.at ?? at, expansion)
  }
  const found = itemsOf(key, expand(collection, identifiers, expansion), expansion)
  if (!('items' in found)) return found
  count(expansion, found.items.length)
  let open: Cause | undefined
  for (const item of found.items) {
    const inside = new Map(identifiers).set(identifier, item)
    for (const [made, part] of expandMap(body, inside, expansion).entries) {
      if (isLoop(made)) open = { why: `${made} is not expanded`, needs: [], at }
      const before = into.get(made) ?? earlier.get(made) ?? around.entries.get(made)
      if (before && !isLoop(made)) {
        const message = `${key} makes "${made}" again, which is there already. Use \${${identifier}} in the key, and no item twice.`
        expansion.diagnostics.push(error('DUPLICATE_KEY', message, part.key))
        continue
      }
      into.set(made, part)
    }
  }
  return open
}

/** What a loop goes over, or why that is not known. */
function itemsOf(key: string, collection: Value, expansion: Expansion): { readonly items: readonly Scalar[] } | Cause {
  const value = expansion.resolve(collection)
  if (value === null || value.type === 'scalar' || value.type === 'map') {
    const message = `${key} must loop over a list, a list parameter or a cell of a mapping that holds a list.`
    return refused(key, 'INVALID_VALUE', message, collection.at, expansion)
  }
  if (value.type === 'list' && !value.open && value.items.every(isShownText)) return { items: value.items }
  const cause = openCause(value)
  if (isTooMuch(cause)) return refused(key, 'TOO_MANY_VALUES', tooMany(key), collection.at, expansion)
  const { why, needs, at } = cause
  const next = needs.length === 0 ? '' : ` Give ${needs.join(', ')}.`
  const message = `The loop ${key} is not expanded, because what it goes over is not known: ${why}.${next}`
  expansion.diagnostics.push(warning('OPAQUE', message, collection.at))
  return { why: `${key} is not expanded: ${why}`, needs, at: at ?? collection.at }
}

function openCause(value: Value): Cause {
  if (value.type === 'unknown') return value.cause
  const item = value.type === 'list' ? value.items.find(({ type }) => type === 'unknown') : undefined
  if (item) return openCause(item)
  return (value.type === 'list' && value.open) || { why: 'an item is hidden or known after deployment', needs: [] }
}

function isShownText(value: Value): value is Scalar {
  return value.type === 'scalar' && value.value !== null && !value.sensitive
}

function refused(
  key: string,
  code: 'INVALID_VALUE' | 'TOO_MANY_VALUES',
  message: string,
  at: Span,
  { diagnostics }: Expansion,
): Cause {
  diagnostics.push(error(code, message, at))
  return { why: `${key} is not expanded`, needs: [], at }
}
