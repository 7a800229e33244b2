import type { Entry, MapValue, Reference, UnknownValue, Value } from '../../../model/value.ts'
import { secretOrigin, writtenHere } from '../provider-secrets.ts'
import { noted } from '../resolve/value.ts'
import { nameOf, type Origin } from './origins.ts'

/** What a resource's expressions are made from, and what is planned for that. */
export interface Binding {
  readonly origins: (expression: Value) => readonly Origin[]
  /** The planned value of an origin; `undefined` where the plan has none. */
  readonly plannedValue: (origin: Origin) => Value | undefined
  /** What a data source that is read during apply will give, where that can be told from what it is configured with. */
  readonly evaluated: (origin: Origin) => Value | undefined
  /** Told of what is unknown although nothing is configured: the provider computes it. */
  readonly computed: (value: Value) => void
}

/**
 * Planned values with what the configuration says of them: an unknown value becomes a reference to what it is made from,
 * a known one notes the attribute that it repeats.
 */
export function bindBlock(values: MapValue, expressions: MapValue, binding: Binding): MapValue {
  let entries: Map<string, Entry> | undefined
  for (const [name, entry] of values.entries) {
    const expression = expressions.entries.get(name)?.value
    if (expression === undefined) {
      if (entry.value.type === 'unknown') binding.computed(entry.value)
      continue
    }
    const value = bind(entry.value, expression, { ...binding, isDocument: documentName.test(name) })
    if (value === entry.value) continue
    entries ??= new Map(values.entries)
    entries.set(name, { ...entry, value })
  }
  return entries ? { ...values, entries } : values
}

/** Arguments that hold a document, which is never the attribute alone that it is made from. */
const documentName = /(?:^|_)(?:policy|definitions?|pattern|body|template|json|document|content)$/

interface Argument extends Binding {
  readonly isDocument: boolean
}

/** An argument is an object with `references` or `constant_value`, nested blocks a list of such, a single one a map of them. */
export function bind(value: Value, expression: Value, binding: Argument): Value {
  if (expression.type === 'list') return bindBlocks(value, expression.items, binding)
  if (expression.type !== 'map') return value
  if (expression.entries.has('references')) return bindArgument(value, binding.origins(expression), binding)
  if (expression.entries.has('constant_value')) return writtenHere(value)
  if (expression.entries.size === 0) return value
  return value.type === 'map' ? bindBlock(value, expression, binding) : value
}

function bindBlocks(value: Value, blocks: readonly Value[], binding: Argument): Value {
  if (value.type === 'unknown') {
    const origins = blocks.flatMap((block) => [...originsIn(block, binding)])
    return origins.length === 0 ? value : unknownFrom(value, origins)
  }
  if (value.type !== 'list') return value
  const items = [...value.items]
  const free = new Set(items.keys())
  for (const block of blocks) {
    if (block.type !== 'map') continue
    // A set is in another order than its blocks, and `dynamic` ones are not in the configuration.
    const index = [...free].find((at) => fits(items[at], block))
    const item = index === undefined ? undefined : items[index]
    if (index === undefined || item?.type !== 'map') continue
    free.delete(index)
    items[index] = bindBlock(item, block, binding)
  }
  return { ...value, items }
}

function* originsIn(block: Value, binding: Binding): Iterable<Origin> {
  if (block.type === 'list') for (const item of block.items) yield* originsIn(item, binding)
  if (block.type !== 'map') return
  if (block.entries.has('references')) yield* binding.origins(block)
  else for (const { value } of block.entries.values()) yield* originsIn(value, binding)
}

/** Whether an element may be what a block makes: its constants are there. */
function fits(item: Value | undefined, block: MapValue): boolean {
  if (item?.type !== 'map') return false
  return [...block.entries].every(([name, { value: expression }]) => {
    const constant = expression.type === 'map' ? expression.entries.get('constant_value')?.value : undefined
    const own = item.entries.get(name)?.value
    if (constant?.type !== 'scalar' || constant.value === null || own?.type !== 'scalar' || own.value === null)
      return true
    return String(own.value) === String(constant.value)
  })
}

