import type { KindName } from './kinds/index.ts'
import type { AccessKind } from './map.ts'
import type { Span } from './source.ts'

/** What a function or a role may do, with the statements that say so. */
export interface ExplainedPermissions {
  readonly stack: string
  readonly id: string
  readonly kind: 'function' | 'role'
  /** The role it runs with; null where that is not known. */
  readonly role: string | null
  /** In which worlds this is so, `IsProd && !HasVpc`; null in all. */
  readonly condition: string | null
  readonly permissions: readonly ExplainedPermission[]
  /** Why it may be permitted more; null where all is known. */
  readonly more: string | null
}

/** What one statement permits on one of its resource patterns. */
export interface ExplainedPermission {
  readonly may: readonly AccessKind[]
  /** Action patterns as the statement writes them, those left out that are wholly taken away. */
  readonly actions: readonly string[]
  /** What NotAction leaves out. */
  readonly except: readonly string[]
  /** What Deny statements take away, and the only patterns that get through; null where nothing limits them so. */
  readonly denied: readonly string[]
  readonly allowed: readonly string[] | null
  /** The pattern as a person would write it; with `allBut`, everything else. */
  readonly resource: string
  readonly allBut: boolean
  /** The entities of the stack that it covers. */
  readonly covers: readonly Covered[]
  /** Conditions that have to hold: `StringEquals aws:resourceaccount`. */
  readonly conditions: readonly string[]
  /** Why it may not be permitted; null where it is known. */
  readonly unsure: string | null
  readonly sid: string | null
  readonly policy: string | null
  readonly origin: string | null
  readonly location: Span
}

/** An entity of the stack that a resource pattern covers, or a part of which it covers. */
export interface Covered {
  readonly kind: KindName
  readonly id: string
  /** False where that depends on what is not known: a name that the provider makes, a parameter in the pattern. */
  readonly sure: boolean
}
