import { error } from '../../../model/diagnostic.ts'
import { visitValues } from '../../../model/references.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Value } from '../../../model/value.ts'
import type { Block, Body } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import { addressOf, type Declarations, declarationsOf } from './declarations.ts'
import type { Instance } from './expand.ts'
import { markSensitive } from './marks.ts'
import { createNames, type ModuleNames, type Surroundings } from './names.ts'
import { providerTags } from './providers.ts'
import type { Scope } from './scope.ts'
import { notesOf, nothing } from './value.ts'

export interface ModuleInput extends Surroundings {
  readonly body: Body
}

export interface Module {
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** Module calls whose content is not read. */
  readonly opaque: readonly OpaqueCall[]
  readonly variables: readonly { readonly block: Block; readonly value: Value }[]
}

export interface OpaqueCall {
  readonly address: string
  readonly block: Block
  /** The addresses of resources whose attributes it is given. */
  readonly given: readonly string[]
}

/** Evaluates one module: everything in it, each thing once. */
export function readModule(input: ModuleInput): Module {
  const declared = declarationsOf(input.body, input.report)
  const module = createNames(declared, input)
  const variables = [...declared.variables].map(([name, block]) => ({
    block,
    value: module.variable(name, block.header),
  }))
  for (const [name, local] of declared.locals) module.local(name, local.expression.span)
  const resources = [...declared.resources.values(), ...declared.data.values()].flatMap((block) =>
    module.instances.of(block).map((instance) => resourceOf(block, instance, module, declared)),
  )
  const outputs = [...declared.outputs].map(([name, block]) => [name, outputOf(block, module)] as const)
  return {
    resources,
    outputs: new Map(outputs),
    opaque: [...declared.modules].map(([name, block]) => opaqueCall(name, block, module)),
    variables,
  }
}

function opaqueCall(name: string, block: Block, module: ModuleNames): OpaqueCall {
  const given = new Set<string>()
  for (const [argument, attribute] of block.body.attributes) {
    if (notGiven.has(argument)) continue
    visitValues(readAttribute(attribute, topLevel(module)), (value) => {
      const from = value.type === 'reference' ? value : notesOf(value).from
      if (from) given.add(from.resource)
    })
  }
  return { address: `module.${name}`, block, given: [...given] }
}

/** Arguments of a module call that are about the call. Source: Terraform language, "Modules". */
const notGiven: ReadonlySet<string> = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on'])

function resourceOf(block: Block, instance: Instance, module: ModuleNames, declared: Declarations): Resource {
  const [type = ''] = block.labels
  const properties = module.instances.configured(block, instance)
  const tags = block.type === 'resource' ? providerTags(type, block, properties, declared, topLevel(module)) : undefined
  return {
    id: addressOf(block) + instance.suffix,
    type,
    mode: block.type === 'data' ? 'data' : 'managed',
    properties: tags ? { ...properties, entries: new Map([...properties.entries, ['tags_all', tags]]) } : properties,
    at: block.header,
    exists: instance.exists,
    ...(instance.many ? { many: instance.many } : {}),
  }
}

function outputOf(block: Block, module: ModuleNames): Value {
  const attribute = block.body.attributes.get('value')
  if (!attribute) {
    module.names.report(error('INVALID_TEMPLATE', 'An output needs "value".', block.header))
    return nothing(block.header)
  }
  const value = readAttribute(attribute, topLevel(module))
  const hidden = block.body.attributes.get('sensitive')?.expression
  return hidden?.type === 'literal' && hidden.value === true ? markSensitive(value) : value
}

function topLevel({ names }: ModuleNames): Scope {
  return { names: new Map(), module: names }
}