function bindArgument(value: Value, origins: readonly Origin[], binding: Argument): Value {
  if (origins.length === 0) return value
  const texts = origins.filter((origin) => binding.plannedValue(origin)?.type === 'scalar')
  const matched = texts.length === 0 ? value : withMatches(value, texts, binding)
  const open = origins.filter((origin) => !isKnown(binding.plannedValue(origin)))
  const unknowns = unknownsIn(matched)
  if (unknowns.length === 0 || open.length === 0) return matched
  // References stand in the order in which they are written, and so do the elements of a list.
  const isInOrder = matched.type === 'list' && unknowns.length === open.length && matched.items.every(isScalarLike)
  if (isInOrder || unknowns.length === 1) {
    const made = new Map(
      unknowns.map((one, index) => [one, madeFrom(one, isInOrder ? open.slice(index, index + 1) : open, binding)]),
    )
    return replaced(matched, made)
  }
  return replaced(matched, new Map(unknowns.map((one) => [one, unknownFrom(one, open)])))
}

/** Known texts that repeat the planned value of an origin note it. */
function withMatches(value: Value, origins: readonly Origin[], binding: Binding): Value {
  if (value.type === 'list') return { ...value, items: value.items.map((item) => withMatches(item, origins, binding)) }
  if (value.type === 'map') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { ...entry, value: withMatches(entry.value, origins, binding) }] as const,
    )
    return { ...value, entries: new Map(entries) }
  }
  if (value.type !== 'scalar' || typeof value.value !== 'string' || value.value === '') return value
  for (const origin of origins) {
    const known = binding.plannedValue(origin)
    if (origin.kind !== 'attribute' || known?.type !== 'scalar' || known.value !== value.value) continue
    if (origin.planned.mode === 'data') return value
    return noted(value, { from: referenceTo(origin, value) })
  }
  return value
}

function isKnown(value: Value | undefined): boolean {
  return value !== undefined && unknownsIn(value).length === 0
}

function isScalarLike({ type }: Value): boolean {
  return type !== 'list' && type !== 'map'
}

function unknownsIn(value: Value): readonly UnknownValue[] {
  switch (value.type) {
    case 'unknown':
      return [value]
    case 'list':
      return value.items.flatMap(unknownsIn)
    case 'map':
      return [...value.entries.values()].flatMap((entry) => unknownsIn(entry.value))
    default:
      return []
  }
}

function replaced(value: Value, by: ReadonlyMap<Value, Value>): Value {
  const found = by.get(value)
  if (found) return found
  if (value.type === 'list') return { ...value, items: value.items.map((item) => replaced(item, by)) }
  if (value.type !== 'map') return value
  const entries = [...value.entries].map(
    ([key, entry]) => [key, { ...entry, value: replaced(entry.value, by) }] as const,
  )
  return { ...value, entries: new Map(entries) }
}

/** What is made from one attribute of a resource leads there, whatever text is around it. */
function madeFrom(value: UnknownValue, origins: readonly Origin[], { isDocument, evaluated }: Argument): Value {
  const [only] = origins
  if (origins.length !== 1 || only?.kind !== 'attribute') return unknownFrom(value, origins)
  const known = evaluated(only)
  if (known) return known
  if (isDocument && !documentName.test(only.attribute ?? '')) return unknownFrom(value, origins)
  if (only.planned.mode === 'managed') return referenceTo(only, value)
  return { ...unknownFrom(value, origins), symbol: nameOf(only) }
}

function unknownFrom(value: UnknownValue, origins: readonly Origin[]): UnknownValue {
  const refs = origins.map(nameOf)
  const locals = origins.filter((origin) => origin.kind === 'name').map(nameOf)
  const why =
    locals.length > 0
      ? `${value.cause.why}, and a plan does not tell what ${locals.join(', ')} is`
      : `${value.cause.why}: it is made from ${refs.join(', ')}`
  const needs = locals.length > 0 ? ['--source DIR'] : []
  return { ...value, cause: { ...value.cause, why, needs }, refs }
}

function referenceTo(origin: Extract<Origin, { kind: 'attribute' }>, { at }: Value): Reference {
  const { address, type } = origin.planned
  const secret = secretOrigin(type, origin.attribute ?? '')
  return {
    type: 'reference',
    resource: address,
    attribute: origin.attribute,
    ...(secret ? { origin: secret } : {}),
    at,
  }
}
