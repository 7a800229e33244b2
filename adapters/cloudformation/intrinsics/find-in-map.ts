import { type Condition, or } from '../../../model/condition.ts'
import { type Entry, entryOf, type UnknownValue, unknown, type Value } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { equal } from '../compare.ts'
import {
  type Call,
  type Intrinsic,
  isHidden,
  listArgument,
  needExtensions,
  refuse,
  shown,
  textOf,
} from '../intrinsic.ts'
import { didYouMean } from '../suggest.ts'
import { mergeVias, usedAt } from '../texts.ts'

/** A cell of a mapping. Where a key is not known, a choice among the cells it may lead to, if they are few. */
export const findInMap: Intrinsic = {
  name: 'Fn::FindInMap',
  resolve: (call) => {
    const { at, resolver } = call
    const [map, top, second, options] = listArgument(call) ?? []
    if (!map || !top || !second) return refuse(call, 'it takes a mapping and two keys.')
    const keys = [map, top, second].map((key) => resolver.resolve(key))
    const fallback = entryOf(options, 'DefaultValue')?.value
    if (fallback) needExtensions(call, 'The DefaultValue of Fn::FindInMap')
    const certain = keys.every((key) => key?.type !== 'choice')
    return overChoices(keys, at, ([name, first, last]) => {
      if (!name || !first || !last) return refuse(call, 'a key of it is AWS::NoValue.')
      const mapping = textOf(name)
      if (mapping === undefined) return notKnown(name, call)
      const rows = resolver.template.mappings.get(mapping)
      if (!rows) {
        const hint = isHidden(name) ? '' : didYouMean(mapping, resolver.template.mappings.keys())
        return absent(`there is no mapping ${shown(name)}.${hint}`, { call, certain })
      }
      return lookUp(rows.value, [first, last], {
        call,
        path: isHidden(name) ? shown(name) : mapping,
        certain,
        ...(fallback ? { fallback } : {}),
      })
    })
  },
}

interface Search {
  readonly call: Call
  /** The way so far, for messages. */
  readonly path: string
  readonly fallback?: Value
  /** No key is one of several that are possible. */
  readonly certain: boolean
}

/** A key that the mapping lacks is refused by the service, unless it comes from a branch that may never be taken. */
function absent(problem: string, { call, certain }: Pick<Search, 'call' | 'certain'>): Value {
  return certain ? refuse(call, problem, 'REFERENCE_NOT_FOUND') : unknown(problem, [], call.at)
}

function lookUp(from: Value, keys: readonly Value[], search: Search): Value | null {
  const { call } = search
  const [key, ...rest] = keys
  if (!key) return cell(from, call)
  if (from.type !== 'map') return refuse(call, `${search.path} is no map.`)
  const text = textOf(key)
  if (text === undefined) return among(from.entries, key, rest, search)
  const found = from.entries.get(text)
  if (!found) {
    if (search.fallback) return call.resolver.resolve(search.fallback)
    const hint = isHidden(key) ? '' : didYouMean(text, from.entries.keys())
    return absent(`${search.path} has no key ${shown(key)}.${hint}`, search)
  }
  const value = lookUp(found.value, rest, { ...search, path: `${search.path}.${isHidden(key) ? shown(key) : text}` })
  const via = mergeVias([key])
  return value && via ? usedAt(value, call.at, via) : value
}

function cell(value: Value, { at, resolver }: Call): Value | null {
  const resolved = resolver.resolve(value)
  return resolved && usedAt(resolved, at, [{ reason: 'local', location: value.at }])
}

const mostCells = 8

/** The service refuses a key that the mapping lacks, so the key is one of those it has. */
function among(rows: ReadonlyMap<string, Entry>, key: Value, rest: readonly Value[], search: Search): Value | null {
  const { call } = search
  if (search.fallback || (key.type !== 'unknown' && key.type !== 'symbol')) return notKnown(key, call)
  const cells = new Map<string, { readonly value: Value | null; readonly when: Condition[] }>()
  for (const [name, row] of rows) {
    if ((rest.length > 0 && !holdsKey(row.value, rest[0])) || !mayBe(key, name)) continue
    const when = equal(key, { type: 'scalar', value: name, at: row.key }, call.resolver.atoms)
    if (when.op === 'false') continue
    const value = lookUp(row.value, rest, { ...search, path: `${search.path}.${name}` })
    const content = JSON.stringify(plainOf(value))
    const same = cells.get(content)
    if (same) same.when.push(when)
    else cells.set(content, { value, when: [when] })
    if (cells.size > mostCells) return notKnown(key, call)
  }
  const [last, ...others] = [...cells.values()].reverse()
  if (!last && key.type === 'symbol') return notKnown(key, call)
  if (!last) return refuse(call, `${search.path} has no cell for any value of its key.`)
  return others.reduce<Value | null>(
    (otherwise, { value, when }) => ({ type: 'choice', condition: or(...when), then: value, otherwise, at: call.at }),
    last.value,
  )
}

/** An account has twelve digits, a region a name like `eu-central-1`: other keys are not for it. */
function mayBe(key: Value, name: string): boolean {
  if (key.type !== 'symbol') return true
  if (key.name === 'account') return /^\d{12}$/.test(name)
  return key.name !== 'region' || /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(name)
}

/** What a value says, without its places. */
function plainOf(value: Value | null): unknown {
  if (value?.type === 'scalar') return value.value
  return value?.type === 'list' ? value.items.map(plainOf) : value
}

function holdsKey(row: Value, key: Value | undefined): boolean {
  const text = textOf(key)
  return text === undefined || row.type !== 'map' || row.entries.has(text)
}

function notKnown(key: Value, { at }: Call): UnknownValue {
  if (key.type === 'unknown') return { type: 'unknown', cause: key.cause, at }
  const needs = key.type === 'symbol' ? [key.name === 'account' ? '--account …' : '--region …'] : []
  const why =
    key.type === 'symbol' ? `the ${key.name} that is deployed to is not given` : 'the key is known after deployment'
  return unknown(`${why}, and the mapping is looked up by it`, needs, at)
}
