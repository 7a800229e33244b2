import type { Attribute, ListAttribute, MapAttribute } from '../../model/attribute.ts'
import type { Cause } from '../../model/value.ts'

/** What a statement's list holds: the texts that are known, and why there may be more. */
export interface Texts {
  readonly known: readonly string[]
  readonly items: readonly Attribute[]
  readonly open: Cause | undefined
}

/** The texts of a list of a statement: its actions, its principals' names. */
export function textsAt(statement: MapAttribute, name: string): Texts {
  const attribute = statement.entries.get(name)
  if (attribute?.type !== 'list')
    return { known: [], items: [], open: attribute?.type === 'unknown' ? attribute.cause : undefined }
  const items = attribute.items.filter((item) => item.type === 'scalar' && typeof item.value === 'string')
  const known = items.flatMap((item) => (item.type === 'scalar' ? [String(item.value)] : []))
  return { known, items, open: attribute.open ?? unknownIn(attribute) }
}

/** The resource patterns of a statement that are known to be patterns. */
export function grantsAt(
  statement: MapAttribute,
  name: 'resources' | 'not_resources',
): { readonly known: readonly MapAttribute[]; readonly open: Cause | undefined } {
  const attribute = statement.entries.get(name)
  if (attribute?.type !== 'list')
    return { known: [], open: attribute?.type === 'unknown' ? attribute.cause : undefined }
  const known = attribute.items.filter((item) => item.type === 'map')
  return { known, open: attribute.open ?? unknownIn(attribute) }
}

/** `Allow`, `Deny`, or why that is not known. */
export function effectOf(statement: MapAttribute): 'Allow' | 'Deny' | Cause {
  const effect = statement.entries.get('effect')
  if (effect?.type === 'scalar' && (effect.value === 'Allow' || effect.value === 'Deny')) return effect.value
  return effect?.type === 'unknown' ? effect.cause : { why: 'the statement has no effect', needs: [] }
}

/** Whether a statement holds whatever the circumstances: it has no condition. */
export function isUnconditional(statement: MapAttribute): boolean | Cause {
  const conditions = statement.entries.get('conditions')
  if (conditions?.type !== 'list') return conditions?.type === 'unknown' ? conditions.cause : true
  return conditions.items.length > 0 ? false : (conditions.open ?? true)
}

/** The statements of an entity's list, and why there may be more. */
export function statementsIn(attribute: Attribute | undefined): {
  readonly known: readonly MapAttribute[]
  readonly open: Cause | undefined
} {
  if (attribute?.type === 'unknown') return { known: [], open: attribute.cause }
  if (attribute?.type !== 'list') return { known: [], open: undefined }
  return {
    known: attribute.items.filter((item) => item.type === 'map'),
    open: attribute.open ?? unknownIn(attribute),
  }
}

function unknownIn({ items }: ListAttribute): Cause | undefined {
  const unknown = items.find((item) => item.type === 'unknown')
  return unknown?.type === 'unknown' ? unknown.cause : undefined
}
