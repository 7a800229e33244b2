import { always } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Reference, Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute, readBlock, readBlocks, typeOf } from './block.ts'
import { dataAttribute, type Target } from './data.ts'
import { addressOf, type Declarations } from './declarations.ts'
import { evaluate } from './evaluate.ts'
import { type Expansion, expand, type Instance } from './expand.ts'
import { fail } from './failure.ts'
import { type Chain, guarded, remembered, within } from './memory.ts'
import type { Found, Names, Scope } from './scope.ts'
import { textOf } from './texts.ts'
import { causeOf, isNull, isSensitive, listOf, mapOf, noted, nothing } from './value.ts'

/** The resources and data sources of a module: how many there are of each, and what is configured of them. */
export interface Instances {
  readonly of: (block: Block) => readonly Instance[]
  /** All that is configured of an instance. */
  readonly configured: (block: Block, instance: Instance) => MapValue
  /** What a reference to a block leads to: an instance, or all of them. */
  readonly find: (block: Block, steps: readonly Step[], at: Span, around: Scope) => Found
  /** An attribute of an instance: as configured, computed by a data source, or a reference to it. */
  readonly attribute: (handle: Reference, name: string, at: Span) => Value
}

/** Arguments that speak to Terraform and not to the provider. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'])

export function createInstances(declared: Declarations, names: Names, chain: Chain, target: Target): Instances {
  const scope: Scope = { names: new Map(), module: names }
  const expansions = new Map<Block, Expansion>()
  const byId = new Map<string, { readonly block: Block; readonly instance: Instance }>()
  const whole = new Map<Instance, MapValue>()

  const attributes = remembered(names, chain, (id) => {
    const dot = id.lastIndexOf('.')
    const found = byId.get(id.slice(0, dot))
    if (!found) throw new Error(`${id} was asked for before its block was expanded`)
    return readConfigured(found.block, found.instance, id.slice(dot + 1))
  })

  const expansionOf = (block: Block): Expansion => {
    const found = expansions.get(block)
    if (found) return found
    const address = addressOf(block)
    return within(chain, address, block.header, () => {
      const made = expandOrAny(block, scope)
      expansions.set(block, made)
      for (const instance of made.instances) byId.set(address + instance.suffix, { block, instance })
      return made
    })
  }

  const configured = (block: Block, instance: Instance): MapValue => {
    const found = whole.get(instance)
    if (found) return found
    const made = within(chain, addressOf(block) + instance.suffix, block.header, () =>
      readWhole(block, instance, names),
    )
    whole.set(instance, made)
    return made
  }

  const attribute = (handle: Reference, name: string, at: Span): Value => {
    const block = blockOf(handle, declared)
    if (block) expansionOf(block)
    const found = byId.get(handle.resource)
    const reference: Reference = { ...handle, attribute: name, at }
    if (!found) return reference
    if (found.block.type === 'data') {
      const [type = ''] = found.block.labels
      return dataAttribute(handle.resource, type, name, () => configured(found.block, found.instance), target, at)
    }
    if (!isConfigured(found.block, name)) return reference
    const id = `${handle.resource}.${name}`
    const value = attributes(id, id, at)
    return isNull(value) ? reference : noted({ ...value, at }, { from: reference })
  }

  return {
    of: (block) => expansionOf(block).instances,
    configured,
    attribute,
    find: (block, steps, at, around) => findInstance(block, expansionOf(block), steps, at, around),
  }
}

/** Where the number of instances cannot be read, one stands for all. */
function expandOrAny(block: Block, scope: Scope): Expansion {
  let made: Expansion | undefined
  const failed = guarded(scope.module, block.header, () => {
    made = expand(block, scope)
    return nothing(block.header)
  })
  if (made) return made
  const instance = { suffix: '[*]', key: null, scope, exists: always, many: causeOf(failed) }
  return { by: 'unknown', instances: [instance] }
}

function readConfigured(block: Block, { scope }: Instance, name: string): Value {
  const written = block.body.attributes.get(name)
  return written ? readAttribute(written, scope) : readBlocks(block.body, name, scope)
}

function readWhole(block: Block, { scope }: Instance, names: Names): MapValue {
  let made: MapValue | undefined
  const failed = guarded(names, block.header, () => {
    made = readBlock(block.body, block.header, scope, META)
    return made
  })
  return made ?? mapOf([], block.header, causeOf(failed))
}

function blockOf({ resource }: Reference, { resources, data }: Declarations): Block | undefined {
  const address = resource.replace(/\[.*$/s, '')
  return resources.get(address) ?? data.get(address.replace(/^data\./, ''))
}

function isConfigured(block: Block, name: string): boolean {
  if (META.has(name)) return false
  return block.body.attributes.has(name) || block.body.blocks.some((inner) => typeOf(inner) === name)
}

function findInstance(
  block: Block,
  { by, instances }: Expansion,
  steps: readonly Step[],
  at: Span,
  around: Scope,
): Found {
  const address = addressOf(block)
  const handle = ({ suffix }: Instance): Reference => {
    return { type: 'reference', resource: address + suffix, attribute: null, at }
  }
  const [only] = instances
  if (by === 'nothing' && only) return { value: handle(only), used: 0 }
  const [step] = steps
  if (step?.type === 'index') {
    if (by === 'unknown' && only) return { value: handle(only), used: 1 }
    const key = evaluate(step.key, around)
    const wanted = key.type === 'scalar' && instances.find((instance) => String(instance.key) === String(key.value))
    if (wanted) return { value: handle(wanted), used: 1 }
    if (key.type !== 'scalar') return { value: { type: 'unknown', cause: causeOf(key), at }, used: 1 }
    return fail(`${address} has no instance ${isSensitive(key) ? 'of this hidden key' : textOf(key)}.`, step.span)
  }
  return { value: allOf(block, { by, instances }, handle, at), used: 0 }
}

/** The instances as a list or map; one that exists under a condition is there under it. */
function allOf(block: Block, { by, instances }: Expansion, handle: (instance: Instance) => Reference, at: Span): Value {
  const isMap = block.body.attributes.has('for_each')
  if (by === 'unknown') return isMap ? mapOf([], at, instances[0]?.many) : listOf([], at, instances[0]?.many)
  const items = instances.map((instance): Value => {
    if (instance.exists.op === 'true') return handle(instance)
    return { type: 'choice', condition: instance.exists, then: handle(instance), otherwise: null, at }
  })
  if (!isMap) return listOf(items, at)
  const entries = instances.map((instance, index): [string, Entry] => {
    return [String(instance.key), { key: at, value: items[index] ?? handle(instance) }]
  })
  return mapOf(entries, at)
}
