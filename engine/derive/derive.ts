import type { TSchema } from 'typebox'
import type { Attribute, DerivedEntity, EntityTable, MapAttribute } from '../../model/attribute.ts'
import type { Entity, Normalised, Part } from '../../model/entity.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Owner } from '../../model/resource.ts'
import { type Semantic, semanticOf, unwrap } from '../../model/schema.ts'
import type { Span } from '../../model/source.ts'
import type { Handed } from '../../model/stack.ts'
import { type Cause, isNull, type Value } from '../../model/value.ts'
import { settleNarrowing } from '../permissions/narrowing.ts'
import { addPerimeters } from '../permissions/perimeter.ts'
import { takeAway } from '../permissions/take-away.ts'
import { compute } from './compute.ts'
import { conform } from './conform.ts'
import type { Context } from './context.ts'
import { type Folded, fold, foldedValues } from './fold.ts'
import { deriveLink } from './link.ts'
import { listAttribute, scalarAttribute } from './make.ts'
import { managedStatements } from './managed-policies.ts'
import { ownAccount } from './own-account.ts'
import { askedBy } from './parameters.ts'
import { createRegistry, type Elsewhere, type Follow, followingElsewhere } from './registry.ts'
import { addReverseLinks, type Table } from './reverse.ts'

export interface Circumstances {
  readonly account: string | undefined
  readonly now: string
  /** Present where anything may be missing from the stack. */
  readonly open: Cause | undefined
  /** What opaque modules and nested stacks were given. */
  readonly handed: readonly Handed[]
  /** Roles that are defined elsewhere, by what stacks call them. */
  readonly roles?: ReadonlyMap<string, Entity> | undefined
  /** Where other stacks were given. */
  readonly elsewhere?: Elsewhere | undefined
}

/** Entities with links followed both ways and facts decided, in one world of a stack. */
export function derive(normalised: Normalised, circumstances: Circumstances): EntityTable {
  const account = circumstances.account ?? ownAccount(normalised.entities)
  const follow = createRegistry(normalised)
  const { entities, outside, lost } = fold(normalised, follow)
  const table: Table = new Map()
  const followFar = followingElsewhere(follow, circumstances.elsewhere)
  const isAsked = askedBy(entities)

  const contextOf = (entity: Folded): Context => ({
    follow: followFar,
    account,
    now: circumstances.now,
    isAsked,
    external: (kind, symbol, known, cause, at, owner) => {
      const isNew = !table.get(kind)?.has(`external:${symbol}`)
      const id = addExternal(table, { kind, symbol, known, cause, at, owner, own: account })
      const role = kind === 'role' && isNew ? described(circumstances.roles, symbol, known.name) : undefined
      if (role) {
        const folded: Folded = { ...role, id, owner: { ...owner, at }, added: [] }
        put(table, { ...deriveEntity(folded, contextOf(folded)), external: cause })
      }
      return id
    },
    entity: { kind: entity.kind, id: entity.id, owner: entity.owner, name: nameOf(entity) },
  })

  for (const entity of entities) {
    const derived = entity.external ? lookedUp(entity, entity.external, contextOf(entity)) : undefined
    put(table, derived ?? deriveEntity(entity, contextOf(entity)))
  }
  for (const part of outside) addOutside(table, part, follow, contextOf, account)
  for (const { kind, attributes, cause } of lost) openLists(table, kind, attributes, cause)
  addPerimeters(table, account)
  settleNarrowing(table)
  takeAway(table, account)
  addReverseLinks(table, circumstances.open, circumstances.handed)
  return table
}

/** What is said elsewhere of a role outside, by the words for it in the stack or by its name. */
function described(roles: Circumstances['roles'], symbol: string, name: string | undefined): Entity | undefined {
  return roles?.get(symbol) ?? (name === undefined ? undefined : roles?.get(name))
}

function deriveEntity(entity: Folded, context: Context): DerivedEntity {
  const kind = kinds[entity.kind]
  const place = { at: entity.owner.at }
  const entries = new Map<string, Attribute>()
  const defaulted: string[] = [...entity.defaulted]
  for (const [name, schema] of Object.entries(kind.attributes.properties)) {
    const semantic = semanticOf(unwrap(schema).schema)
    if (semantic?.type === 'reverse' || kind.derivations?.[name]) continue
    const values = foldedValues(entity, name)
    const value = values.find((one) => !isNull(one.value)) ?? values[0]
    if (hasFallback(schema) && values.every((one) => isNull(one.value))) defaulted.push(name)
    const single = (): Attribute => {
      if (name === kind.mergedBy && entity.attachedTo && value)
        return deriveLink(value.value, [entity.attachedTo], true, context)
      const conventional = value === undefined || isNull(value.value) ? byConvention(schema, context) : undefined
      return withOwner(conform(conventional ?? value?.value, schema, context, place), value?.owner)
    }
    entries.set(name, isList(schema) && values.length > 0 ? joinLists(values, schema, context) : single())
  }
  if (kind.managedPolicies) {
    const { from, into, boundary } = kind.managedPolicies
    const attached = foldedValues(entity, from)
    entries.set(into, concatenate(entries.get(into), managedStatements(attached, context)))
    const limit = entries.get(boundary)
    if (limit?.type === 'map') {
      const known = managedStatements(asLists(foldedValues(entity, boundary)), context)
      entries.set(boundary, withEntry(limit, 'statements', concatenate(limit.entries.get('statements'), known)))
    }
  }
  for (const [name, derivation] of Object.entries(kind.derivations ?? {})) {
    entries.set(name, compute(derivation, entries.get(derivation.from), context))
  }
  return {
    kind: entity.kind,
    id: entity.id,
    owner: entity.owner,
    attributes: { type: 'map', entries, at: entity.owner.at },
    defaulted,
    ...(entity.many ? { many: entity.many } : {}),
  }
}

