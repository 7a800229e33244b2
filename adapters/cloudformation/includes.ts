import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../model/value.ts'
import { defaultLimits } from '../sources/json.ts'
import { textOf } from './intrinsic.ts'
import { pathBeside } from './local.ts'
import type { Origin } from './origin.ts'
import { parseTemplate } from './parse.ts'
import { readTransforms, type Transform } from './template.ts'

export interface Spliced {
  readonly template: MapValue
  readonly files: readonly string[]
  /** Something that the template itself lists is none of the files here. */
  readonly left: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Puts the files that `AWS::Include` names where it stands; what is in them keeps its place there. Only files beside the
 * template are read: the packaging command uploads those. What lies elsewhere is left as it is written.
 * Source: CloudFormation User Guide, "AWS::Include transform"; AWS CLI, "cloudformation package".
 */
export function spliceIncludes(root: MapValue, origin: Origin, resolve: (value: Value) => Value | null): Spliced {
  const splicing: Splicing = {
    origin,
    resolve,
    read: new Map(),
    files: new Set(),
    diagnostics: [],
    values: 0,
    depth: 0,
  }
  try {
    const own = splice(root, [origin.file.path], splicing)
    const { template, left } = withTopLevel(own.type === 'map' ? own : root, splicing)
    return { template, left, files: [...splicing.files], diagnostics: splicing.diagnostics }
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    return {
      template: root,
      left: true,
      files: [...splicing.files],
      diagnostics: [...splicing.diagnostics, problem.diagnostic],
    }
  }
}

interface Splicing {
  readonly origin: Origin
  readonly resolve: (value: Value) => Value | null
  /** What each file holds; null where it could not be read. */
  readonly read: Map<string, Value | null>
  readonly files: Set<string>
  readonly diagnostics: Diagnostic[]
  /** How many values the files gave. */
  values: number
  /** How many maps and lists are around what is looked at. */
  depth: number
}

class Refused extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

/** A value with the files spliced in. Values in which there is nothing to splice stay the same. */
function splice(value: Value, chain: readonly string[], splicing: Splicing): Value {
  splicing.depth += 1
  if (splicing.depth > defaultLimits.depth + 1) {
    const problem = `With the files that are included values lie more than ${defaultLimits.depth} deep in each other. Include less.`
    throw new Refused(error('TOO_DEEP', problem, value.at))
  }
  const spliced = spliceInside(value, chain, splicing)
  splicing.depth -= 1
  return spliced
}

function spliceInside(value: Value, chain: readonly string[], splicing: Splicing): Value {
  if (value.type === 'list') {
    const items = value.items.map((item) => splice(item, chain, splicing))
    return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
  }
  if (value.type !== 'map') return value
  const entries = new Map<string, Entry>()
  let changed = false
  for (const [key, entry] of value.entries) {
    const inner = splice(entry.value, chain, splicing)
    changed ||= inner !== entry.value
    entries.set(key, inner === entry.value ? entry : { key: entry.key, value: inner })
  }
  const own = changed ? { ...value, entries } : value
  return own.entries.has('Fn::Transform') ? withIncluded(own, chain, splicing) : own
}

/** Alone in its map, the function stands for what the file holds; beside other keys, the file's are added to them. */
function withIncluded(value: MapValue, chain: readonly string[], splicing: Splicing): Value {
  const macros = readTransforms(value.entries.get('Fn::Transform')?.value)
  if (macros.length === 0 || !macros.every(isInclude)) return value
  const included = macros.map((macro) => includedBy(macro, chain, splicing))
  if (!included.every((content) => content !== undefined)) return value
  const [only] = included
  if (value.entries.size === 1 && included.length === 1 && only) return only
  const entries = new Map([...value.entries].filter(([key]) => key !== 'Fn::Transform'))
  for (const content of included) {
    if (content.type !== 'map') return value
    for (const [key, entry] of content.entries) if (!entries.has(key)) entries.set(key, entry)
  }
  return { ...value, entries }
}

/** `Transform: {Name: AWS::Include, …}` of the template itself: the file's sections are added to the template's. */
function withTopLevel(root: MapValue, splicing: Splicing): { readonly template: MapValue; readonly left: boolean } {
  let template = root
  let left = false
  for (const macro of readTransforms(entryOf(root, 'Transform')?.value).filter(isInclude)) {
    const content = includedBy(macro, [splicing.origin.file.path], splicing)
    if (content?.type !== 'map') {
      left = true
      continue
    }
    const entries = new Map(template.entries)
    for (const [name, section] of content.entries) {
      const before = entries.get(name)
      if (before?.value.type !== 'map' || section.value.type !== 'map') entries.set(name, before ?? section)
      else {
        const both = new Map([...section.value.entries, ...before.value.entries])
        entries.set(name, { key: before.key, value: { ...before.value, entries: both } })
      }
    }
    template = { ...template, entries }
  }
  return { template, left }
}

export function isInclude({ name }: Pick<Transform, 'name'>): boolean {
  return name === 'AWS::Include'
}

const deepest = 10

/** What the file holds that a macro names, ready to stand in its place; `undefined` where it is none of the files here. */
function includedBy(macro: Transform, chain: readonly string[], splicing: Splicing): Value | undefined {
  const { origin, diagnostics, resolve } = splicing
  const written = entryOf(macro.arguments, 'Location')?.value
  const location = written && textOf(resolve(written))
  const path = location === undefined ? undefined : pathBeside(chain.at(-1) ?? origin.file.path, location)
  if (!written || path === undefined) return undefined
  if (chain.includes(path)) {
    const problem = `${location} includes itself${chain.length > 1 ? ' by way of other files' : ''}. Break the circle.`
    diagnostics.push(error('REFERENCE_CYCLE', problem, written.at))
    return undefined
  }
  if (chain.length > deepest) {
    diagnostics.push(error('TOO_DEEP', `Files include each other more than ${deepest} levels deep here.`, written.at))
    return undefined
  }
  const content = contentOf(path, written.at, splicing)
  return content ? throughInclude(splice(content, [...chain, path], splicing), macro.at, splicing) : undefined
}

function contentOf(path: string, at: Span, splicing: Splicing): Value | null {
  const known = splicing.read.get(path)
  if (known !== undefined) return known
  const { origin, diagnostics } = splicing
  const file = origin.read(path)
  if (!file) {
    const problem = `The file ${path} is not there or must not be read, so what it would add is not judged.`
    diagnostics.push(error('PATH_NOT_FOUND', problem, at))
    splicing.read.set(path, null)
    return null
  }
  splicing.files.add(file.path)
  const parsed = parseTemplate(file)
  diagnostics.push(...parsed.diagnostics)
  splicing.read.set(path, parsed.value ?? null)
  return parsed.value ?? null
}

/** Every value with the way it came. */
function throughInclude(value: Value, location: Span, splicing: Splicing): Value {
  splicing.values += 1
  if (splicing.values > defaultLimits.values) {
    const problem = `The files that are included hold more than ${defaultLimits.values} values together. Include less.`
    throw new Refused(error('TOO_MANY_VALUES', problem, location))
  }
  const via = [{ reason: 'transform', location } as const, ...(value.via ?? [])]
  if (value.type === 'list')
    return { ...value, items: value.items.map((item) => throughInclude(item, location, splicing)), via }
  if (value.type !== 'map') return { ...value, via }
  const entries = new Map<string, Entry>()
  for (const [key, entry] of value.entries)
    entries.set(key, { key: entry.key, value: throughInclude(entry.value, location, splicing) })
  return { ...value, entries, via }
}
