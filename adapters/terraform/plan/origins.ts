import type { Value } from '../../../model/value.ts'
import { type ModuleStep, moduleAddress, moduleSteps, partsOfReference, within } from './address.ts'
import type { Planned } from './changes.ts'
import { type ConfiguredModule, moduleAt, referencesOf } from './configuration.ts'

/** What an expression is made from, as far as a plan tells. */
export type Origin =
  /** An attribute of an instance; null where the reference does not tell which. */
  | { readonly kind: 'attribute'; readonly planned: Planned; readonly attribute: string | null }
  /** A name that a plan does not lead on from: `local.prefix`. */
  | { readonly kind: 'name'; readonly name: string }

/** Who refers: the instance of its module, and its own key for what is paired by `each.key` and `count.index`. */
export interface Reader {
  readonly module: string
  readonly key: string | null
  /** What it is repeated for. */
  readonly forEach?: Value | undefined
}

export type FindOrigins = (expression: Value | undefined, reader: Reader) => readonly Origin[]

/** More than these tell no more than that there are many. */
const MAX_ORIGINS = 64
const MAX_DEPTH = 50

/**
 * Follows the references of the configuration: to the instances of a block, from a variable to what its module is
 * called with, from an output into its module.
 */
export function createOrigins(root: ConfiguredModule, planned: readonly Planned[]): FindOrigins {
  const blocks = new Map<string, Planned[]>()
  const modules = new Map<string, Set<string>>()
  for (const one of planned) {
    const block = within(one.module, one.mode === 'data' ? `data.${one.type}.${one.name}` : `${one.type}.${one.name}`)
    const instances = blocks.get(block)
    if (instances) instances.push(one)
    else blocks.set(block, [one])
    addModules(modules, moduleSteps(one.module))
  }
  const remembered = new Map<string, readonly Origin[]>()

  const ofExpression = (expression: Value | undefined, reader: Reader, depth: number): readonly Origin[] => {
    const references = referencesOf(expression)
    const isPaired = references.some((reference) => /^(?:each|count)\./.test(reference))
    const as = isPaired ? reader : { module: reader.module, key: null }
    return unique(references.flatMap((reference) => ofReference(reference, as, depth)))
  }

  const ofReference = (reference: string, reader: Reader, depth: number): readonly Origin[] => {
    if (reference.startsWith('each.')) return ofEach(partsOfReference(reference).slice(1), reader, depth)
    const id = `${reader.module}\n${reader.key}\n${reference}`
    const found = remembered.get(id)
    if (found) return found
    // What refers to itself in a broken plan finds this.
    remembered.set(id, [])
    const made = depth > MAX_DEPTH ? [] : follow(partsOfReference(reference), reference, reader, depth)
    const kept = made.length > MAX_ORIGINS ? [{ kind: 'name' as const, name: reference }] : made
    remembered.set(id, kept)
    return kept
  }

  const follow = (parts: readonly string[], reference: string, reader: Reader, depth: number): readonly Origin[] => {
    const [first = '', second = '', third = ''] = parts
    switch (first) {
      case 'count':
      case 'path':
      case 'terraform':
      case 'self':
        return []
      case 'local':
        return [{ kind: 'name', name: `local.${second}` }]
      case 'var':
        return narrowed(ofVariable(second, reader, depth), parts.slice(2))
      case 'module':
        return ofOutput(parts.slice(1), reference, reader, depth)
      case 'data':
        return ofBlock(`data.${second}.${third}`, parts.slice(3), reader)
      default:
        return ofBlock(`${first}.${second}`, parts.slice(2), reader)
    }
  }

  /** `each.value` of what is repeated for the instances of another block is the one with the same key. */
  const ofEach = ([of, ...rest]: readonly string[], reader: Reader, depth: number): readonly Origin[] => {
    if (of !== 'value' || !reader.forEach || depth > MAX_DEPTH) return []
    const all = ofExpression(reader.forEach, { module: reader.module, key: null }, depth + 1)
    return narrowed(all, [`[${reader.key}]`, ...rest])
  }

  const ofBlock = (name: string, rest: readonly string[], reader: Reader): readonly Origin[] => {
    const all = blocks.get(within(reader.module, name)) ?? []
    const [step] = rest
    const key = step?.startsWith('[') ? step.slice(1, -1) : null
    const attribute = joined(key === null ? rest : rest.slice(1))
    const paired = key ?? (all.some((one) => one.key === reader.key) ? reader.key : null)
    const instances = paired === null ? all : all.filter((one) => one.key === paired)
    if (instances.length === 0) return [{ kind: 'name', name }]
    return instances.map((one) => ({ kind: 'attribute', planned: one, attribute: attribute === '' ? null : attribute }))
  }

  /** A variable of the root has a value of its own; of a module, what the call gives. */
  const ofVariable = (name: string, { module }: Reader, depth: number): readonly Origin[] => {
    const steps = moduleSteps(module)
    const last = steps.at(-1)
    if (!last) return []
    const caller = steps.slice(0, -1)
    const call = moduleAt(root, caller)?.calls.get(last.name)
    const given = call?.expressions?.entries.get(name)?.value
    return ofExpression(given, { module: moduleAddress(caller), key: last.key, forEach: call?.forEach }, depth + 1)
  }

  const ofOutput = (
    [name = '', ...rest]: readonly string[],
    reference: string,
    reader: Reader,
    depth: number,
  ): readonly Origin[] => {
    const [step] = rest
    const key = step?.startsWith('[') ? step.slice(1, -1) : null
    const output = key === null ? rest[0] : rest[1]
    const called = moduleAt(root, moduleSteps(reader.module))?.calls.get(name)
    const expression = output === undefined ? undefined : called?.module.outputs.get(output)
    if (!called || !expression) return [{ kind: 'name', name: reference }]
    const base = within(reader.module, `module.${name}`)
    const keys = [...(modules.get(base) ?? [''])]
    const wanted = key !== null ? [`[${key}]`] : keys.includes(`[${reader.key}]`) ? [`[${reader.key}]`] : keys
    const inner = expressionOf(expression)
    const all = wanted.flatMap((suffix) => ofExpression(inner, { module: base + suffix, key: null }, depth + 1))
    return narrowed(all, rest.slice(key === null ? 1 : 2))
  }

  return (expression, reader) => ofExpression(expression, reader, 0)
}

