import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Cause, Entry, MapValue, Value } from '../../model/value.ts'
import { entryOf } from '../../model/value.ts'
import { type Parameter, readParameters } from './parameters.ts'

/** The sections of a template, as written: nothing in them is resolved. */
export interface Template {
  readonly at: Span
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly mappings: ReadonlyMap<string, Entry>
  readonly conditions: ReadonlyMap<string, Entry>
  readonly resources: ReadonlyMap<string, Declaration>
  readonly outputs: ReadonlyMap<string, Entry>
  readonly rules: ReadonlyMap<string, Entry>
  readonly transforms: readonly Transform[]
  /** Functions among the names of a section, which would make more of them: `Fn::ForEach::Buckets`. */
  readonly loops: readonly Loop[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A resource as it is declared. */
export interface Declaration {
  readonly id: string
  readonly type: string
  readonly at: Span
  readonly body: MapValue
}

export interface Loop {
  readonly name: string
  readonly at: Span
  /** Why it was not expanded, where that was said already. */
  readonly cause?: Cause
}

export interface Transform {
  readonly name: string
  readonly at: Span
  /** What is given to it. */
  readonly arguments?: Value
}

/** Whether a value is a template: a map with `Resources`, some of which have a type `X::Y`. */
export function looksLikeTemplate(value: Value): boolean {
  const resources = entryOf(value, 'Resources')?.value
  if (resources === undefined) return false
  if (entryOf(value, 'AWSTemplateFormatVersion') || entryOf(value, 'Transform')) return true
  if (resources.type !== 'map') return false
  return [...resources.entries.values()].some(({ value: body }) => {
    const type = entryOf(body, 'Type')?.value
    return type?.type === 'scalar' && typeof type.value === 'string' && /^\w+::\w+/.test(type.value)
  })
}

/** Takes a template apart into its sections. What is not shaped as it must be is diagnosed and left out. */
export function readTemplate(root: MapValue): Template {
  const diagnostics: Diagnostic[] = []
  const loops: Loop[] = []
  const section = (name: string): ReadonlyMap<string, Entry> => readSection(root, name, loops, diagnostics)
  const resources = readResources(section('Resources'), diagnostics)
  return {
    at: root.at,
    parameters: readParameters(section('Parameters'), diagnostics),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources,
    outputs: section('Outputs'),
    rules: section('Rules'),
    transforms: readTransforms(entryOf(root, 'Transform')?.value),
    loops,
    diagnostics,
  }
}

function readSection(
  root: MapValue,
  name: string,
  loops: Loop[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Entry> {
  const entry = root.entries.get(name)
  if (!entry) return new Map()
  if (entry.value.type === 'map') {
    const names = [...entry.value.entries]
    const cause = entry.value.open
    for (const [name, { key: at }] of names) {
      if (name.startsWith('Fn::')) loops.push({ name, at, ...(cause ? { cause } : {}) })
    }
    return new Map(names.filter(([key]) => !key.startsWith('Fn::')))
  }
  const empty = entry.value.type === 'scalar' && entry.value.value === null
  if (!empty || name === 'Resources') {
    diagnostics.push(
      error('INVALID_TEMPLATE', `"${name}" must be a map of names, but is ${describe(entry.value)}.`, entry.key),
    )
  }
  return new Map()
}

function readResources(
  section: ReadonlyMap<string, Entry>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Declaration> {
  const resources = new Map<string, Declaration>()
  for (const [id, { key, value }] of section) {
    if (value.type !== 'map') {
      diagnostics.push(
        error('INVALID_TEMPLATE', `The resource "${id}" must be a map with "Type", but is ${describe(value)}.`, key),
      )
      continue
    }
    const type = typeOf(value)
    if (type?.type !== 'scalar' || typeof type.value !== 'string' || type.value === '') {
      const problem = type ? `has a "Type" that is no text` : 'has no "Type"'
      diagnostics.push(
        error(
          'INVALID_TEMPLATE',
          `The resource "${id}" ${problem}, so it is not read. Say what it is: "Type: AWS::…".`,
          key,
        ),
      )
      continue
    }
    if (!/^[A-Za-z0-9]+$/.test(id)) {
      const problem = `"${id}" is no logical id: the service takes letters and digits only. Name the resource otherwise.`
      diagnostics.push(warning('INVALID_TEMPLATE', problem, key))
    }
    resources.set(id, { id, type: type.value, at: key, body: value })
  }
  return resources
}

/** A type that stands in place of the local module that rain would put there. Source: aws-cloudformation/rain, "modules". */
export const rainModule = 'Rain::Module'

/** A module of the registry, or a local one of rain. Resources inside have names that begin with the module's. */
export function isModule(type: string): boolean {
  return type.endsWith('::MODULE') || type === rainModule
}

function typeOf(body: MapValue): Value | undefined {
  const type = body.entries.get('Type')?.value
  const isRain = ['Rain::Module', 'Fn::Rain::Module'].some((name) => entryOf(type, name))
  return type && isRain ? { type: 'scalar', value: rainModule, at: type.at } : type
}

/** The macros that a template lists under `Transform`: a name, a list, or maps with `Name` and `Parameters`. */
export function readTransforms(value: Value | undefined): readonly Transform[] {
  if (value === undefined) return []
  if (value.type === 'list') return value.items.flatMap(readTransforms)
  if (value.type === 'scalar' && typeof value.value === 'string') return [{ name: value.value, at: value.at }]
  const name = entryOf(value, 'Name')?.value ?? entryOf(value, 'Fn::Transform')?.value
  const given = entryOf(value, 'Parameters')?.value
  return readTransforms(name).map((transform) => (given ? { ...transform, arguments: given } : transform))
}

/** What a value is, for messages. */
export function describe(value: Value): string {
  switch (value.type) {
    case 'list':
      return 'a list'
    case 'map':
      return 'a map'
    case 'scalar':
      if (value.sensitive) return 'a hidden value'
      return value.value === null
        ? 'empty'
        : `the ${typeof value.value === 'string' ? 'text' : typeof value.value} ${JSON.stringify(value.value)}`
    default:
      return 'not known'
  }
}
