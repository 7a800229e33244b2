import type { KindName } from './kinds/index.ts'
import type { Owner } from './resource.ts'
import type { Span } from './source.ts'
import type { TextPart } from './text.ts'
import type { Cause, Via } from './value.ts'

/** An attribute of an entity once links are followed and facts decided: what a path walks through. */
export type Attribute = ScalarAttribute | ListAttribute | MapAttribute | LinkAttribute | UnknownAttribute

interface Placed {
  readonly at: Span
  readonly via?: readonly Via[]
  /** The native resource that holds it, where that is another than the entity's own. */
  readonly owner?: Owner
}

export interface ScalarAttribute extends Placed {
  readonly type: 'scalar'
  readonly value: string | number | boolean | null
}

export interface ListAttribute extends Placed {
  readonly type: 'list'
  readonly items: readonly Attribute[]
  readonly open?: Cause
}

export interface MapAttribute extends Placed {
  readonly type: 'map'
  readonly entries: ReadonlyMap<string, Attribute>
  readonly open?: Cause
  /** What a resource pattern is made of, for comparing it with others. */
  readonly pattern?: readonly TextPart[]
}

/** Leads to an entity; `many` where the link may lead to one of several kinds, so that the input names the collection. */
export interface LinkAttribute extends Placed {
  readonly type: 'link'
  readonly kind: KindName
  readonly id: string
  readonly many: boolean
}

export interface UnknownAttribute extends Placed {
  readonly type: 'unknown'
  readonly cause: Cause
  /** What a text is made of, where a part of it is known. */
  readonly pattern?: readonly TextPart[]
}

/** An entity as policies and paths see it. */
export interface DerivedEntity {
  readonly kind: KindName
  readonly id: string
  readonly owner: Owner
  readonly attributes: MapAttribute
  readonly defaulted: readonly string[]
  /** Defined outside of what was given; what its symbol does not tell is unknown for this cause. */
  readonly external?: Cause
  readonly many?: Cause
  /** It belongs to another given stack, where it is judged. */
  readonly foreign?: true
}

/** All entities of a stack in one world, by kind and id. */
export type EntityTable = ReadonlyMap<KindName, ReadonlyMap<string, DerivedEntity>>
