import { and, type Condition } from '../../../model/condition.ts'
import { visitValues } from '../../../model/references.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Cause, Value } from '../../../model/value.ts'
import type { Block } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import { callArguments } from './call-checks.ts'
import type { Content } from './content.ts'
import { addressOf } from './declarations.ts'
import type { Expansion, Instance } from './expand.ts'
import { createModule, type ModuleNames, type StackScope } from './names.ts'
import { providerTags } from './providers.ts'
import { notesOf } from './value.ts'
import type { Input } from './variables.ts'

/** A root module with all modules below it, evaluated. */
export interface Evaluated {
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** Module calls whose content is not read. */
  readonly opaque: readonly OpaqueCall[]
  /** The variables of the root. */
  readonly variables: readonly { readonly block: Block; readonly value: Value }[]
}

export interface OpaqueCall {
  readonly address: string
  /** The addresses of resources whose attributes it is given. */
  readonly given: readonly string[]
}

/** Evaluates a root module and what it calls: everything in them, each thing once. */
export function evaluateStack(content: Content, inputs: ReadonlyMap<string, Input>, stack: StackScope): Evaluated {
  const root = createModule(content, { prefix: '', inputs: (name) => inputs.get(name), caller: undefined }, stack)
  const collected = { resources: [] as Resource[], opaque: [] as OpaqueCall[] }
  collect(root, content, [], undefined, collected)
  const { variables, outputs } = content.declared
  return {
    ...collected,
    outputs: new Map([...outputs].map(([name, block]) => [name, root.output(name, block.header)])),
    variables: [...variables].map(([name, block]) => ({ block, value: root.variable(name, block.header) })),
  }
}

interface Collected {
  readonly resources: Resource[]
  readonly opaque: OpaqueCall[]
}

/** Everything in a module: also what nothing asks for, since it may be wrong. */
function collect(
  module: ModuleNames,
  { declared }: Content,
  exists: readonly Condition[],
  many: Cause | undefined,
  into: Collected,
): void {
  for (const [name, block] of declared.variables) module.variable(name, block.header)
  for (const [name, local] of declared.locals) module.local(name, local.expression.span)
  for (const block of [...declared.resources.values(), ...declared.data.values()]) {
    for (const instance of module.instances.of(block)) {
      const resource = resourceOf(block, instance, module)
      const cause = resource.many ?? many
      into.resources.push({
        ...resource,
        exists: exists.length > 0 ? and(...exists, resource.exists) : resource.exists,
        ...(cause ? { many: cause } : {}),
      })
    }
  }
  for (const [name, block] of declared.outputs) module.output(name, block.header)
  for (const [name, block] of declared.modules) {
    const { expansion, called, found } = module.calls.of(block)
    if ('opaque' in found) {
      const address = `${module.prefix}module.${name}`
      if (expansion.instances.length > 0) into.opaque.push({ address, given: handedTo(block, expansion) })
      continue
    }
    for (const [instance, inner] of called) {
      const conditions = instance.exists.op === 'true' ? exists : [...exists, instance.exists]
      collect(inner, found, conditions, instance.many ?? many, into)
    }
  }
}

/** The resources whose attributes the arguments of a call hold. */
function handedTo(block: Block, { instances }: Expansion): readonly string[] {
  const given = new Set<string>()
  for (const [argument, attribute] of block.body.attributes) {
    if (callArguments.has(argument)) continue
    for (const { scope } of instances) {
      visitValues(readAttribute(attribute, scope), (value) => {
        const from = value.type === 'reference' ? value : notesOf(value).from
        if (from) given.add(from.resource)
      })
    }
  }
  return [...given]
}

function resourceOf(block: Block, instance: Instance, module: ModuleNames): Resource {
  const [type = ''] = block.labels
  const properties = module.instances.configured(block, instance)
  const tags = block.type === 'resource' ? providerTags(type, block, properties, module) : undefined
  return {
    id: module.prefix + addressOf(block) + instance.suffix,
    type,
    mode: block.type === 'data' ? 'data' : 'managed',
    properties: tags ? { ...properties, entries: new Map([...properties.entries, ['tags_all', tags]]) } : properties,
    at: block.header,
    exists: instance.exists,
    ...(instance.many ? { many: instance.many } : {}),
  }
}
