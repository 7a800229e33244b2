import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Reference, Value } from '../../../model/value.ts'
import { secretOrigin } from '../provider-secrets.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute, readBlocks, readResource, typeOf } from './block.ts'
import { dataAttribute, type Target } from './data.ts'
import { addressOf } from './declarations.ts'
import { type Expansion, expandOrAny, type Instance, instanceAt } from './expand.ts'
import { fail } from './failure.ts'
import { type Chain, guardedToTheEnd, remembered, within } from './memory.ts'
import type { Found, Names, Scope } from './scope.ts'
import { causeOf, isNull, listOf, mapOf, noted, nothing } from './value.ts'

/** The resources and data sources of a module: how many there are of each, and what is configured of them. */
export interface Instances {
  readonly of: (block: Block) => readonly Instance[]
  /** All that is configured of an instance. */
  readonly configured: (block: Block, instance: Instance) => MapValue
  /** What a reference to a block leads to: an instance, or all of them. */
  readonly find: (block: Block, steps: readonly Step[], at: Span, around: Scope) => Found
}

/** Arguments that speak to Terraform and not to the provider. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'])

/** What the instances of all modules of a stack are found by: their addresses. */
export type Placed = Map<string, (name: string, at: Span, handle: Reference) => Value>

/** What an instance takes beside its arguments, in expressions. */
const INSTANCE_WORK = 20

export function createInstances(
  prefix: string,
  names: Names,
  { chain, placed, target }: { readonly chain: Chain; readonly placed: Placed; readonly target: Target },
  regionOf: (block: Block) => string | undefined,
): Instances {
  const scope: Scope = { names: new Map(), module: names }
  const expansions = new Map<Block, Expansion>()
  const whole = new Map<Instance, MapValue>()
  const values = new Map<string, () => Value>()
  const attributes = remembered(names, chain, (id) => values.get(id)?.() ?? nothing(START))

  const expansionOf = (block: Block): Expansion => {
    const found = expansions.get(block)
    if (found) return found
    const address = prefix + addressOf(block)
    return within(chain, address, block.header, () => {
      const made = expandOrAny(block, scope)
      names.spend(block.header, made.instances.length * INSTANCE_WORK)
      expansions.set(block, made)
      for (const instance of made.instances) {
        placed.set(address + instance.suffix, (name, at, handle) => attribute(block, instance, name, at, handle))
      }
      return made
    })
  }

  const configured = (block: Block, instance: Instance): MapValue => {
    const found = whole.get(instance)
    if (found) return found
    const made = within(chain, prefix + addressOf(block) + instance.suffix, block.header, () =>
      readWhole(block, instance, names),
    )
    whole.set(instance, made)
    return made
  }

  const attribute = (block: Block, instance: Instance, name: string, at: Span, handle: Reference): Value => {
    const [type = ''] = block.labels
    const origin = secretOrigin(type, name)
    const reference: Reference = { ...handle, attribute: name, ...(origin ? { origin } : {}), at }
    if (block.type === 'data') {
      const region = target.region ?? (type.startsWith('aws_') ? regionOf(block) : undefined)
      const where = region === undefined ? target : { ...target, region }
      return dataAttribute(handle.resource, type, name, () => configured(block, instance), where, at)
    }
    if (!isConfigured(block, name)) return reference
    const id = `${handle.resource}.${name}`
    values.set(id, () => readConfigured(block, instance, name))
    const value = attributes(id, id, at)
    return isNull(value) ? reference : noted({ ...value, at }, { from: reference })
  }

  return {
    of: (block) => expansionOf(block).instances,
    configured,
    find: (block, steps, at, around) =>
      findInstance(prefix + addressOf(block), block, expansionOf(block), steps, at, around),
  }
}

const START: Span = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

function readConfigured(block: Block, { scope }: Instance, name: string): Value {
  const written = block.body.attributes.get(name)
  return written ? readAttribute(written, scope) : readBlocks(block.body, name, scope)
}

function readWhole(block: Block, { scope }: Instance, names: Names): MapValue {
  let made: MapValue | undefined
  const failed = guardedToTheEnd(names, block.header, () => {
    made = readResource(block.body, block.header, scope, META)
    return made
  })
  return made ?? mapOf([], block.header, causeOf(failed))
}

function isConfigured(block: Block, name: string): boolean {
  if (META.has(name)) return false
  return block.body.attributes.has(name) || block.body.blocks.some((inner) => typeOf(inner) === name)
}

function findInstance(
  address: string,
  block: Block,
  expansion: Expansion,
  steps: readonly Step[],
  at: Span,
  around: Scope,
): Found {
  const handle = ({ suffix }: Instance): Reference => {
    return { type: 'reference', resource: address + suffix, attribute: null, at }
  }
  const [only] = expansion.instances
  if (expansion.by === 'nothing' && only) return { value: handle(only), used: 0 }
  const [step] = steps
  if (step?.type === 'access') notIndexed(address, block, step.nameSpan)
  if (step?.type !== 'index') return { value: allOf(block, expansion, handle, at), used: 0 }
  const wanted = instanceAt(address, expansion, step, around)
  return { value: 'type' in wanted ? { ...wanted, at } : handle(wanted), used: 1 }
}

function notIndexed(address: string, block: Block, at: Span): never {
  const by = block.body.attributes.has('for_each') ? 'for_each' : 'count'
  const like = by === 'count' ? '[count.index]' : '[each.key]'
  return fail(
    `Missing resource instance key: because ${address} has "${by}" set, its attributes must be accessed on specific instances, like ${address}${like}.`,
    at,
    'REFERENCE_NOT_FOUND',
  )
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
