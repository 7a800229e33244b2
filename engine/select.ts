import type { Policy } from '../model/policy.ts'
import type { Settings } from './settings.ts'

/** The policies a run judges by: all, or those that `only` names, without those that `skip` names. A practice stands for all of its policies. */
export function selectPolicies(
  policies: readonly Policy[],
  { only, skip }: Pick<Settings, 'only' | 'skip'>,
): readonly Policy[] {
  const names = (list: readonly string[], policy: Policy): boolean =>
    list.includes(policy.id) || list.includes(policy.practice)
  return policies.filter((policy) => (only.length === 0 || names(only, policy)) && !names(skip, policy))
}
