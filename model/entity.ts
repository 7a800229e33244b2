import type { KindName } from './kinds/index.ts'
import type { Owner } from './resource.ts'
import type { Cause, MapValue, Value } from './value.ts'

/** A thing that policies speak about, the same whatever the source. Its attributes are the adapter's: links are not followed yet. */
export interface Entity {
  readonly kind: KindName
  readonly id: string
  readonly owner: Owner
  /** By the kind's attribute names; values still in the adapter's terms (references, texts known in part). */
  readonly attributes: MapValue
  /** Paths that a provider's default filled. */
  readonly defaulted: readonly string[]
  readonly many?: Cause
  /** The kind that its type can only be attached to: a permission for functions, whatever its function is called. */
  readonly attachedTo?: KindName
  /** Present where the stack only looks it up: it is declared and configured elsewhere. */
  readonly external?: Cause
}

/** What a resource adds to an entity that another resource declares: a policy to a role, a permission to a function. */
export interface Part {
  readonly kind: KindName
  /** Which entity it belongs to, in the adapter's terms. */
  readonly of: Value
  readonly owner: Owner
  /** Lists that are appended to the entity's lists, values that replace its null ones. */
  readonly attributes: MapValue
}

/** A resource that only points at another: an alias or version of a function. A link to it leads on. */
export interface Alias {
  readonly resource: string
  readonly of: Value
  /** What others may call it instead of referring to it: `alias/orders`. */
  readonly name?: Value
}

/** What an adapter makes of the resources of one world. */
export interface Normalised {
  readonly entities: readonly Entity[]
  readonly parts: readonly Part[]
  readonly aliases: readonly Alias[]
  /** How many managed resources of each type have no kind. */
  readonly unmapped: ReadonlyMap<string, number>
  readonly mapped: number
}
