import type { KindName } from './kinds/index.ts'
import type { Format } from './stack.ts'
import type { ValueSchema } from './value-schema.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** What a policy says of itself, from its metadata and its place. */
export interface Policy {
  /** `<practice>/<name>`: its folder. */
  readonly id: string
  readonly practice: string
  readonly title: string
  readonly description: string
  readonly severity: Severity
  readonly kinds: readonly KindName[]
  /** Paths that must be known for a *pass*, relative to the entity. */
  readonly reads: readonly string[]
  /** Paths that decide whether the policy applies; null where it applies to every entity of its kinds. */
  readonly appliesReads: readonly string[] | null
  /** What to do: one text, or one for each format. */
  readonly fix: string | Readonly<Partial<Record<Format, string>>>
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly relatedResources: readonly string[]
  /** It reads `input.resources`. */
  readonly resources: boolean
  /** It reads `input.actions`. */
  readonly actions: boolean
  readonly since?: string
  readonly deprecated?: string
  /** It judges each entity alone, by itself and what it is linked to; other policies have to see the whole stack. */
  readonly local: boolean
  /** Where its metadata stands: a path in the bundle's sources, and a line. */
  readonly file: string
  readonly line: number
}

/** What users may set of a policy: what it takes, and what it is where nobody sets it. */
export interface Parameter extends ValueSchema {
  readonly type: NonNullable<ValueSchema['type']>
  readonly default: unknown
}

/** What an undecided verdict counts as: nothing, something to look at, or as a finding. */
export const unknownModes = ['ignore', 'note', 'fail'] as const
export type UnknownMode = (typeof unknownModes)[number]

/** How a policy judges where that is other than its metadata says. */
export interface PolicySettings {
  readonly severity?: Severity
  readonly unknown?: UnknownMode
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** A choice among the policies of a bundle. */
export interface Profile {
  readonly title: string
  readonly description: string
  /** Ids of the policies that judge. */
  readonly policies: readonly string[]
  /** By id. */
  readonly settings: Readonly<Record<string, PolicySettings>>
}

/** What a bundle holds beside its module: the policies, and what they were compiled from. */
export interface Manifest {
  readonly name: string
  /** Over the module, the metadata and the profiles. */
  readonly digest: string
  readonly policies: readonly Policy[]
  /** By name. The policies of a bundle without profiles judge in all of them. */
  readonly profiles?: Readonly<Record<string, Profile>>
}

/** The text of a fix for a format. */
export function fixFor(policy: Policy, format: Format): string {
  if (typeof policy.fix === 'string') return policy.fix
  const { fix } = policy
  const nearest = fix[format] ?? (format.startsWith('terraform') ? fix.terraform : fix.cloudformation)
  return nearest ?? Object.values(fix)[0] ?? ''
}
