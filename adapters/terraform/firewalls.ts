import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** The action whose block stands at a path: `block {}`. Source: Terraform AWS provider, aws_wafv2_web_acl. */
export function blockAction(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (value.type !== 'map') return value
    const name = [...value.entries].find(([, entry]) => isThere(entry.value))?.[0]
    return plain(name ?? null, value.at)
  }
}

/** Whether a rule, or the group it takes in, only counts. */
export const countsOnly: Source = (scope) => {
  const override = blockAction('override_action/0')(scope)
  const action = isNull(override) ? blockAction('action/0')(scope) : override
  return action.type === 'unknown' ? action : plain(action.type === 'scalar' && action.value === 'count', action.at)
}

/** A block that is not written is absent, or an empty list in a plan. */
function isThere(value: Parameters<typeof isNull>[0]): boolean {
  return value.type === 'list' ? value.items.length > 0 : !isNull(value)
}
