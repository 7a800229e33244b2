import type { Condition } from './condition.ts'
import type { Span } from './source.ts'
import type { Cause, MapValue } from './value.ts'

/** A resource after evaluation or expansion, in its own format's words. */
export interface Resource {
  /** The logical id of a template, the address of Terraform. */
  readonly id: string
  readonly type: string
  readonly mode: 'managed' | 'data'
  readonly properties: MapValue
  /** What is said of it beside its properties: `DeletionPolicy`, `UpdateReplacePolicy`, `DependsOn`, `Metadata`. */
  readonly attributes?: MapValue
  /** The header of the resource: its logical id, or the line of its block. */
  readonly at: Span
  readonly exists: Condition
  /** Present where it is not known how many of it there are; its id then ends in `[*]`. */
  readonly many?: Cause
  /** The id written by the author, where expansion made this resource. */
  readonly declaredBy?: string
}

/** Which native resource an entity or a part of one comes from. */
export interface Owner {
  readonly id: string
  readonly type: string
  readonly declaredBy?: string
  readonly at: Span
}
