import type { KindName } from '../../model/kinds/index.ts'
import type { Owner } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Cause, Value, Via } from '../../model/value.ts'
import type { Follow } from './registry.ts'

/** What deriving needs to know beside the value at hand. */
export interface Context {
  readonly follow: Follow
  /** The account that is deployed to, where it was given. */
  readonly account: string | undefined
  /** The date that support ends are counted from. */
  readonly now: string
  /** Makes the placeholder of what lies outside, once for each symbol. Gives its id. */
  readonly external: (
    kind: KindName,
    symbol: string,
    known: { readonly name?: string; readonly account?: string | null },
    cause: Cause,
    at: Span,
    owner: Owner,
  ) => string
  /** Whether a value came this way from what a parameter of the stack is given, or is by default. */
  readonly isAsked: (via: Via) => boolean
  /** The entity at hand. */
  readonly entity: {
    readonly kind: KindName
    readonly id: string
    readonly owner: Owner
    readonly name: Value | undefined
  }
}
