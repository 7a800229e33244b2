import { always, and, type Condition } from '../../model/condition.ts'
import { error, warning } from '../../model/diagnostic.ts'
import type { Resource } from '../../model/resource.ts'
import { type Entry, entryOf, isNull, type MapValue, type Value } from '../../model/value.ts'
import { textOf } from './intrinsic.ts'
import type { Resolver } from './resolve.ts'
import { didYouMean } from './suggest.ts'
import { type Declaration, describe } from './template.ts'

/** The resource, unless its condition never holds. */
export function readResource(
  declaration: Declaration,
  around: Condition,
  declaredBy: string | undefined,
  resolver: Resolver,
): Resource | undefined {
  const { id, type, at, body } = declaration
  // Records what made the template; its condition asks for one region after the other.
  const own = type === 'AWS::CDK::Metadata' ? always : existence(body, resolver)
  const exists = and(around, own)
  if (exists.op === 'false') return undefined
  checkDependencies(id, body, resolver)
  const author = declaredBy === undefined ? constructPath(body) : resolver.origin.prefix + declaredBy
  const attributes = readAttributes(body, resolver)
  return {
    id: resolver.origin.prefix + id,
    type,
    mode: 'managed',
    properties: readProperties(declaration, resolver),
    ...(attributes.entries.size > 0 ? { attributes } : {}),
    at,
    exists,
    ...(author === undefined ? {} : { declaredBy: author }),
  }
}

/** When the condition of a resource or an output holds. */
export function existence(body: MapValue, resolver: Resolver): Condition {
  const entry = body.entries.get('Condition')
  if (!entry) return always
  const name = textOf(entry.value)
  if (name !== undefined) return resolver.condition(name, entry.value.at)
  const problem = `"Condition" must be the name of a condition, but is ${describe(entry.value)}.`
  resolver.report(error('INVALID_TEMPLATE', problem, entry.key))
  return always
}

export function readProperties({ id, at, body }: Declaration, resolver: Resolver): MapValue {
  const entry = body.entries.get('Properties')
  const empty: MapValue = { type: 'map', entries: new Map(), at }
  if (!entry || isNull(entry.value)) return empty
  const value = pushedDown(resolver.resolve(entry.value))
  if (value?.type === 'map') {
    reportNulls(value, resolver)
    return value
  }
  if (value?.type === 'unknown') return { ...empty, open: value.cause }
  const problem = `The properties of "${id}" must be a map, but here is ${value ? describe(value) : 'AWS::NoValue'}.`
  resolver.report(error('INVALID_TEMPLATE', problem, entry.key))
  return { ...empty, open: { why: 'its properties are no map', needs: [], at: entry.key } }
}

/** A choice between maps as a map of choices. */
export function pushedDown(value: Value | null): Value | null {
  if (value?.type !== 'choice') return value
  const nothing: MapValue = { type: 'map', entries: new Map(), at: value.at }
  const then = pushedDown(value.then) ?? nothing
  const otherwise = pushedDown(value.otherwise) ?? nothing
  if (then.type !== 'map' || otherwise.type !== 'map') return value
  const entries = new Map<string, Entry>()
  for (const [key, entry] of [...then.entries, ...otherwise.entries]) {
    const sides = { then: then.entries.get(key)?.value ?? null, otherwise: otherwise.entries.get(key)?.value ?? null }
    const chosen: Value = { type: 'choice', condition: value.condition, ...sides, at: entry.value.at }
    if (!entries.has(key)) entries.set(key, { key: entry.key, value: chosen })
  }
  return { type: 'map', entries, at: value.at }
}

/** The service refuses null anywhere in a template; mappings take it as nothing. */
function reportNulls(value: Value, resolver: Resolver, name?: string): void {
  if (value.type === 'map') for (const [key, entry] of value.entries) reportNulls(entry.value, resolver, key)
  else if (value.type === 'list') for (const item of value.items) reportNulls(item, resolver, name)
  else if (isNull(value)) {
    const problem = `"${name}" is empty, which the service refuses; it is taken as not there. Give it a value or remove it.`
    resolver.report(warning('INVALID_VALUE', problem, value.at))
  }
}

const attributeNames = ['DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy', 'UpdatePolicy', 'Metadata'] as const

/** What is said of a resource beside its properties; what it depends on as references. */
function readAttributes(body: MapValue, resolver: Resolver): MapValue {
  const entries = new Map<string, Entry>()
  for (const name of attributeNames) {
    const entry = body.entries.get(name)
    const value = entry && resolver.resolve(entry.value)
    if (entry && value) entries.set(name, { key: entry.key, value })
  }
  const written = body.entries.get('DependsOn')
  if (written) {
    const items = dependencies(body).flatMap((item): Value[] => {
      const name = textOf(item)
      if (name === undefined) return []
      return [{ type: 'reference', resource: resolver.origin.prefix + name, attribute: null, at: item.at }]
    })
    entries.set('DependsOn', { key: written.key, value: { type: 'list', items, at: written.value.at } })
  }
  return { type: 'map', entries, at: body.at }
}

function dependencies(body: MapValue): readonly Value[] {
  const written = body.entries.get('DependsOn')?.value
  if (written?.type === 'list') return written.items
  return written ? [written] : []
}

function checkDependencies(id: string, body: MapValue, { template, report }: Resolver): void {
  if (template.transforms.length > 0 || template.loops.length > 0) return
  for (const name of dependencies(body)) {
    const text = textOf(name)
    if (text === undefined || template.resources.has(text)) continue
    const hint = didYouMean(text, template.resources.keys())
    report(error('REFERENCE_NOT_FOUND', `"${id}" depends on "${text}", which is no resource here.${hint}`, name.at))
  }
}

/** The construct that a resource of a CDK app comes from: `Shop/Orders/Resource` is made by `Shop/Orders`. */
function constructPath(body: MapValue): string | undefined {
  const path = textOf(entryOf(body.entries.get('Metadata')?.value, 'aws:cdk:path')?.value)
  return path?.replace(/\/(?:Resource|Default)$/, '')
}
