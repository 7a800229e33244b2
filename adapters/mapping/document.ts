import type { Resource } from '../../model/resource.ts'
import type { Cause, Entry, ListValue, MapValue, Value } from '../../model/value.ts'
import { readJson } from '../sources/json.ts'
import { isNull, plain, type Scope, type Source } from './source.ts'

/**
 * The statements of an IAM policy document, whether it stands there as an object, as JSON text or as `jsonencode`.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function statements(document: Source, origin: string, policy: Source | null = null): Source {
  return (scope) => {
    const value = document(scope)
    if (isNull(value)) return plain([], value.at)
    return readDocument(value, origin, policy ? policy(scope) : plain(null, scope.at))
  }
}

/** The statements of several documents in one list: what each element of a list of policies holds. */
export function concatenated(...sources: readonly Source[]): Source {
  return (scope) => sources.map((source) => source(scope)).reduce((all, next) => concatenate(all, next, scope))
}

/** A list of lists as one list; an element that is unknown leaves the list open. */
export function flattened(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (value.type !== 'list') return value
    const empty: ListValue = { ...value, items: [] }
    return value.items.reduce<Value>((all, next) => concatenate(all, next, scope), empty)
  }
}

export function readDocument(value: Value, origin: string, policy: Value): Value {
  const document = structured(value)
  if (document.type !== 'map') return opaque(document, 'this policy document is not an object')
  const found = document.entries.get('Statement')
  if (!found)
    return document.open ? { type: 'list', items: [], open: document.open, at: document.at } : plain([], document.at)
  const body = structured(found.value)
  if (body.type === 'map') return { type: 'list', items: [statement(body, origin, policy)], at: body.at }
  if (body.type !== 'list') return opaque(body, 'the statements of this policy document are not a list')
  const items = body.items.map(structured).map((item) => (item.type === 'map' ? statement(item, origin, policy) : item))
  return { ...body, items: items.filter((item) => !isNull(item)), at: found.key }
}

/** Statements that another resource uses: findings about them are findings on the resource they are written in. */
export function writtenIn({ id, type, at, declaredBy }: Resource, list: Value): Value {
  const owner = { id, type, at, ...(declaredBy === undefined ? {} : { declaredBy }) }
  return list.type === 'list' ? { ...list, items: list.items.map((item) => ({ ...item, owner })) } : list
}

/** What a text of JSON holds; anything else as it is. */
export function structured(value: Value): Value {
  if (value.type === 'json') return structured(value.value)
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value
  const read = readJson(value.value, value.at)
  return read === undefined ? value : value.sensitive ? hidden(read) : read
}

/** What is read from a text that must not be shown must not be shown either. */
function hidden(value: Value): Value {
  if (value.type === 'scalar') return { ...value, sensitive: true }
  if (value.type === 'list') return { ...value, items: value.items.map(hidden) }
  if (value.type !== 'map') return value
  const entries = [...value.entries].map(([key, entry]) => [key, { ...entry, value: hidden(entry.value) }] as const)
  return { ...value, entries: new Map(entries) }
}

function statement(from: MapValue, origin: string, policy: Value): Value {
  const get = (key: string): Value | undefined => from.entries.get(key)?.value
  const entries: [string, Value][] = [
    ['sid', get('Sid') ?? plain(null, from.at)],
    ['effect', get('Effect') ?? missingEffect(from)],
    ['actions', many(from, 'Action')],
    ['not_actions', many(from, 'NotAction')],
    ['resources', many(from, 'Resource')],
    ['not_resources', many(from, 'NotResource')],
    ['principals', principals(from, 'Principal')],
    ['not_principals', principals(from, 'NotPrincipal')],
    ['conditions', conditions(from)],
    ['origin', plain(origin, from.at)],
    ['policy', policy],
  ]
  return mapOf(entries, from.at)
}

/** Neither an Allow nor a Deny: no service takes a statement that does not say which. */
function missingEffect(from: MapValue): Value {
  const cause = from.open ?? { why: 'the statement has no Effect, and no service takes one without', needs: [] }
  return { type: 'unknown', cause, at: from.at }
}

