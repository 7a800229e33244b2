import type { Span } from '../../../model/source.ts'
import { type Entry, isNull, type ListValue, type MapValue, type Value, type Via } from '../../../model/value.ts'
import { structured } from '../../mapping/document.ts'
import { markSensitive } from '../resolve/marks.ts'
import { noted, notesOf } from '../resolve/value.ts'
import { type Budget, mayBe } from './compare.ts'

/** How two values become one. */
export interface Merging {
  /** Told where the plan says another thing than the sources. */
  readonly differs: (path: string, planned: Value, source: Value) => void
  /** Told of what the provider computes, for nobody configured it. */
  readonly computed: (value: Value) => void
  /** A value of the sources, with the names that the plan has for what it leads to. */
  readonly adopted: (source: Value) => Value
}

/**
 * The arguments of a resource: as planned where the plan knows them, as the sources say where it does not, and at their
 * places in the sources.
 */
export function mergeBlock(planned: MapValue, source: MapValue, merging: Merging, path = ''): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, { value }] of planned.entries) {
    const own = source.entries.get(name)
    const inner = path === '' ? name : `${path}.${name}`
    if (own && !(isNull(own.value) && value.type === 'unknown')) {
      entries.set(name, { key: own.key, value: merge(value, own.value, merging, inner) })
      continue
    }
    const made = movedTo(value, source.at)
    if (made.type === 'unknown' && !source.open) merging.computed(made)
    entries.set(name, { key: source.at, value: made })
  }
  for (const [name, { value }] of source.entries) {
    if (planned.open || planned.entries.has(name) || isNothing(value)) continue
    merging.differs(path === '' ? name : `${path}.${name}`, { type: 'scalar', value: null, at: planned.at }, value)
  }
  return { type: 'map', entries, at: source.at, ...viaOf(source), ...(planned.open ? { open: planned.open } : {}) }
}

/** What is not there, or may turn out not to be. */
function isNothing(value: Value): boolean {
  return isNull(value) || value.type !== 'scalar'
}

function merge(planned: Value, source: Value, merging: Merging, path: string): Value {
  if (source.type === 'choice') return mergeChoice(planned, source, merging, path)
  if (planned.type === 'unknown') return merging.adopted(source)
  if (planned.type === 'reference') {
    const isBlind = source.type === 'unknown' && source.symbol === undefined
    return isBlind ? movedTo(planned, source.at, source.via) : merging.adopted(source)
  }
  if (source.type === 'json') return mergeDocument(planned, source, merging, path)
  if (planned.type === 'map' && source.type === 'map') return mergeBlock(planned, source, merging, path)
  if (planned.type === 'list' && source.type === 'list') return mergeList(planned, source, merging, path)
  if (!mayBe(planned, source)) merging.differs(path, planned, source)
  if (planned.type !== 'scalar') return movedTo(planned, source.at, source.via)
  const [only, ...others] = source.type === 'list' ? source.items : []
  if (only && others.length === 0 && !isNull(planned)) return merge(planned, only, merging, path)
  return placedScalar(planned, source, merging)
}

/** The planned text, number or boolean where the sources have it, with the attribute they say it repeats. */
function placedScalar(planned: Extract<Value, { type: 'scalar' }>, source: Value, { adopted }: Merging): Value {
  const adoptedSource = adopted(source)
  const from = adoptedSource.type === 'reference' ? adoptedSource : notesOf(adoptedSource).from
  const own = notesOf(planned).from
  const isSame = source.type === 'scalar'
  const way = givenWith(source.via, planned.at)
  const via = isSame ? way : [...(way ?? []), fromPlan(planned.at)]
  const { via: _, ...bare } = planned
  const isHidden = planned.sensitive || (source.type === 'scalar' && source.sensitive)
  const made: Value = { ...bare, at: source.at, ...(via ? { via } : {}), ...(isHidden ? { sensitive: true } : {}) }
  const reference = from ?? own
  return reference ? noted(made, { from: reference }) : made
}

/** The sources are evaluated with the variables of the plan: whoever planned gave them, no author wrote them. */
function givenWith(via: readonly Via[] | undefined, { file }: Span): readonly Via[] | undefined {
  const isOfPlan = ({ reason, location }: Via): boolean =>
    reason === 'parameter' && (location.file === file || location.file === `${file}.json`)
  return via?.some(isOfPlan) ? via.map((step) => (isOfPlan(step) ? fromPlan(step.location) : step)) : via
}

function fromPlan(location: Span): Via {
  return { reason: 'plan', location }
}

