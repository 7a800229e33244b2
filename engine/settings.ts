import type { Entity } from '../model/entity.ts'
import type { EntityPattern } from '../model/exclusion.ts'
import type { Policy, PolicySettings, Severity, UnknownMode } from '../model/policy.ts'
import type { Span } from '../model/source.ts'

/** How one run judges. */
export interface Settings {
  /** Policy ids or practices; where given, nothing else is judged. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
  /** The least severity that denies. */
  readonly failOn: Severity | 'none'
  /** What an unknown counts as for the decision. */
  readonly unknown: UnknownMode
  /** The date that runtime support and waivers are judged by: `2026-11-22`. */
  readonly now: string
  /** The profile's name; `default` where absent. */
  readonly profile?: string
  /** Ids of the policies that judge where `only` names none; all where absent. */
  readonly on?: readonly string[]
  /** Roles that are defined elsewhere, by what stacks call them. */
  readonly roles?: ReadonlyMap<string, Entity>
  /** By policy id: what the profile and the settings say of single policies. */
  readonly policies?: Readonly<Record<string, RunSettings>>
}

/** What is said of one policy in a run. */
export interface RunSettings extends PolicySettings {
  readonly exclude?: readonly Exclusion[]
}

/** What a policy leaves out, and why. */
export interface Exclusion {
  readonly match: EntityPattern
  readonly reason: string
  /** Where it stands in the settings; null for those of a server. */
  readonly location: Span | null
}

/** A policy as a run judges by it. */
export interface RunPolicy extends Policy {
  /** What every finding of it has, whatever the policy says. */
  readonly setSeverity?: Severity
  readonly exclude?: readonly Exclusion[]
}

/** The policy with what settings say of it: its parameters have the set values as their defaults. */
export function withSettings(policy: Policy, { policies = {} }: Pick<Settings, 'policies'>): RunPolicy {
  const said = Object.hasOwn(policies, policy.id) ? policies[policy.id] : undefined
  if (said === undefined) return policy
  const { severity, parameters = {}, exclude } = said
  return {
    ...policy,
    parameters: Object.fromEntries(
      Object.entries(policy.parameters).map(([name, parameter]) => [
        name,
        Object.hasOwn(parameters, name) ? { ...parameter, default: parameters[name] } : parameter,
      ]),
    ),
    ...(severity === undefined ? {} : { setSeverity: severity }),
    ...(exclude === undefined ? {} : { exclude }),
  }
}

/** What an undecided verdict of a policy counts as: what is said of the policy comes before what is said of all. */
export function unknownOf(
  policy: string,
  { policies = {}, unknown }: Pick<Settings, 'unknown' | 'policies'>,
): UnknownMode {
  return (Object.hasOwn(policies, policy) ? policies[policy]?.unknown : undefined) ?? unknown
}
