import type { Attribute, DerivedEntity, LinkAttribute, ListAttribute, MapAttribute } from '../model/attribute.ts'
import { kinds } from '../model/kinds/index.ts'
import type { Cause } from '../model/value.ts'

/** What stands at a path of attributes; `undefined` where nothing does. Links are not crossed. */
export function attributeAt(start: Attribute, path: string): Attribute | undefined {
  if (!path.includes('/')) return below(start, path)
  let at: Attribute | undefined = start
  for (const key of path.split('/')) at = at && below(at, key)
  return at
}

function below(start: Attribute, key: string): Attribute | undefined {
  if (start.type === 'unknown') return start
  return start.type === 'map' ? start.entries.get(key) : undefined
}

/** A known scalar; `undefined` where there is none or it is not known. */
export function scalarAt(start: Attribute, path: string): string | number | boolean | null | undefined {
  const found = attributeAt(start, path)
  return found?.type === 'scalar' ? found.value : undefined
}

export function textAt(start: Attribute, path: string): string | undefined {
  const value = scalarAt(start, path)
  return typeof value === 'string' ? value : undefined
}

export function linkAt(start: Attribute, path: string): LinkAttribute | undefined {
  const found = attributeAt(start, path)
  return found?.type === 'link' ? found : undefined
}

/** The list at a path; an empty one where there is none. */
export function listAt(start: Attribute, path: string): ListAttribute {
  const found = attributeAt(start, path)
  if (found?.type === 'list') return found
  const open = found?.type === 'unknown' ? { open: found.cause } : {}
  return { type: 'list', items: [], at: (found ?? start).at, ...open }
}

/** The elements of a list that are objects. */
export function mapsAt(start: Attribute, path: string): readonly MapAttribute[] {
  return listAt(start, path).items.filter((item) => item.type === 'map')
}

/** The links of a list. */
export function linksAt(start: Attribute, path: string): readonly LinkAttribute[] {
  return listAt(start, path).items.filter((item) => item.type === 'link')
}

/** The known texts of a list. */
export function textsAt(start: Attribute, path: string): readonly string[] {
  return listAt(start, path).items.flatMap((item) =>
    item.type === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  )
}

/** The name that an entity was given; `undefined` where it has none or it is not known. */
export function nameGiven({ kind, attributes }: Pick<DerivedEntity, 'kind' | 'attributes'>): string | undefined {
  const { nameAttribute } = kinds[kind]
  return nameAttribute === undefined ? undefined : textAt(attributes, nameAttribute)
}

/** Why what stands at a path is not known; `undefined` where it is. What an entity outside does not tell is not known. */
export function causeAt(start: MapAttribute, path: string): Cause | undefined {
  const found = attributeAt(start, path)
  if (found === undefined) return start.open
  if (found.type === 'unknown') return found.cause
  return found.type === 'list' || found.type === 'map' ? found.open : undefined
}
