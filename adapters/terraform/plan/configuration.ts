import { entryOf, type MapValue, type Value } from '../../../model/value.ts'
import type { ModuleStep } from './address.ts'
import { itemsAt, mapAt, textAt } from './node.ts'

/** A module as a plan tells of its configuration: blocks, not their instances. Locals and `dynamic` blocks are not in it. */
export interface ConfiguredModule {
  /** By `type.name` or `data.type.name`. */
  readonly resources: ReadonlyMap<string, ConfiguredBlock>
  readonly calls: ReadonlyMap<string, ConfiguredCall>
  readonly outputs: ReadonlyMap<string, Value>
  readonly variables: ReadonlyMap<string, Value>
}

export interface ConfiguredBlock {
  /** What is written in it: constants or references by argument, nested blocks as lists of the same. */
  readonly expressions: MapValue | undefined
  readonly forEach: Value | undefined
}

export interface ConfiguredCall {
  readonly expressions: MapValue | undefined
  readonly forEach: Value | undefined
  readonly module: ConfiguredModule
}

/** The configuration section of a plan; empty where the plan has none. */
export function readConfiguration(plan: Value): ConfiguredModule | undefined {
  const root = mapAt(mapAt(plan, 'configuration'), 'root_module')
  return root && readModule(root, 0)
}

/** Modules call one another in a tree, which no real configuration makes deep. */
const MAX_DEPTH = 50

function readModule(module: Value, depth: number): ConfiguredModule {
  const resources = itemsAt(module, 'resources').map((block): readonly [string, ConfiguredBlock] => {
    const name = `${textAt(block, 'type')}.${textAt(block, 'name')}`
    return [
      textAt(block, 'mode') === 'data' ? `data.${name}` : name,
      { expressions: mapAt(block, 'expressions'), forEach: entryOf(block, 'for_each_expression')?.value },
    ]
  })
  const calls = depth < MAX_DEPTH ? [...(mapAt(module, 'module_calls')?.entries ?? [])] : []
  return {
    resources: new Map(resources),
    calls: new Map(calls.map(([name, { value }]) => [name, readCall(value, depth)])),
    outputs: values(mapAt(module, 'outputs')),
    variables: values(mapAt(module, 'variables')),
  }
}

function readCall(call: Value, depth: number): ConfiguredCall {
  return {
    expressions: mapAt(call, 'expressions'),
    forEach: entryOf(call, 'for_each_expression')?.value,
    module: readModule(mapAt(call, 'module') ?? call, depth + 1),
  }
}

function values(map: MapValue | undefined): ReadonlyMap<string, Value> {
  return new Map([...(map?.entries ?? [])].map(([name, { value }]) => [name, value]))
}

/** The module that some calls lead to. */
export function moduleAt(root: ConfiguredModule, steps: readonly ModuleStep[]): ConfiguredModule | undefined {
  return steps.reduce<ConfiguredModule | undefined>((module, { name }) => module?.calls.get(name)?.module, root)
}

/** The references of an expression, without those that only begin a longer one. */
export function referencesOf(expression: Value | undefined): readonly string[] {
  const all = itemsAt(expression, 'references').flatMap((item) =>
    item.type === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  )
  // Each reference is followed by its beginnings, the longest first.
  const kept: string[] = []
  for (const reference of all) {
    const last = kept.at(-1)
    const isBeginning = last?.startsWith(reference) && /^[.[]/.test(last.slice(reference.length))
    if (!isBeginning && !kept.includes(reference)) kept.push(reference)
  }
  return kept
}
