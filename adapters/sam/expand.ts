import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import { isNull } from '../../model/value.ts'
import { emptyMap, entriesOf, itemsOf, textOf, valueAt, without } from './edit.ts'
import { causesOf, diagnose, type Invalid, InvalidResource, InvalidTemplate } from './errors.ts'
import { type Controlled, checkId, type ExpansionContext, makeExpansion, typeOf } from './expansion.ts'
import { type Globals, readGlobals, withGlobals } from './globals.ts'
import { checkResource } from './properties.ts'
import { withFinalDependencies, withFinalReferences } from './references.ts'
import { serverlessTypes } from './resources/index.ts'
import { checkSections, readSections } from './sections.ts'
import { type Attributes, phases, type ServerlessResource, type ServerlessType } from './serverless.ts'

export interface Expanded {
  /** The template without serverless resources. */
  readonly template: MapValue
  /** Logical id of what expansion made → the id that the author wrote. */
  readonly declaredBy: ReadonlyMap<string, string>
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * A template as the serverless transform of the service would leave it, its functions unresolved. What the service
 * refuses is diagnosed, in its words; the resources concerned stay as they are written.
 */
export function expandServerless(template: MapValue, context: ExpansionContext): Expanded {
  const causes: Invalid[] = []
  const attempt = <T>(work: () => T): T | undefined => {
    if (causes[0] instanceof InvalidTemplate) return undefined
    try {
      return work()
    } catch (thrown) {
      const found = causesOf(thrown)
      const whole = found.filter((cause) => cause instanceof InvalidTemplate)
      if (whole.length > 0) causes.splice(0, causes.length, ...whole)
      else causes.push(...found)
      return undefined
    }
  }
  const sections = attempt(() => readSections(template, context))
  if (!sections) return { template, declaredBy: new Map(), diagnostics: diagnose(causes) }
  const expansion = makeExpansion(sections, context)
  const types = [...serverlessTypes.values()]
  for (const type of types) attempt(() => type.prepare?.(expansion))
  if (causes.length === 0) attempt(() => mergeGlobals(expansion, template, types))
  if (causes.length === 0) attempt(() => checkSections(template))
  if (causes.length === 0) {
    for (const { type, id } of inOrder(expansion)) attempt(() => expandOne(id, type, expansion))
    expansion.begin(undefined)
    for (const type of types) attempt(() => type.finish?.(expansion))
  }
  const diagnostics = [...diagnose(causes), ...(causes.length > 0 ? missingValues(template, expansion) : [])]
  return { template: rebuilt(template, expansion), declaredBy: expansion.declaredBy, diagnostics }
}

/** What is refused may be so for want of a value that a deployment would have. */
function missingValues(template: MapValue, { parameters, region }: Controlled): readonly Diagnostic[] {
  const names = entriesOf(valueAt(template, 'Parameters')).filter(([name]) => !parameters.has(name))
  const needs = [...names.map(([name]) => `--parameter ${name}=…`), ...(region === undefined ? ['--region …'] : [])]
  const [first] = names
  if (!first) return []
  const problem = `What is refused may be so because values are missing. Give ${needs.join(', ')}.`
  return [warning('NOT_EVALUATED', problem, first[1].key)]
}

function mergeGlobals(expansion: Controlled, template: MapValue, types: readonly ServerlessType[]): void {
  const entry = template.entries.get('Globals')
  const globals: Globals = readGlobals(entry?.value, entry?.key ?? template.at, types)
  for (const [id, body] of expansion.resources) {
    const type = typeOf(body) ?? ''
    if (serverlessTypes.has(type)) expansion.resources.set(id, withGlobals(id, type, body, globals))
  }
}

function inOrder(expansion: Controlled): readonly { readonly id: string; readonly type: ServerlessType }[] {
  const all = [...expansion.resources].flatMap(([id, body]) => {
    const type = serverlessTypes.get(typeOf(body) ?? '')
    return type ? [{ id, type }] : []
  })
  return phases.flatMap((phase) => all.filter(({ type }) => type.phase === phase))
}

function expandOne(id: string, type: ServerlessType, expansion: Controlled): void {
  const body = expansion.resources.get(id)
  if (!body) return
  const resource = readResource(id, type, body, expansion)
  expansion.begin(resource)
  expansion.resources.delete(id)
  try {
    checkId(id, resource.at)
    type.validate?.(resource, expansion)
    checkResource(id, type.type, looked(resource.properties, type), type.properties)
    type.expand(resource, expansion)
  } catch (thrown) {
    // What is refused stays as it is written: others may refer to it.
    expansion.resources.set(id, body)
    throw thrown
  }
  nameParts(id, type, expansion)
}

/** What a template may call `Function.Alias`. */
function nameParts(id: string, { references }: ServerlessType, expansion: Controlled): void {
  for (const [name, type] of Object.entries(references ?? {})) {
    const found = expansion
      .madeFor(id)
      .find((made) => typeOf(expansion.resources.get(made) ?? emptyMap(expansion.at)) === type)
    if (found === undefined) continue
    const names = expansion.dotted.get(id) ?? new Map<string, string>()
    expansion.dotted.set(id, names.set(name, found))
  }
}

/** The properties that are held against their shapes. */
function looked(properties: MapValue, { ignoresOthers, properties: shapes }: ServerlessType): MapValue {
  const others = ignoresOthers ? [...properties.entries.keys()].filter((name) => !Object.hasOwn(shapes, name)) : []
  return without(properties, ...others)
}

function readResource(id: string, { type }: ServerlessType, body: MapValue, expansion: Controlled): ServerlessResource {
  const entry = body.entries.get('Properties')
  const properties = entry?.value
  if (entry && properties?.type !== 'map') {
    throw new InvalidResource(id, 'Properties of a resource must be an object.', entry.key)
  }
  const written = properties?.type === 'map' ? properties : emptyMap(body.at)
  const empty = [...written.entries].filter(([, { value }]) => isNull(value)).map(([name]) => name)
  return {
    id,
    type,
    at: expansion.placeOf(id),
    properties: without(written, ...empty),
    body,
    attributes: pick(body, ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy']),
    mainAttributes: pick(body, [
      'DependsOn',
      'Condition',
      'UpdatePolicy',
      'DeletionPolicy',
      'UpdateReplacePolicy',
      'Metadata',
    ]),
  }
}

function pick(body: MapValue, names: readonly string[]): Attributes {
  const entries = names.flatMap((name): [string, Entry][] => {
    const entry = body.entries.get(name)
    return entry ? [[name, entry]] : []
  })
  return new Map(entries)
}

/** The template again: its own sections, what is left of the resources and what was made. */
function rebuilt(template: MapValue, expansion: Controlled): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, entry] of template.entries) {
    if (name === 'Globals') continue
    if (name !== 'Transform') entries.set(name, entry)
    else if (otherTransforms(entry)) entries.set(name, otherTransforms(entry) ?? entry)
  }
  const resources = [...expansion.resources].map(([id, body]): [string, Entry] => [
    id,
    { key: expansion.placeOf(id), value: withFinalDependencies(body, expansion) },
  ])
  const section = template.entries.get('Resources')
  const place = { key: section?.key ?? template.at, at: section?.value.at ?? template.at }
  entries.set('Resources', { key: place.key, value: { type: 'map', entries: new Map(resources), at: place.at } })
  if (expansion.conditions.size > 0) {
    const conditions = template.entries.get('Conditions')
    const value: MapValue = { type: 'map', entries: expansion.conditions, at: conditions?.value.at ?? template.at }
    entries.set('Conditions', { key: conditions?.key ?? template.at, value })
  }
  const whole: MapValue = { ...template, entries }
  const final = withFinalReferences(whole, expansion)
  return final.type === 'map' ? final : whole
}

/** The transforms of the template that are not this one. */
function otherTransforms({ key, value }: Entry): Entry | undefined {
  const isOurs = (item: Value): boolean => textOf(item)?.startsWith('AWS::Serverless-') ?? false
  if (value.type !== 'list') return isOurs(value) ? undefined : { key, value }
  const items = itemsOf(value).filter((item) => !isOurs(item))
  return items.length === 0 ? undefined : { key, value: { ...value, items } }
}