/** What is read of whole resources that a variable, output or `each.value` stands for: an instance by its key, an attribute. */
function narrowed(origins: readonly Origin[], steps: readonly string[]): readonly Origin[] {
  if (steps.length === 0) return origins
  const [first = ''] = steps
  const key = first.startsWith('[') ? first.slice(1, -1) : null
  return origins.flatMap((origin) => {
    if (origin.kind === 'name' || origin.attribute !== null) return [origin]
    if (key === null) return [{ ...origin, attribute: joined(steps) }]
    if (origin.planned.key !== key) return []
    return [{ ...origin, attribute: steps.length === 1 ? null : joined(steps.slice(1)) }]
  })
}

function joined(parts: readonly string[]): string {
  return parts.join('.').replaceAll('.[', '[')
}

/** The keys of the instances of each module call, as suffixes: `""` or `["a"]`. */
function addModules(modules: Map<string, Set<string>>, steps: readonly ModuleStep[]): void {
  for (const [index, { name, key }] of steps.entries()) {
    const base = within(moduleAddress(steps.slice(0, index)), `module.${name}`)
    const found = modules.get(base) ?? new Set<string>()
    found.add(key === null ? '' : `[${key}]`)
    modules.set(base, found)
  }
}

function expressionOf(output: Value): Value | undefined {
  return output.type === 'map' ? output.entries.get('expression')?.value : undefined
}

function unique(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins
  return [...new Map(origins.map((origin) => [nameOf(origin), origin])).values()]
}

/** An origin as its author would write it. */
export function nameOf(origin: Origin): string {
  if (origin.kind === 'name') return origin.name
  return origin.attribute === null ? origin.planned.address : `${origin.planned.address}.${origin.attribute}`
}
