import { and, type Condition } from '../../../model/condition.ts'
import { error } from '../../../model/diagnostic.ts'
import { visitValues } from '../../../model/references.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Span } from '../../../model/source.ts'
import { type Cause, entryOf, type Value } from '../../../model/value.ts'
import { withProviderSecrets } from '../provider-secrets.ts'
import type { ConfiguredBlock } from '../settings.ts'
import type { Block } from '../syntax/tree.ts'
import { readAttribute, readBlock } from './block.ts'
import { withNulls } from './builtin.ts'
import { callArguments } from './call-checks.ts'
import type { Content } from './content.ts'
import { addressOf } from './declarations.ts'
import type { Expansion, Instance } from './expand.ts'
import { withoutEmpty } from './marks.ts'
import { guardedToTheEnd } from './memory.ts'
import { createModule, type ModuleNames, type StackScope } from './names.ts'
import { providerTags } from './providers.ts'
import { isSensitive, notesOf, nothing } from './value.ts'
import { type Input, isFlagged, validate } from './variables.ts'

/** A root module with all modules below it, evaluated. */
export interface Evaluated {
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** Module calls whose content is not read. */
  readonly opaque: readonly OpaqueCall[]
  /** Provider blocks of the root and its modules. */
  readonly providers: readonly ConfiguredBlock[]
  readonly backend: ConfiguredBlock | undefined
  /** The variables of the root. */
  readonly variables: readonly { readonly block: Block; readonly value: Value }[]
}

export interface OpaqueCall {
  readonly address: string
  /** Where it is called. */
  readonly at: Span
  /** The addresses of resources whose attributes it is given. */
  readonly given: readonly string[]
}

/** Evaluates a root module and what it calls: everything in them, each thing once. */
export function evaluateStack(content: Content, inputs: ReadonlyMap<string, Input>, stack: StackScope): Evaluated {
  const root = createModule(content, { prefix: '', inputs: (name) => inputs.get(name), caller: undefined }, stack)
  const collected: Collected = { resources: [], opaque: [], providers: [] }
  collect(root, content, [], undefined, collected)
  const { variables } = content.declared
  const outputs = [...content.declared.outputs].map(([name, block]) => [name, root.output(name, block.header)] as const)
  for (const [name, value] of outputs) checkHidden(content.declared.outputs.get(name), value, stack)
  return {
    ...collected,
    backend: content.declared.backend && configured(content.declared.backend, 'backend', root),
    outputs: new Map(outputs.map(([name, value]) => [name, withoutEmpty(value)] as const)),
    variables: [...variables].map(([name, block]) => ({ block, value: root.variable(name, block.header) })),
  }
}

/** What a root hands out in clear must not be hidden. */
function checkHidden(block: Block | undefined, value: Value, { report }: StackScope): void {
  if (!block || !isSensitive(value) || isFlagged(block, 'sensitive') || isFlagged(block, 'ephemeral')) return
  const message =
    'Output refers to sensitive values: any root module output containing sensitive data must be explicitly marked as sensitive, with "sensitive = true", to confirm that it is meant to be exported.'
  report(error('INVALID_VALUE', message, block.header))
}

interface Collected {
  readonly resources: Resource[]
  readonly opaque: OpaqueCall[]
  readonly providers: ConfiguredBlock[]
}

/** Everything in a module: also what nothing asks for, since it may be wrong. */
function collect(
  module: ModuleNames,
  { declared }: Content,
  exists: readonly Condition[],
  many: Cause | undefined,
  into: Collected,
): void {
  for (const [name, block] of declared.variables) {
    module.variable(name, block.header)
    validate(block, module.scope)
  }
  for (const [name, local] of declared.locals) module.local(name, local.expression.span)
  for (const block of declared.providers) {
    // With `for_each`, of OpenTofu, it is as many as nobody can address from here.
    if (!block.body.attributes.has('for_each')) into.providers.push(configured(block, 'provider', module))
  }
  for (const block of [...declared.resources.values(), ...declared.data.values()]) {
    for (const instance of attempted(module, block, () => module.instances.of(block)) ?? []) {
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
    const call = attempted(module, block, () => module.calls.of(block))
    if (!call) continue
    const { expansion, called, found } = call
    if ('opaque' in found) {
      const address = `${module.prefix}module.${name}`
      if (expansion.instances.length > 0)
        into.opaque.push({
          address,
          at: block.header,
          given: attempted(module, block, () => handedTo(block, expansion)) ?? [],
        })
      continue
    }
    for (const [instance, inner] of called) {
      const conditions = instance.exists.op === 'true' ? exists : [...exists, instance.exists]
      collect(inner, found, conditions, instance.many ?? many, into)
    }
  }
}

/** What a block makes; undefined, and reported, where that cannot be told. */
function attempted<T>({ names }: ModuleNames, { header }: Block, make: () => T): T | undefined {
  const made: T[] = []
  guardedToTheEnd(names, header, () => {
    made.push(make())
    return nothing(header)
  })
  return made[0]
}

/** A block that configures what is around the resources. */
function configured(block: Block, sort: string, module: ModuleNames): ConfiguredBlock {
  const [name = ''] = block.labels
  const properties = readBlock(block.body, block.header, module.scope)
  const alias = entryOf(properties, 'alias')?.value
  const suffix = alias?.type === 'scalar' && alias.value !== null ? `.${alias.value}` : ''
  return { id: `${module.prefix}${sort}.${name}${suffix}`, name, properties, at: block.header }
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
  const properties = withoutEmpty(
    withProviderSecrets(type, withNulls(type, module.instances.configured(block, instance))),
  )
  const tags =
    block.type === 'resource'
      ? attempted(module, block, () => providerTags(type, block, properties, module))
      : undefined
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
