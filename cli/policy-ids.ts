import type { Policy } from '../model/policy.ts'
import { didYouMean, UsageError } from './usage.ts'

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
  const known = policies.flatMap(({ id, practice }) => [id, practice])
  // A policy is often called by the last part of its id.
  const short = policies.find(({ id }) => id.endsWith(`/${name}`))
  const hint = short === undefined ? didYouMean(name, known) : ` Did you mean ${short.id}?`
  return new UsageError(`${what} "${name}", and there is no such policy or practice.${hint}`)
}
