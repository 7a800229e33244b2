import type { Policy } from '../model/policy.ts'
import type { Settings } from './settings.ts'

/**
 * The policies a run judges by: those that are on, or those that `only` names, on or off; without those that `skip`
 * names. A practice stands for all of its policies.
 */
export function selectPolicies(
  policies: readonly Policy[],
  { only, skip, on }: Pick<Settings, 'only' | 'skip' | 'on'>,
): readonly Policy[] {
  const names = (list: readonly string[], policy: Policy): boolean =>
    list.includes(policy.id) || list.includes(policy.practice)
  const isOn = (policy: Policy): boolean => on === undefined || on.includes(policy.id)
  return policies.filter((policy) => (only.length === 0 ? isOn(policy) : names(only, policy)) && !names(skip, policy))
}