/** What is declared elsewhere: its name, and at least what the stack adds to it. */
function lookedUp(entity: Folded, external: Cause, context: Context): DerivedEntity {
  const { properties } = kinds[entity.kind].attributes
  const place = { at: entity.owner.at }
  const entries = new Map<string, Attribute>()
  for (const [name, { value }] of entity.attributes.entries) {
    const schema = properties[name]
    if (schema) entries.set(name, conform(value, schema, context, place))
  }
  for (const [name, schema] of Object.entries(properties)) {
    if (semanticOf(schema)?.type !== 'service') continue
    const given = nameOf(entity)
    entries.set(name, scalarAttribute(given?.type === 'scalar' ? serviceOf(String(given.value)) : null, place))
  }
  for (const name of new Set(entity.added.flatMap(({ attributes }) => [...attributes.entries.keys()]))) {
    const schema = properties[name]
    if (!schema || !isList(schema)) continue
    const list = joinLists(foldedValues(entity, name), schema, context)
    if (list.type === 'list') entries.set(name, { ...list, open: list.open ?? external })
  }
  const attributes: MapAttribute = { type: 'map', entries, open: external, at: entity.owner.at }
  return { kind: entity.kind, id: entity.id, owner: entity.owner, attributes, defaulted: [], external }
}

/** One list of what the entity and its parts hold; what is unknown in one of them leaves the whole open. */
function joinLists(values: ReturnType<typeof foldedValues>, schema: TSchema, context: Context): Attribute {
  const lists = values.map(({ value, owner }) => {
    const list = conform(value, schema, context, { at: value.at })
    return { list, owner }
  })
  if (lists.length === 1 && lists[0]) return withOwner(lists[0].list, lists[0].owner)
  const items = lists.flatMap(({ list, owner }) =>
    list.type === 'list' ? list.items.map((item) => withOwner(item, owner)) : [],
  )
  const open = lists.map(({ list }) =>
    list.type === 'list' ? list.open : list.type === 'unknown' ? list.cause : undefined,
  )
  const at = lists.find(({ list }) => list.type === 'list' && list.items.length > 0)?.list.at ?? lists[0]?.list.at
  return listAttribute(
    items,
    { at: at ?? context.entity.owner.at },
    open.find((cause) => cause !== undefined),
  )
}

function concatenate(first: Attribute | undefined, second: Attribute): Attribute {
  if (second.type !== 'list' || (second.items.length === 0 && !second.open)) return first ?? second
  if (first?.type !== 'list') return first ?? second
  const open = first.open ?? second.open
  return listAttribute([...first.items, ...second.items], { at: first.at }, open)
}

/** One managed policy, as if it were attached. */
function asLists(values: ReturnType<typeof foldedValues>): ReturnType<typeof foldedValues> {
  return values.map(({ value, owner }) => ({ value: { type: 'list', items: [value], at: value.at }, owner }))
}

function withEntry(map: MapAttribute, name: string, attribute: Attribute): MapAttribute {
  return { ...map, entries: new Map(map.entries).set(name, attribute) }
}

/** `/aws/lambda/{name}`: the log group that a function writes to unless told otherwise. */
function byConvention(schema: TSchema, context: Context): Value | undefined {
  const semantic = semanticOf(unwrap(schema).schema)
  if (semantic?.type !== 'link' || semantic.convention === undefined) return undefined
  const { name, owner, id } = context.entity
  const [before = '', after = ''] = semantic.convention.split('{name}')
  const candidates: Value[] = [
    {
      type: 'text',
      parts: [before, { type: 'reference', resource: id, attribute: null, at: owner.at }, after],
      at: owner.at,
    },
  ]
  if (name) candidates.push(conventionalText(before, name, after))
  return candidates.find((value) => context.follow(value, semantic.kinds).state === 'entity')
}

