import type { Attribute, EntityTable, MapAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Owner, Resource } from '../../model/resource.ts'
import { namesSecret } from '../../model/secret-names.ts'
import type { Span } from '../../model/source.ts'
import type { TextPart } from '../../model/text.ts'
import type { Cause, UnknownValue, Value, Via } from '../../model/value.ts'
import { listAttribute, mapAttribute, placeOf, scalarAttribute } from './make.ts'
import { namedEntries } from './secrets-in.ts'

/** A parameter as its adapter read it, or once it is derived. */
interface Declared {
  readonly kind: KindName
  readonly id: string
  readonly owner: Owner
  readonly attributes: {
    readonly entries: ReadonlyMap<string, { readonly at: Span } | { readonly value: { readonly at: Span } }>
  }
}

/** Whether a value came this way from a parameter of the stack: from its declaration, or from its default. */
export function askedBy(entities: readonly Declared[]): (via: Via) => boolean {
  const places = parameterPlaces(entities)
  return (via) => isAsked(via, places)
}

/** Adds to the parameters where they are given as secrets, and which outputs show them. */
export function addParameterUses(
  table: EntityTable,
  resources: readonly Resource[],
  outputs: ReadonlyMap<string, Value>,
): EntityTable {
  const parameters = table.get('input_parameter')
  if (!parameters || parameters.size === 0) return table
  const places = parameterPlaces([...parameters.values()])
  const uses = new Map<string, MapAttribute[]>()
  const open = new Map<string, Cause>()
  for (const { id, properties, many } of resources) {
    visitLeaves(properties, (value, name, path) => {
      const from = namesSecret(name) ? parameterOf(value, places) : undefined
      if (from === undefined) return
      // There may be none of it.
      if (many) {
        open.set(from, many)
        return
      }
      const place = placeOf(value)
      const use = { resource: scalarAttribute(id, place), name: scalarAttribute(path, place) }
      uses.set(from, [...(uses.get(from) ?? []), mapAttribute(use, place)])
    })
  }
  const shown = new Map<string, Attribute[]>()
  let opaque: UnknownValue | undefined
  for (const [name, output] of outputs) {
    opaque ??= piecesOf(output).find(isOpaque)
    for (const from of new Set(piecesOf(output).flatMap((piece) => parameterOf(piece, places) ?? [])))
      shown.set(from, [...(shown.get(from) ?? []), scalarAttribute(name, placeOf(output))])
  }
  const made = [...parameters].map(([id, entity]) => {
    const place = { at: entity.owner.at }
    const entries = new Map(entity.attributes.entries)
      .set('secret_uses', listAttribute(uses.get(id) ?? [], place, open.get(id)))
      .set('shown_in', listAttribute(shown.get(id) ?? [], opaque ? placeOf(opaque) : place, opaque?.cause))
    return [id, { ...entity, attributes: { ...entity.attributes, entries } }] as const
  })
  return new Map(table).set('input_parameter', new Map(made))
}

/** The parameter that a value is, by its id. */
function parameterOf(value: Value | TextPart, places: ReadonlyMap<string, string>): string | undefined {
  if (typeof value === 'string') return undefined
  if (value.type === 'unknown' && value.origin === 'input_parameter' && value.cause.at)
    return places.get(placeText(value.cause.at))
  const via = value.type === 'scalar' ? value.via?.find((step) => isAsked(step, places)) : undefined
  return via && places.get(placeText(via.location))
}

/** Not known at all, so that it may be any parameter. */
function isOpaque(piece: Value | TextPart): piece is UnknownValue {
  return typeof piece !== 'string' && piece.type === 'unknown' && piece.symbol === undefined
}

function piecesOf(value: Value): readonly (Value | TextPart)[] {
  return value.type === 'text' ? value.parts : [value]
}

function visitLeaves(
  value: Value,
  see: (value: Value, name: string, path: string) => void,
  name = '',
  path = '',
): void {
  const below = (key: string | number): string => (path === '' ? String(key) : `${path}/${key}`)
  if (value.type === 'list')
    for (const [index, item] of value.items.entries()) visitLeaves(item, see, name, below(index))
  else if (value.type === 'map')
    for (const { key, entry, name: called } of namedEntries(value)) visitLeaves(entry.value, see, called, below(key))
  else if (value.type === 'json') visitLeaves(value.value, see, name, path)
  else see(value, name, path)
}

/** What is hidden in a plan was given to it as well. */
function isAsked({ reason, location }: Via, places: ReadonlyMap<string, string>): boolean {
  if (reason === 'plan') return true
  return (reason === 'default' || reason === 'parameter') && places.has(placeText(location))
}

/** The places that a value which comes from a parameter names on its way, each with the entity's id. */
function parameterPlaces(entities: readonly Declared[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { kind, id, owner, attributes } of entities) {
    if (kind !== 'input_parameter') continue
    places.set(placeText(owner.at), id)
    const fallback = attributes.entries.get('default')
    if (fallback) places.set(placeText('at' in fallback ? fallback.at : fallback.value.at), id)
  }
  return places
}

function placeText({ file, startLine, startColumn }: Span): string {
  return `${file}:${startLine}:${startColumn}`
}
