import { unknownName, unknownProfile } from '../engine/configuration/names.ts'
import { profilesIn } from '../engine/configuration/settle.ts'
import type { Manifest, Policy } from '../model/policy.ts'
import { UsageError } from './usage.ts'

/** The policies that a name stands for: one by its id, several by their practice. */
export function policiesNamed(policies: readonly Policy[], name: string): readonly Policy[] {
  return policies.filter(({ id, practice }) => id === name || practice === name)
}

/** Refuses names that are neither a policy's id nor a practice. */
export function requirePolicies(option: string, names: readonly string[], policies: readonly Policy[]): void {
  for (const name of names) {
    if (policiesNamed(policies, name).length === 0) throw unknownPolicy(`${option} names`, name, policies)
  }
}

export function unknownPolicy(what: string, name: string, policies: readonly Policy[]): UsageError {
  return new UsageError(`${what} ${unknownName(name, policies)}`)
}

/** Refuses a profile that there is not. */
export function requireProfile(name: string | undefined, manifests: readonly Manifest[]): void {
  const known = profilesIn(manifests)
  if (name === undefined || Object.hasOwn(known, name)) return
  throw new UsageError(`--profile names ${unknownProfile(name, Object.keys(known))}`)
}
