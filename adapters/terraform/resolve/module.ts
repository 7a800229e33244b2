import { always } from '../../../model/condition.ts'
import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Reference, Value } from '../../../model/value.ts'
import type { Attribute, Block, Body, Step } from '../syntax/tree.ts'
import { readAttribute, readBlock, readBlocks, typeOf } from './block.ts'
import { dataAttribute, type Target } from './data.ts'
import { type Declarations, declarationsOf } from './declarations.ts'
import { evaluate } from './evaluate.ts'
import { type Expansion, expand, type Instance } from './expand.ts'
import { Failure, fail } from './failure.ts'
import { guarded, remembered } from './memory.ts'
import { providerTags } from './providers.ts'
import type { Files, Found, Names, Scope } from './scope.ts'
import { textOf } from './texts.ts'
import { suggest } from './traverse.ts'
import { markSensitive } from './types.ts'
import { causeOf, isNull, listOf, mapOf, movedTo, noted, nothing, plainText } from './value.ts'
import { type Input, readVariable } from './variables.ts'

export interface ModuleInput {
  readonly body: Body
  readonly inputs: ReadonlyMap<string, Input>
  readonly files: Files
  readonly target: Target
  readonly report: (diagnostic: Diagnostic) => void
  readonly spend: (at: Span) => void
}

export interface Module {
  readonly resources: readonly Resource[]
  readonly outputs: ReadonlyMap<string, Value>
  /** Addresses of module calls whose content is not read. */
  readonly opaque: readonly { readonly address: string; readonly block: Block }[]
  readonly variables: readonly { readonly block: Block; readonly value: Value }[]
}

/** Arguments that speak to Terraform and not to the provider. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'])

/** Evaluates one module: everything in it, each thing once. */
export function readModule(input: ModuleInput): Module {
  const declared = declarationsOf(input.body, input.report)
  const names = namesOf(declared, input)
  const scope: Scope = { names: new Map(), module: names.names }
  const variables = [...declared.variables].map(([name, block]) => ({
    block,
    value: names.variable(name, block.header),
  }))
  for (const [name, local] of declared.locals) names.local(name, local.expression.span)
  const resources = [...declared.resources.values(), ...declared.data.values()].flatMap((block) =>
    names.instances(block).map((instance) => resourceOf(block, instance, names, declared, scope)),
  )
  const outputs = [...declared.outputs].map(([name, block]) => [name, outputOf(block, scope)] as const)
  return {
    resources,
    outputs: new Map(outputs),
    opaque: [...declared.modules].map(([name, block]) => ({ address: `module.${name}`, block })),
    variables,
  }
}

interface ModuleNames {
  readonly names: Names
  variable(name: string, at: Span): Value
  local(name: string, at: Span): Value
  instances(block: Block): readonly Instance[]
  /** All that is configured of an instance. */
  configured(block: Block, instance: Instance): MapValue
}