/** A text or a list of texts, as a list. */
function many(from: MapValue, key: string): Value {
  const entry = from.entries.get(key)
  if (!entry) return from.open ? openList(from.open, from) : plain([], from.at)
  const { value } = entry
  if (value.type === 'list') return { ...value, items: value.items.filter((item) => !isNull(item)), at: entry.key }
  if (isNull(value)) return plain([], value.at)
  if (value.type === 'unknown' && value.symbol === undefined) return value
  return { type: 'list', items: [value], at: value.at }
}

/** `"*"`, `{"Service": "…"}` or `{"AWS": ["…"]}` as a list of `{type, value}`. */
function principals(from: MapValue, key: string): Value {
  const entry = from.entries.get(key)
  if (!entry) return from.open ? openList(from.open, from) : plain([], from.at)
  const { value } = entry
  if (value.type !== 'map') return value.type === 'unknown' ? value : listOf([principal('AWS', value)], entry)
  const items = [...value.entries].flatMap(([type, of]) =>
    (of.value.type === 'list' ? of.value.items : [of.value]).map((item) => principal(type, item)),
  )
  return { ...listOf(items, entry), ...(value.open ? { open: value.open } : {}) }
}

function principal(type: string, value: Value): Value {
  return mapOf(
    [
      ['type', plain(type, value.at)],
      ['value', value],
    ],
    value.at,
  )
}

/** `{"StringEquals": {"aws:SourceAccount": "…"}}` as a list of `{operator, key, values}`. */
function conditions(from: MapValue): Value {
  const entry = from.entries.get('Condition')
  if (!entry) return from.open ? openList(from.open, from) : plain([], from.at)
  const { value } = entry
  if (isNull(value)) return plain([], value.at)
  if (value.type !== 'map') return value
  const items = [...value.entries].flatMap(([operator, tests]) =>
    tests.value.type === 'map'
      ? [...tests.value.entries].map(([key, of]) => condition(operator, key, of))
      : [{ type: 'unknown', cause: { why: 'this condition is not an object', needs: [] }, at: tests.key } as const],
  )
  return { ...listOf(items, entry), ...(value.open ? { open: value.open } : {}) }
}

export function condition(operator: string, key: string, of: Entry): Value {
  const { value } = of
  const values: Value = value.type === 'list' ? value : { type: 'list', items: [value], at: value.at }
  return mapOf(
    [
      ['operator', plain(operator, of.key)],
      ['key', plain(key, of.key)],
      ['values', values],
    ],
    of.key,
  )
}

export function mapOf(entries: readonly (readonly [string, Value])[], at: MapValue['at']): MapValue {
  return { type: 'map', entries: new Map(entries.map(([key, value]) => [key, { key: value.at, value }])), at }
}

function listOf(items: readonly Value[], entry: Entry): ListValue {
  return { type: 'list', items, at: entry.key }
}

function openList(open: Cause, from: MapValue): ListValue {
  return { type: 'list', items: [], open, at: from.at }
}

function opaque(value: Value, why: string): Value {
  return value.type === 'unknown' ? value : { type: 'unknown', cause: { why, needs: [] }, at: value.at }
}

function concatenate(left: Value, right: Value, scope: Scope): Value {
  const open = openness(left) ?? openness(right)
  const items = [...itemsOf(left), ...itemsOf(right)]
  const place =
    left.type === 'list' && left.items.length > 0
      ? left.at
      : right.type === 'list' && right.items.length > 0
        ? right.at
        : left.at
  return { type: 'list', items, at: place ?? scope.at, ...(open ? { open } : {}) }
}

function openness(value: Value): Cause | undefined {
  return value.type === 'list' ? value.open : value.type === 'unknown' ? value.cause : undefined
}

function itemsOf(value: Value): readonly Value[] {
  return value.type === 'list' ? value.items : []
}
