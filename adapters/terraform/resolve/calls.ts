import type { Span } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import { checkCall, reportOpaque } from './call-checks.ts'
import type { Content, Found as FoundContent } from './content.ts'
import { addressOf, type Declarations } from './declarations.ts'
import { type Expansion, expandOrAny, type Instance, instanceAt } from './expand.ts'
import { Failure } from './failure.ts'
import { within } from './memory.ts'
import type { ModuleNames, StackScope, Surroundings } from './names.ts'
import type { Found, Scope } from './scope.ts'
import { suggest } from './traverse.ts'
import { listOf, mapOf, movedTo } from './value.ts'
import type { Input } from './variables.ts'

/** What a call makes: a module for each of its instances, or the reason why none is read. */
export interface Call {
  readonly expansion: Expansion
  readonly called: ReadonlyMap<Instance, ModuleNames>
  readonly found: FoundContent
}

/** The module calls of a module. */
export interface Calls {
  readonly of: (block: Block) => Call
  /** What a reference to a call leads to: an output, all outputs of an instance, those of all instances. */
  readonly find: (name: string, steps: readonly Step[], at: Span, around: Scope) => Found
}

/** What a module takes before anything in it is evaluated, in expressions. */
const MODULE_WORK = 250

export function createCalls(
  content: Content,
  own: ModuleNames,
  stack: StackScope,
  create: (content: Content, around: Surroundings, stack: StackScope) => ModuleNames,
): Calls {
  const { declared } = content
  const scope: Scope = { names: new Map(), module: own.names }
  const made = new Map<Block, Call>()

  const callOf = (block: Block): Call => {
    const known = made.get(block)
    if (known) return known
    const address = own.prefix + addressOf(block)
    const result = within(stack.chain, address, block.header, (): Call => {
      const expansion = expandOrAny(block, scope)
      const found = stack.modules.find(block, content)
      if ('opaque' in found) {
        if (expansion.instances.length > 0) reportOpaque(address, block, found, stack.report)
        return { expansion, called: new Map(), found }
      }
      checkCall(block, found, stack.report)
      const called = expansion.instances.map((instance) => {
        stack.spend(block.header, MODULE_WORK)
        return [instance, create(found, around(address, block, instance, found), stack)] as const
      })
      return { expansion, called: new Map(called), found }
    })
    made.set(block, result)
    return result
  }

  const around = (address: string, block: Block, instance: Instance, { declared: inner }: Content): Surroundings => ({
    prefix: `${address}${instance.suffix}.`,
    inputs: (name) => inputOf(name, address, block, instance.scope, inner),
    caller: { block, module: own },
  })

  return {
    of: callOf,
    find: (name, steps, at, inner) => {
      const block = declared.modules.get(name)
      if (!block) throw new Error(`module.${name} was asked for though nothing declares it`)
      const call = callOf(block)
      if ('opaque' in call.found) return outputOfOpaque(own.prefix + addressOf(block), block, steps, at)
      return findOutput(name, block, call, steps, at, inner)
    },
  }
}

/** The value of an argument; what is required and absent is reported where the call is checked. */
function inputOf(name: string, address: string, block: Block, scope: Scope, inner: Declarations): Input | undefined {
  const attribute = block.body.attributes.get(name)
  if (attribute) return { value: readAttribute(attribute, scope), reason: 'module' }
  if (inner.variables.get(name)?.body.attributes.has('default')) return undefined
  const cause = { why: `${address} is not given "${name}"`, needs: [], at: block.header }
  return { value: { type: 'unknown', cause, at: block.header }, reason: 'module' }
}

function findOutput(
  name: string,
  block: Block,
  { expansion, called }: Call,
  steps: readonly Step[],
  at: Span,
  around: Scope,
): Found {
  const [step, next] = steps
  const outputs = (instance: Instance): Value => whole(called.get(instance), at)
  if (expansion.by === 'nothing') {
    const [instance] = expansion.instances
    const module = instance && called.get(instance)
    if (!module) throw new Error(`module.${name} was asked for before it was made`)
    return step?.type === 'access'
      ? { value: outputAt(module, step.name, step.nameSpan, at), used: 2 }
      : { value: whole(module, at), used: 1 }
  }
  if (step?.type === 'access') notIndexed(step.name, block, step.nameSpan)
  if (step?.type !== 'index') return { value: allOf(block, expansion, outputs, at), used: 1 }
  const wanted = instanceAt(`module.${name}`, expansion, step, around)
  if ('type' in wanted) return { value: { ...wanted, at }, used: 2 }
  const module = called.get(wanted)
  if (module && next?.type === 'access') return { value: outputAt(module, next.name, next.nameSpan, at), used: 3 }
  return { value: outputs(wanted), used: 2 }
}

function notIndexed(name: string, block: Block, at: Span): never {
  const isMap = block.body.attributes.has('for_each')
  const what = isMap ? 'Each instance is named by its key, like ["…"]' : 'Each instance has an index, like [0]'
  const type = isMap ? 'an object of objects' : 'a list of objects'
  throw new Failure(
    `Unsupported attribute: can't access attributes on ${type}. ${what}; [*].${name} gives that of all.`,
    at,
  )
}

function outputAt(module: ModuleNames, name: string, nameAt: Span, at: Span): Value {
  const block = module.declared.outputs.get(name)
  if (block)
    return movedTo(module.output(name, at), at, {
      reason: 'module',
      location: block.body.attributes.get('value')?.expression.span ?? block.header,
    })
  const message = `Unsupported attribute: this object does not have an attribute named "${name}": the module has no such output.${suggest(name, module.declared.outputs.keys())}`
  throw new Failure(message, nameAt, 'REFERENCE_NOT_FOUND')
}

function whole(module: ModuleNames | undefined, at: Span): Value {
  const names = module ? [...module.declared.outputs.keys()].sort() : []
  const entries = names.flatMap((name): readonly [string, Entry][] =>
    module ? [[name, { key: at, value: { ...module.output(name, at), at } }]] : [],
  )
  return mapOf(entries, at)
}

/** The outputs of all instances, as a list or by key; those of one that exists under a condition under it. */
function allOf(block: Block, { by, instances }: Expansion, outputs: (instance: Instance) => Value, at: Span): Value {
  const isMap = block.body.attributes.has('for_each')
  if (by === 'unknown') return isMap ? mapOf([], at, instances[0]?.many) : listOf([], at, instances[0]?.many)
  const items = instances.map((instance): Value => {
    const value = outputs(instance)
    if (instance.exists.op === 'true') return value
    return { type: 'choice', condition: instance.exists, then: value, otherwise: null, at }
  })
  if (!isMap) return listOf(items, at)
  return mapOf(
    items.map((value, index): [string, Entry] => [String(instances[index]?.key), { key: at, value }]),
    at,
  )
}

/** An output of a module whose content is not read: known by its address. */
function outputOfOpaque(address: string, block: Block, steps: readonly Step[], at: Span): Found {
  const indexed = steps[0]?.type === 'index' ? 1 : 0
  const output = steps[indexed]
  const cause = { why: `${address} is not read`, needs: [], at: block.header }
  const value: Value = { type: 'unknown', cause, at }
  if (output?.type !== 'access') return { value, used: 1 + indexed }
  return { value: indexed ? value : { ...value, symbol: `${address}.${output.name}` }, used: 2 + indexed }
}
