import type { Attribute, DerivedEntity, EntityTable, ListAttribute } from '../../model/attribute.ts'
import type { Owner } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Cause, Via } from '../../model/value.ts'

/** What a path leads to: everything unknown on the way, and where its end stands in the files. */
export interface Trace {
  readonly unknown: readonly UnknownStep[]
  readonly at: Span
  readonly via: readonly Via[]
  /** The native resource that holds the end. */
  readonly owner: Owner
  /** The entity whose attribute it is: another than at the start where the path goes through a link. */
  readonly holder: DerivedEntity
  /** The attributes at the end: one, or several where the path has `*`. Empty where there is nothing. */
  readonly ends: readonly Attribute[]
}

export interface UnknownStep {
  /** The path as far as it is known, from the entity. */
  readonly path: string
  readonly cause: Cause
  readonly at: Span
  readonly owner: Owner
  readonly holder: DerivedEntity
  readonly via: readonly Via[]
}

/**
 * Walks a path (`role/statements/0/actions`, `environment/*`) from an entity, through links into other entities.
 * A path is unknown if it, or what it lies in, is unknown; if it ends in a list or map that may hold more, or goes
 * over all elements of one; if it crosses a link that cannot be followed, or ends in what an entity outside does not tell.
 */
export function trace(table: EntityTable, entity: DerivedEntity, path: string): Trace {
  const keys = path === '' ? [] : path.split('/')
  const walk: Walk = {
    table,
    keys: path.includes('~') ? keys.map(unescapeSegment) : keys,
    unknown: [],
    ends: [],
    place: undefined,
  }
  visit(walk, rootOf(entity), 0)
  const { at, via, owner, holder } = walk.place ?? rootOf(entity)
  return { unknown: walk.unknown, ends: walk.ends, at, via, owner, holder }
}

/** Every entity has these; they are always known. */
const ofEveryEntity: ReadonlySet<string> = new Set(['id', 'in', 'kind', 'type', 'external', 'foreign', 'defaulted'])

interface Step {
  readonly attribute: Attribute
  readonly owner: Owner
  readonly holder: DerivedEntity
  readonly at: Span
  readonly via: readonly Via[]
  /** The step stands at an entity, not at an attribute. */
  readonly root: boolean
  /** Where it comes from, and by which key: across a link by none. */
  readonly from: Step | undefined
  readonly key: string | undefined
}

interface Walk {
  readonly table: EntityTable
  readonly keys: readonly string[]
  readonly unknown: UnknownStep[]
  readonly ends: Attribute[]
  place: Step | undefined
}

/** Goes on from a step with the keys from a depth on. */
function visit(walk: Walk, step: Step, depth: number): void {
  const { attribute } = step
  const key = walk.keys[depth]
  if (attribute.type === 'unknown') {
    walk.place ??= step
    walk.unknown.push(unknownAt(step, attribute.cause))
  } else if (key === undefined) {
    walk.place ??= step
    const open = openOf(attribute)
    if (open && !step.root) walk.unknown.push(unknownAt(step, open))
    // A list with an element that is not known is not known, though it is known how long it is.
    if (attribute.type === 'list') for (const item of unknownItems(step, attribute)) walk.unknown.push(item)
    walk.ends.push(attribute)
  } else if (attribute.type === 'link') cross(walk, step, depth)
  else if (key === '*') visitAll(walk, step, depth + 1)
  else visitOne(walk, step, key, depth + 1)
}

/** Through a link the walk goes on in the entity it leads to. */
function cross(walk: Walk, step: Step, depth: number): void {
  if (step.attribute.type !== 'link') return
  const entity = walk.table.get(step.attribute.kind)?.get(step.attribute.id)
  if (entity) visit(walk, rootOf(entity, step), depth)
  else {
    walk.place ??= step
    walk.unknown.push(unknownAt(step, { why: `${step.attribute.id} is of a type that has no kind yet`, needs: [] }))
  }
}

function visitAll(walk: Walk, step: Step, depth: number): void {
  const open = openOf(step.attribute)
  if (open) walk.unknown.push(unknownAt(step, open))
  const children = childrenOf(step.attribute)
  if (children.length === 0) walk.place ??= step
  for (const [name, child] of children) visit(walk, below(step, name, child), depth)
}

function visitOne(walk: Walk, step: Step, key: string, depth: number): void {
  const child = childOf(step.attribute, key)
  if (child) {
    visit(walk, below(step, key, child), depth)
    return
  }
  walk.place ??= step
  const open = step.root && ofEveryEntity.has(key) ? undefined : openOf(step.attribute)
  if (open) walk.unknown.push(unknownAt({ ...step, from: step, key }, open))
}

function unknownItems(step: Step, list: ListAttribute): readonly UnknownStep[] {
  return list.items.flatMap((item, index) =>
    item.type === 'unknown' ? [unknownAt(below(step, String(index), item), item.cause)] : [],
  )
}

function rootOf(entity: DerivedEntity, from?: Step): Step {
  return {
    attribute: entity.attributes,
    owner: entity.owner,
    holder: entity,
    at: entity.attributes.at,
    via: [],
    root: true,
    from,
    key: undefined,
  }
}

function below(step: Step, key: string, attribute: Attribute): Step {
  return {
    attribute,
    owner: attribute.owner ?? step.owner,
    holder: step.holder,
    at: attribute.at,
    via: attribute.via ?? [],
    root: false,
    from: step,
    key,
  }
}

function unknownAt(step: Step, cause: Cause): UnknownStep {
  const { at, owner, holder, via } = step
  return { path: pathTo(step), cause, at, owner, holder, via }
}

function pathTo(step: Step): string {
  const keys: string[] = []
  for (let one: Step | undefined = step; one; one = one.from) if (one.key !== undefined) keys.push(escaped(one.key))
  return keys.reverse().join('/')
}

function openOf(attribute: Attribute): Cause | undefined {
  return attribute.type === 'list' || attribute.type === 'map' ? attribute.open : undefined
}

function childrenOf(attribute: Attribute): readonly (readonly [string, Attribute])[] {
  if (attribute.type === 'map') return [...attribute.entries]
  return attribute.type === 'list' ? attribute.items.map((item, index) => [String(index), item] as const) : []
}

export function childOf(attribute: Attribute, key: string): Attribute | undefined {
  if (attribute.type === 'map') return attribute.entries.get(key)
  return attribute.type === 'list' ? attribute.items[Number(key)] : undefined
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

export function unescapeSegment(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