function mergeList(planned: ListValue, source: ListValue, merging: Merging, path: string): Value {
  const isFixed = !source.open && !source.items.some(({ type }) => type === 'choice')
  if (isFixed && planned.items.length !== source.items.length && !mayBe(planned, source)) {
    merging.differs(path, planned, source)
  }
  const pairs = pairsOf(planned.items, source.items)
  const items = planned.items.map((item, index) => {
    const own = pairs.get(item)
    return own ? merge(item, own, merging, `${path}[${index}]`) : movedTo(item, source.at)
  })
  return { type: 'list', items, at: source.at, ...viaOf(source), ...(planned.open ? { open: planned.open } : {}) }
}

/** Comparisons of one list with another, after which they are taken as they are ordered. */
const MAX_COMPARED = 100_000
/** With more elements than these a list is taken as it is ordered. */
const MAX_SEARCHED = 200

/** Which element of the sources each planned one is: a set is in another order, and an element may be there under a condition. */
function pairsOf(planned: readonly Value[], source: readonly Value[]): ReadonlyMap<Value, Value> {
  const isSearched = Math.max(planned.length, source.length) <= MAX_SEARCHED
  const budget = { left: MAX_COMPARED }
  const isOrdered = planned.length === source.length && planned.every((item, at) => fitsAt(item, source[at], budget))
  const pairs = new Map<Value, Value>()
  if (isOrdered || !isSearched) {
    for (const [index, item] of planned.entries()) {
      const own = source[index]
      if (own) pairs.set(item, own)
    }
    return pairs
  }
  const left = new Set(source)
  for (const isSure of [true, false]) {
    for (const item of planned) {
      if (pairs.has(item)) continue
      const found = [...left].find((other) => mayBe(item, other, budget) && (!isSure || isTelling(other)))
      if (!found) continue
      left.delete(found)
      pairs.set(item, found)
    }
  }
  const [first] = left
  const [unpaired, ...others] = planned.filter((item) => !pairs.has(item))
  // What is left over on both sides is the same element, changed.
  if (first && unpaired && others.length === 0 && left.size === 1) pairs.set(unpaired, first)
  return pairs
}

function fitsAt(planned: Value, source: Value | undefined, budget: Budget): boolean {
  return source !== undefined && mayBe(planned, source, budget)
}

/** An element of which nothing is known may be any. */
function isTelling({ type }: Value): boolean {
  return type !== 'unknown' && type !== 'reference' && type !== 'symbol'
}

function mergeChoice(
  planned: Value,
  source: Extract<Value, { type: 'choice' }>,
  merging: Merging,
  path: string,
): Value {
  if (planned.type === 'unknown') return merging.adopted(source)
  const branches = [source.then, source.otherwise].flatMap((branch) => branch ?? [])
  const chosen = branches.find((branch) => mayBe(planned, branch)) ?? branches[0]
  return chosen ? merge(planned, chosen, merging, path) : movedTo(planned, source.at, source.via)
}

/** JSON whose structure the sources have, with what the plan knows of it. */
function mergeDocument(
  planned: Value,
  source: Extract<Value, { type: 'json' }>,
  merging: Merging,
  path: string,
): Value {
  const known = structured(planned)
  const own = structured(source)
  const isDocument = (known.type === 'map' || known.type === 'list') && known.type === own.type
  if (!isDocument) {
    if (!mayBe(planned, source)) merging.differs(path, planned, source)
    return movedTo(planned, source.at, source.via)
  }
  const value = merge(known, own, merging, path)
  const made: Value = { type: 'json', value, at: source.at, ...viaOf(source) }
  if (planned.type !== 'scalar') return made
  return planned.sensitive ? markSensitive(made) : { ...made, text: planned }
}

/** A planned value at a place of the sources. */
export function movedTo(value: Value, at: Span, via?: readonly Via[], told: Told = () => undefined): Value {
  const placed = { at, ...(via ? { via } : {}) }
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => movedTo(item, at, via, told)), ...placed }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { key: at, value: movedTo(entry.value, at, via, told) }] as const,
      )
      return { ...value, entries: new Map(entries), ...placed }
    }
    case 'json':
      return { ...value, value: movedTo(value.value, at, via, told), ...placed }
    default: {
      const made = { ...value, ...placed }
      told(value, made)
      return made
    }
  }
}

/** Told which value became which. */
type Told = (before: Value, after: Value) => void

function viaOf({ via }: Value): { readonly via?: readonly Via[] } {
  return via ? { via } : {}
}
