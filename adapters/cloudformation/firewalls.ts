import { partsOf } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** The action that an object names: `{"Block": {}}`. Source: CloudFormation reference, AWS::WAFv2::WebACL. */
export function firewallAction(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (value.type !== 'map') return value
    const [name] = value.entries.keys()
    return plain(name === undefined ? null : name.toLowerCase(), value.at)
  }
}

/** Whether a rule, or the group it takes in, only counts. */
export const ruleAction: Source = (scope) => {
  const override = at('OverrideAction')(scope)
  const action = firewallAction(isNull(override) ? at('Action') : at('OverrideAction'))(scope)
  if (action.type === 'unknown') return action
  return plain(action.type === 'scalar' && action.value === 'count', action.at)
}

/** What a firewall is put before: the last resource that its ARN is made of, a stage rather than its API. */
export const associated: Source = (scope) => lastReference(at('ResourceArn')(scope))

export function lastReference(value: Value): Value {
  const references = (partsOf(value) ?? []).filter((part) => typeof part !== 'string' && part.type === 'reference')
  const last = references.at(-1)
  return last !== undefined && typeof last !== 'string' ? { ...last, at: value.at } : value
}
