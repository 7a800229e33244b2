import type { Span } from '../../../model/source.ts'
import { makeMap } from '../build.ts'
import type { Expansion } from '../expansion.ts'

/** How many conditions one `Fn::Or` takes. Source: AWS CloudFormation User Guide, "Condition functions: Fn::Or". */
const mostOperands = 10

/**
 * Adds a condition that holds where one of several does; more than ten are nested, the last of the made conditions
 * holding the first ten. Gives nothing back: the condition has the name that is given.
 */
export function addAnyOf(name: string, conditions: Iterable<string>, at: Span, expansion: Expansion): void {
  let open = [...conditions].sort()
  let level = Math.ceil((open.length - 1) / (mostOperands - 1)) - 1
  while (open.length > 1) {
    const made = level > 0 ? `${name}${level}` : name
    const operands = open.slice(0, mostOperands).map((condition) => ({ Condition: condition }))
    expansion.conditions.set(made, { key: at, value: makeMap({ 'Fn::Or': operands }, at) })
    open = [...open.slice(mostOperands), made]
    level -= 1
  }
}
