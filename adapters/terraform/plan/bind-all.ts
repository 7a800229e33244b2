import { entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { googlePolicy } from '../resolve/google-policy.ts'
import { policyDocument } from '../resolve/policy-document.ts'
import { moduleSteps } from './address.ts'
import { type Binding, bind, bindBlock } from './bind.ts'
import type { Planned } from './changes.ts'
import { type ConfiguredBlock, type ConfiguredModule, moduleAt } from './configuration.ts'
import { createOrigins, type Origin } from './origins.ts'

/** Instances and outputs of the root, with what the configuration says of their values. */
export interface Bound {
  readonly planned: readonly Planned[]
  readonly outputs: ReadonlyMap<string, Value>
}

export function bindAll(
  { planned, outputs }: Bound,
  root: ConfiguredModule | undefined,
  computed: WeakSet<Value>,
): Bound {
  if (!root) return { planned, outputs }
  const find = createOrigins(root, planned)
  const bound = new Map<Planned, MapValue>()

  const bindingFor = (one: Pick<Planned, 'module' | 'key'>, forEach: Value | undefined): Binding => ({
    origins: (expression) => find(expression, { module: one.module, key: one.key, forEach }),
    plannedValue,
    evaluated,
    computed: (value) => {
      computed.add(value)
    },
  })

  const valuesOf = (one: Planned): MapValue => {
    const found = bound.get(one)
    if (found) return found
    // What is made from itself in a broken plan finds what is not bound yet.
    bound.set(one, one.values)
    const block = blockOf(one, root)
    const made = block?.expressions
      ? bindBlock(one.values, block.expressions, bindingFor(one, block.forEach))
      : one.values
    bound.set(one, made)
    return made
  }

  const evaluated = (origin: Origin): Value | undefined => {
    if (origin.kind === 'name') return undefined
    const { type, at } = origin.planned
    const isDocument = origin.attribute === 'json' || origin.attribute === 'minified_json'
    if (type === 'google_iam_policy' && origin.attribute === 'policy_data')
      return { type: 'json', value: googlePolicy(valuesOf(origin.planned)), at }
    if (type !== 'aws_iam_policy_document' || !isDocument) return undefined
    return { type: 'json', value: policyDocument(valuesOf(origin.planned)), at }
  }

  const outputOf = (name: string, value: Value): Value => {
    const expression = entryOf(root.outputs.get(name), 'expression')?.value
    const binding = { ...bindingFor(outputReader, undefined), isDocument: false }
    return expression ? bind(value, expression, binding) : value
  }

  return {
    planned: planned.map((one) => ({ ...one, values: valuesOf(one) })),
    outputs: new Map([...outputs].map(([name, value]) => [name, outputOf(name, value)])),
  }
}

const outputReader = { module: '', key: null }

function plannedValue(origin: Origin): Value | undefined {
  if (origin.kind === 'name' || origin.attribute === null) return undefined
  return origin.planned.values.entries.get(origin.attribute)?.value
}

function blockOf({ module, mode, type, name }: Planned, root: ConfiguredModule): ConfiguredBlock | undefined {
  return moduleAt(root, moduleSteps(module))?.resources.get(
    mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`,
  )
}
