import type { Diagnostic } from './diagnostic.ts'
import type { KindName } from './kinds/index.ts'
import type { Severity } from './policy.ts'
import type { Span } from './source.ts'
import type { Format } from './stack.ts'
import type { Via } from './value.ts'

/** What `check` answers, in every format; `--format json` prints it as it is. A field added is no breaking change. */
export interface Report {
  readonly schemaVersion: '1'
  readonly tool: {
    readonly name: 'portcullis'
    readonly version: string
    readonly bundles: readonly { readonly name: string; readonly digest: string; readonly policies: number }[]
  }
  readonly decision: 'allow' | 'deny' | 'error'
  /** The profile it was judged by. */
  readonly profile: string
  readonly stacks: readonly StackSummary[]
  readonly findings: readonly Finding[]
  /** The unknown findings by what causes them. */
  readonly unknowns: readonly UnknownGroup[]
  /** What settings keep from being judged. */
  readonly excluded: readonly Excluded[]
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: Summary
}

export interface StackSummary {
  readonly id: string
  readonly path: string
  readonly format: Format
  readonly status: 'complete' | 'partial' | 'failed'
  readonly scope: 'stack' | 'fragment'
  readonly files: readonly string[]
  readonly coverage: Coverage
}

/** How much of a stack was understood. */
export interface Coverage {
  /** Managed resources. */
  readonly resources: number
  /** Those that became an entity or a part of one. */
  readonly mapped: number
  /** The others, by type. */
  readonly unmapped: Readonly<Record<string, number>>
  /** Modules, nested stacks and macros whose content was not given. */
  readonly opaque: readonly string[]
  /** Links that lead nobody knows where. */
  readonly unresolved: number
  /** Things that links lead to and that are defined outside of what was given. */
  readonly external: number
}

export interface Finding {
  readonly policy: string
  readonly practice: string
  readonly severity: Severity
  /** What the policy itself says, where settings say otherwise. */
  readonly policySeverity?: Severity
  readonly verdict: 'fail' | 'unknown'
  readonly title: string
  readonly detail: string
  readonly fix: string
  readonly stack: string
  readonly resource: FindingResource
  readonly related: readonly { readonly id: string; readonly kind: KindName; readonly location: Span | null }[]
  readonly attributes: readonly string[]
  readonly location: Span
  readonly via: readonly Via[]
  readonly unknown: readonly UnknownAttribute[]
  /** In which worlds it holds, `IsProd && !HasVpc`; null in all. */
  readonly condition: string | null
  readonly fingerprint: string
  readonly waiver: null
  readonly baseline: boolean
}

export interface FindingResource {
  readonly id: string
  readonly kind: KindName
  readonly type: string
  readonly name: string | null
  readonly declaredBy?: string
  readonly entity: string
}

export interface UnknownAttribute {
  readonly attribute: string
  readonly why: string
  readonly needs: readonly string[]
}

export interface UnknownGroup {
  readonly cause: string
  readonly needs: readonly string[]
  readonly policies: readonly string[]
  readonly resources: readonly string[]
  readonly count: number
  readonly location: Span | null
}

/** A resource that a policy would have judged, were it not excluded. */
export interface Excluded {
  readonly policy: string
  readonly stack: string
  readonly resource: { readonly id: string; readonly kind: KindName }
  readonly reason: string
  /** The exclusion in the settings; null for those of a server. */
  readonly location: Span | null
}

export interface Counts {
  readonly pass: number
  readonly fail: number
  readonly unknown: number
}

export interface Summary extends Counts {
  readonly stacks: number
  readonly resources: number
  readonly functions: number
  readonly policies: number
  readonly waived: number
  /** Verdicts that were not asked for. */
  readonly excluded: number
  readonly practices: Readonly<Record<string, Counts>>
  readonly durationMs: number
}