function namesOf(declared: Declarations, input: ModuleInput): ModuleNames {
  const chain = { open: [] as string[] }
  const expansions = new Map<Block, Expansion>()
  const instances = new Map<string, { readonly block: Block; readonly instance: Instance }>()
  const configured = new Map<Instance, MapValue>()

  const names: Names = {
    files: input.files,
    report: input.report,
    spend: input.spend,
    lookUp,
    attribute,
  }
  const scope: Scope = { names: new Map(), module: names }

  const variables = remembered(names, chain, (name) => {
    const block = declared.variables.get(name)
    return block ? readVariable(block, input.inputs.get(name), names) : nothing(scopeless)
  })
  const locals = remembered(names, chain, (name) => {
    const local = declared.locals.get(name)
    return local ? readAttribute(local, scope) : nothing(scopeless)
  })
  const attributes = remembered(names, chain, (id) => {
    const [address, name] = cutLast(id)
    const found = instances.get(address)
    return found ? readConfigured(found.block, found.instance, name) : nothing(scopeless)
  })

  function lookUp(name: string, nameAt: Span, steps: readonly Step[], at: Span, around: Scope): Found {
    const [first, second] = steps
    switch (name) {
      case 'var':
        return { value: variable(nameOf(first, name, nameAt), placeOf(first, at), at), used: 1 }
      case 'local':
        return { value: local(nameOf(first, name, nameAt), placeOf(first, at), at), used: 1 }
      case 'path':
        return { value: pathValue(nameOf(first, name, nameAt), at), used: 1 }
      case 'terraform':
        return { value: workspace(nameOf(first, name, nameAt), placeOf(first, at), at), used: 1 }
      case 'module':
        return moduleOutput(nameOf(first, name, nameAt), steps, at)
      case 'data': {
        const type = nameOf(first, name, nameAt)
        const found = resource(declared.data, `${type}.${nameOf(second, type, nameAt)}`, steps.slice(2), at, around)
        return { ...found, used: found.used + 2 }
      }
      case 'each':
      case 'count':
      case 'self':
        return fail(`"${name}" has no meaning here.`, nameAt)
      default: {
        if (first?.type !== 'access') {
          return fail(
            `"${name}" is not declared: a reference begins with var, local, data, module or a resource type.`,
            nameAt,
          )
        }
        const found = resource(declared.resources, `${name}.${first.name}`, steps.slice(1), at, around)
        return { ...found, used: found.used + 1 }
      }
    }
  }

  function workspace(name: string, nameAt: Span, at: Span): Value {
    if (name === 'workspace') return plainText('default', at)
    return fail(`There is no "terraform.${name}".${suggest(name, ['workspace'])}`, nameAt)
  }

  function variable(name: string, nameAt: Span, at: Span): Value {
    if (!declared.variables.has(name)) notFound(`var.${name}`, 'variable', name, declared.variables.keys(), nameAt)
    const value = variables(name, `var.${name}`, at)
    return { ...value, at }
  }

  function local(name: string, nameAt: Span, at: Span): Value {
    const found = declared.locals.get(name)
    if (!found) notFound(`local.${name}`, 'local value', name, declared.locals.keys(), nameAt)
    const value = locals(name, `local.${name}`, at)
    return movedTo(value, at, { reason: 'local', location: found.expression.span })
  }

  function resource(
    among: ReadonlyMap<string, Block>,
    id: string,
    steps: readonly Step[],
    at: Span,
    around: Scope,
  ): Found {
    const block = among.get(id)
    const address = among === declared.data ? `data.${id}` : id
    if (!block) return notFound(address, 'resource', address, addressesOf(declared), at)
    const { by, instances: all } = expansionOf(block)
    const handle = (instance: Instance): Reference => ({
      type: 'reference',
      resource: address + instance.suffix,
      attribute: null,
      at,
    })
    const [only] = all
    if (by === 'nothing') return { value: only ? handle(only) : nothing(at), used: 0 }
    const [step] = steps
    if (step?.type === 'index') {
      if (by === 'unknown' && only) return { value: handle(only), used: 1 }
      const key = evaluate(step.key, around)
      const wanted = key.type === 'scalar' ? all.find((instance) => isKey(instance, key.value)) : undefined
      if (wanted) return { value: handle(wanted), used: 1 }
      if (key.type !== 'scalar') return { value: { type: 'unknown', cause: causeOf(key), at }, used: 1 }
      return fail(`${address} has no instance ${textOf(key)}.`, step.span)
    }
    if (by === 'unknown') {
      const isMap = block.body.attributes.has('for_each')
      return { value: isMap ? mapOf([], at, only?.many) : listOf([], at, only?.many), used: 0 }
    }
    const items = all.map((instance) => conditional(instance, handle(instance)))
    if (by === 'count') return { value: listOf(items, at), used: 0 }
    const entries = all.map((instance, index): [string, Entry] => {
      return [String(instance.key), { key: at, value: items[index] ?? handle(instance) }]
    })
    return { value: mapOf(entries, at), used: 0 }
  }

  function expansionOf(block: Block): Expansion {
    const found = expansions.get(block)
    if (found) return found
    const address = addressOf(block)
    if (chain.open.includes(address)) {
      const way = [...chain.open.slice(chain.open.indexOf(address)), address].join(' → ')
      fail(`${address} depends on itself: ${way}.`, block.header, 'REFERENCE_CYCLE')
    }
    chain.open.push(address)
    try {
      const made = safely(block, () => expand(block, scope))
      expansions.set(block, made)
      for (const instance of made.instances) instances.set(address + instance.suffix, { block, instance })
      return made
    } finally {
      chain.open.pop()
    }
  }

  /** Where the number of instances cannot be read, one stands for all. */
  function safely(block: Block, make: () => Expansion): Expansion {
    let made: Expansion | undefined
    const failed = guarded(names, block.header, () => {
      made = make()
      return nothing(block.header)
    })
    if (made) return made
    const instance = { suffix: '[*]', key: null, scope, exists: always, many: causeOf(failed) }
    return { by: 'unknown', instances: [instance] }
  }

  function attribute(handle: Reference, name: string, at: Span): Value {
    expansionsFor(handle)
    const found = instances.get(handle.resource)
    if (!found) return { ...handle, attribute: name, at }
    const { block, instance } = found
    if (block.type === 'data') {
      const address = handle.resource
      return dataAttribute(address, block.labels[0] ?? '', name, () => allConfigured(block, instance), input.target, at)
    }
    const reference: Reference = { ...handle, attribute: name, at }
    const id = `${handle.resource}.${name}`
    const value = isConfigured(block, name) ? attributes(id, id, at) : nothing(at)
    if (isNull(value)) return reference
    return noted({ ...value, at }, { from: reference })
  }

  /** A handle may come before its block is expanded. */
  function expansionsFor(handle: Reference): void {
    if (instances.has(handle.resource)) return
    const address = handle.resource.replace(/\[.*$/, '')
    const block = declared.resources.get(address) ?? declared.data.get(address.replace(/^data\./, ''))
    if (block) expansionOf(block)
  }

  function readConfigured(block: Block, instance: Instance, name: string): Value {
    const written = block.body.attributes.get(name)
    return written ? readAttribute(written, instance.scope) : readBlocks(block.body, name, instance.scope)
  }

  function allConfigured(block: Block, instance: Instance): MapValue {
    const found = configured.get(instance)
    if (found) return found
    const id = `${addressOf(block)}${instance.suffix}`
    if (chain.open.includes(id)) fail(`${id} depends on itself.`, block.header, 'REFERENCE_CYCLE')
    chain.open.push(id)
    try {
      let made = mapOf([], block.header)
      const failed = guarded(names, block.header, () => {
        made = readBlock(block.body, block.header, instance.scope, META)
        return made
      })
      if (failed !== made) made = mapOf([], block.header, causeOf(failed))
      configured.set(instance, made)
      return made
    } finally {
      chain.open.pop()
    }
  }

  function moduleOutput(name: string, steps: readonly Step[], at: Span): Found {
    const block = declared.modules.get(name)
    if (!block) return notFound(`module.${name}`, 'module', name, declared.modules.keys(), at)
    const indexed = steps[1]?.type === 'index' ? 1 : 0
    const output = steps[1 + indexed]
    const symbol = `module.${name}${output?.type === 'access' ? `.${output.name}` : ''}`
    const cause = { why: `module.${name} is not read`, needs: [], at: block.header }
    const used = output?.type === 'access' ? 2 + indexed : 1 + indexed
    return { value: indexed ? { type: 'unknown', cause, at } : { type: 'unknown', cause, symbol, at }, used }
  }

  function pathValue(name: string, at: Span): Value {
    if (name === 'module' || name === 'root') return plainText('.', at)
    if (name === 'cwd') {
      return { type: 'unknown', cause: { why: 'path.cwd depends on where Terraform runs', needs: [] }, at }
    }
    return fail(`There is no "path.${name}".${suggest(name, ['module', 'root', 'cwd'])}`, at)
  }

  return {
    names,
    variable: (name, at) => variables(name, `var.${name}`, at),
    local: (name, at) => locals(name, `local.${name}`, at),
    instances: (block) => expansionOf(block).instances,
    configured: allConfigured,
  }
}

const scopeless: Span = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

function nameOf(step: Step | undefined, of: string, at: Span): string {
  return step?.type === 'access' ? step.name : fail(`"${of}" must be followed by a name.`, at)
}

function placeOf(step: Step | undefined, at: Span): Span {
  return step?.type === 'access' ? step.nameSpan : at
}

function notFound(reference: string, what: string, name: string, known: Iterable<string>, at: Span): never {
  throw new Failure(
    `${reference} is not declared: there is no ${what} of this name.${suggest(name, known)}`,
    at,
    'REFERENCE_NOT_FOUND',
  )
}

function addressesOf({ resources, data }: Declarations): readonly string[] {
  return [...resources.keys(), ...[...data.keys()].map((id) => `data.${id}`)]
}

function addressOf({ type, labels }: Block): string {
  return type === 'data' ? `data.${labels.join('.')}` : labels.join('.')
}

function isKey(instance: Instance, key: string | number | boolean | null): boolean {
  return instance.key === key || String(instance.key) === String(key)
}

function conditional({ exists }: Instance, handle: Reference): Value {
  if (exists.op === 'true') return handle
  return { type: 'choice', condition: exists, then: handle, otherwise: null, at: handle.at }
}

function isConfigured(block: Block, name: string): boolean {
  if (META.has(name)) return false
  return block.body.attributes.has(name) || block.body.blocks.some((inner) => typeOf(inner) === name)
}

function cutLast(id: string): readonly [string, string] {
  const dot = id.lastIndexOf('.')
  return [id.slice(0, dot), id.slice(dot + 1)]
}

function resourceOf(
  block: Block,
  instance: Instance,
  names: ModuleNames,
  declared: Declarations,
  scope: Scope,
): Resource {
  const [type = ''] = block.labels
  const properties = names.configured(block, instance)
  const tags = block.type === 'resource' ? providerTags(type, block, properties, declared, scope) : undefined
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

function outputOf(block: Block, scope: Scope): Value {
  const attribute: Attribute | undefined = block.body.attributes.get('value')
  if (!attribute) {
    scope.module.report(error('INVALID_TEMPLATE', 'An output needs "value".', block.header))
    return nothing(block.header)
  }
  const value = readAttribute(attribute, scope)
  const hidden = block.body.attributes.get('sensitive')?.expression
  return hidden?.type === 'literal' && hidden.value === true ? markSensitive(value) : value
}