function conventionalText(before: string, name: Value, after: string): Value {
  if (name.type === 'scalar') return { type: 'scalar', value: `${before}${String(name.value)}${after}`, at: name.at }
  const parts =
    name.type === 'text'
      ? name.parts
      : name.type === 'reference' || name.type === 'symbol' || name.type === 'unknown'
        ? [name]
        : []
  return { type: 'text', parts: [before, ...parts, after], at: name.at }
}

function addExternal(
  table: Table,
  of: {
    kind: KindName
    symbol: string
    known: Parameters<Context['external']>[2]
    cause: Cause
    at: Span
    owner: Owner
    /** The account that is deployed to, where it was given. */
    own: string | undefined
  },
): string {
  const id = `external:${of.symbol}`
  const known = new Map<string, Attribute>()
  const { nameAttribute, attributes: schema } = kinds[of.kind]
  const { name, account } = of.known
  if (nameAttribute && name !== undefined) known.set(nameAttribute, scalarAttribute(name, { at: of.at }))
  for (const [attribute, { semantic }] of Object.entries(
    schema.properties as Record<string, { semantic?: Semantic }>,
  )) {
    if (semantic?.type === 'service') known.set(attribute, scalarAttribute(serviceOf(of.symbol), { at: of.at }))
    const fact = semantic?.type === 'arn' ? inArn(semantic.section, account, of.own) : undefined
    if (fact !== undefined) known.set(attribute, scalarAttribute(fact, { at: of.at }))
  }
  const attributes: MapAttribute = { type: 'map', entries: known, open: of.cause, at: of.at }
  if (!table.get(of.kind)?.has(id)) {
    put(table, { kind: of.kind, id, owner: { ...of.owner, at: of.at }, attributes, defaulted: [], external: of.cause })
  }
  return id
}

/** What an ARN says of an account: which it is, or whose; `undefined` where that is not known. */
function inArn(
  section: 'account' | 'whose',
  account: string | null | undefined,
  own: string | undefined,
): string | null | undefined {
  if (section === 'account' || account === undefined) return account
  if (account === null) return 'own'
  return own === undefined ? undefined : account === own ? 'own' : 'foreign'
}

/** `sqs` of `alias/aws/sqs`, and of an ARN that ends so. */
function serviceOf(symbol: string): string | null {
  return /(?:^|:)alias\/aws\/([\w-]+)$/.exec(symbol)?.[1] ?? null
}

/** What is added to an entity outside: its lists hold at least that. */
function addOutside(
  table: Table,
  part: Part,
  follow: Follow,
  contextOf: (entity: Folded) => Context,
  own: string | undefined,
): void {
  const target = follow(part.of, [part.kind])
  if (target.state !== 'external') return
  const id = addExternal(table, { ...target, known: target, at: part.of.at, owner: part.owner, own })
  const outside = table.get(part.kind)?.get(id)
  if (!outside) return
  const pretended: Folded = {
    kind: part.kind,
    id,
    owner: part.owner,
    attributes: part.attributes,
    defaulted: [],
    added: [],
  }
  const entries = new Map(outside.attributes.entries)
  for (const [name, { value }] of part.attributes.entries) {
    const schema = kinds[part.kind].attributes.properties[name]
    if (!schema) continue
    const list = conform(value, schema, contextOf(pretended), { at: value.at })
    const before = entries.get(name)
    if (list.type !== 'list') continue
    const items = [
      ...(before?.type === 'list' ? before.items : []),
      ...list.items.map((item) => withOwner(item, part.owner)),
    ]
    entries.set(name, listAttribute(items, { at: list.at }, outside.attributes.open))
  }
  put(table, { ...outside, attributes: { ...outside.attributes, entries } })
}

function openLists(table: Table, kind: KindName, attributes: readonly string[], cause: Cause): void {
  for (const entity of table.get(kind)?.values() ?? []) {
    const entries = new Map(entity.attributes.entries)
    for (const name of attributes) {
      const before = entries.get(name)
      if (before?.type === 'list') entries.set(name, { ...before, open: before.open ?? cause })
    }
    put(table, { ...entity, attributes: { ...entity.attributes, entries } })
  }
}

function put(table: Table, entity: DerivedEntity): void {
  const ofKind = table.get(entity.kind) ?? new Map<string, DerivedEntity>()
  ofKind.set(entity.id, entity)
  table.set(entity.kind, ofKind)
}

function nameOf(entity: Folded): Value | undefined {
  const { nameAttribute } = kinds[entity.kind]
  return nameAttribute ? entity.attributes.entries.get(nameAttribute)?.value : undefined
}

function withOwner(attribute: Attribute, owner: Owner | undefined): Attribute {
  if (!owner) return attribute
  if (attribute.type === 'list') return { ...attribute, items: attribute.items.map((item) => withOwner(item, owner)) }
  return attribute.owner ? attribute : { ...attribute, owner }
}

function hasFallback(schema: TSchema): boolean {
  return (schema as { default?: unknown }).default !== undefined
}

function isList(schema: TSchema): boolean {
  return (unwrap(schema).schema as { type?: string }).type === 'array'
}
