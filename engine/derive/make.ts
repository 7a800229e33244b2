import type {
  Attribute,
  ListAttribute,
  MapAttribute,
  ScalarAttribute,
  UnknownAttribute,
} from '../../model/attribute.ts'
import type { Owner } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Cause, Value, Via } from '../../model/value.ts'

export interface Place {
  readonly at: Span
  readonly via?: readonly Via[]
  readonly owner?: Owner
}

export function placeOf(value: Value): Place {
  const { at, via, owner } = value
  return { at, ...(via ? { via } : {}), ...(owner ? { owner } : {}) }
}

export function placeOfAttribute({ at, via, owner }: Attribute): Place {
  return { at, ...(via ? { via } : {}), ...(owner ? { owner } : {}) }
}

export function scalarAttribute(value: ScalarAttribute['value'], place: Place): ScalarAttribute {
  return { type: 'scalar', value, ...place }
}

export function unknownAttribute(cause: Cause, place: Place): UnknownAttribute {
  return { type: 'unknown', cause, ...place }
}

export function mapAttribute(attributes: Readonly<Record<string, Attribute>>, place: Place): MapAttribute {
  return { type: 'map', entries: new Map(Object.entries(attributes)), ...place }
}

export function listAttribute(items: readonly Attribute[], place: Place, open?: Cause): ListAttribute {
  return { type: 'list', items, ...place, ...(open ? { open } : {}) }
}
