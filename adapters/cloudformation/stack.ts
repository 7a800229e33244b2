import { always, type Condition, never } from '../../model/condition.ts'
import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import { referencesIn } from '../../model/references.ts'
import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Stack } from '../../model/stack.ts'
import { type Cause, type Entry, entryOf, type MapValue, type Value } from '../../model/value.ts'
import { byPlace } from '../sources/order.ts'
import { textOf } from './intrinsic.ts'
import { normalise } from './normalise.ts'
import { refusedValue } from './parameter-limits.ts'
import { givenValue } from './parameters.ts'
import { makeResolver, type Resolver, reportLoop } from './resolve.ts'
import { didYouMean } from './suggest.ts'
import { type Declaration, describe, readTemplate, type Template, type Transform } from './template.ts'
import { applyTransforms, type Origin } from './transforms.ts'

export interface ReadStack {
  readonly stack: Stack
  /** The names of its parameters. */
  readonly declared: readonly string[]
}

/** The stack that a template describes. Its id is the template's path. */
export function readStack(root: MapValue, read: readonly Diagnostic[], origin: Origin): ReadStack {
  const { file, given } = origin
  const transformed = applyTransforms(root, origin)
  const template = readTemplate(transformed.template)
  const diagnostics = collector([...read, ...transformed.diagnostics, ...template.diagnostics])
  const opaque = unexpanded(transformed.opaque, template, diagnostics.report)
  const resolver = makeResolver({
    template,
    given,
    valueOf: ({ name }) => givenValue(given, file.path, name),
    open: opaque.cause !== undefined,
    report: diagnostics.report,
  })
  for (const parameter of template.parameters.values()) {
    const value = givenValue(given, file.path, parameter.name)
    const written = parameter.default
    const ofDefault = written && refusedValue(parameter, String(written.value), written.at, false)
    const ofGiven = value === undefined ? undefined : refusedValue(parameter, value, parameter.at, true)
    for (const problem of [ofDefault, ofGiven]) if (problem) diagnostics.report(problem)
  }
  for (const [name, { key }] of template.conditions) resolver.condition(name, key)
  const resources = [...template.resources.values()].flatMap((declaration) =>
    readResource(declaration, transformed.declaredBy.get(declaration.id), resolver),
  )
  const outputs = readOutputs(resolver)
  const nested = resources.filter(isOpaque)
  for (const resource of nested) diagnostics.report(notRead(resource))
  diagnostics.all.sort(byPlace)
  const stack: Stack = {
    id: file.path,
    path: file.path,
    format: transformed.listed.some(({ name }) => name.startsWith('AWS::Serverless-')) ? 'sam' : 'cloudformation',
    status: diagnostics.all.some(({ severity }) => severity === 'error') ? 'partial' : 'complete',
    scope: 'stack',
    files: [file.path, ...transformed.files],
    resources,
    outputs,
    opaque: [...opaque.names, ...nested.map(({ id }) => id)],
    handed: nested.map(({ id, properties }) => ({
      resources: referencesIn(properties).map((reference) => reference.resource),
      cause: { why: `what ${id} does with it is not read`, needs: [] },
    })),
    ...openStack(opaque.cause, template.at, [...transformed.diagnostics, ...template.diagnostics]),
    diagnostics: diagnostics.all,
    normalise: (chosen) => normalise(template, chosen),
  }
  return { stack, declared: [...template.parameters.keys()] }
}

/** Diagnostics, each once. */
function collector(first: readonly Diagnostic[]): {
  readonly all: Diagnostic[]
  report: (diagnostic: Diagnostic) => void
} {
  const seen = new Set<string>()
  const all: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => {
    const { code, message, location } = diagnostic
    const key = JSON.stringify([code, message, location?.startLine, location?.startColumn])
    if (seen.has(key)) return
    seen.add(key)
    all.push(diagnostic)
  }
  first.forEach(report)
  return { all, report }
}

/** What was left out of a template, or is not expanded, may be anything. */
function openStack(cause: Cause | undefined, whole: Span, diagnostics: readonly Diagnostic[]): Pick<Stack, 'open'> {
  if (cause) return { open: cause }
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  const at = problem?.location ?? whole
  return problem ? { open: { why: 'a part of the template could not be read', needs: [], at } } : {}
}

interface Unexpanded {
  readonly names: readonly string[]
  /** Present where anything may be missing from the template. */
  readonly cause?: Cause
}

/** Macros and loops change the template in ways that are not followed here. */
function unexpanded(
  macros: readonly Transform[],
  template: Template,
  report: (diagnostic: Diagnostic) => void,
): Unexpanded {
  const names: string[] = []
  for (const { name, at } of macros) {
    names.push(name)
    if (name.startsWith('AWS::Serverless-')) {
      report(
        error('OPAQUE', 'SAM templates are not expanded yet, so their functions, roles and APIs are not judged.', at),
      )
    } else {
      report(warning('OPAQUE', `The macro ${name} runs at deployment; what it adds or changes is not read.`, at))
    }
  }
  for (const { name, at } of template.loops) {
    names.push(name)
    if (name.startsWith('Fn::ForEach')) reportLoop(name, at, { report })
    else report(warning('OPAQUE', `What ${name} puts here is not read.`, at))
  }
  const [first] = names
  return first === undefined
    ? { names }
    : { names, cause: { why: `${first} is not expanded`, needs: [], at: template.at } }
}

/** The resource, unless its condition never holds. */
function readResource(
  { id, type, at, body }: Declaration,
  declaredBy: string | undefined,
  resolver: Resolver,
): readonly Resource[] {
  const exists = existence(body, resolver)
  if (exists.op === 'false') return []
  checkDependencies(id, body, resolver)
  const properties = readProperties(id, at, body, resolver)
  return [{ id, type, mode: 'managed', properties, at, exists, ...(declaredBy === undefined ? {} : { declaredBy }) }]
}

function existence(body: MapValue, resolver: Resolver): Condition {
  const entry = body.entries.get('Condition')
  if (!entry) return always
  const name = textOf(entry.value)
  if (name !== undefined) return resolver.condition(name, entry.value.at)
  resolver.report(
    error(
      'INVALID_TEMPLATE',
      `"Condition" must be the name of a condition, but is ${describe(entry.value)}.`,
      entry.key,
    ),
  )
  return always
}

function readProperties(id: string, at: Resource['at'], body: MapValue, resolver: Resolver): MapValue {
  const entry = body.entries.get('Properties')
  const empty: MapValue = { type: 'map', entries: new Map(), at }
  if (!entry || (entry.value.type === 'scalar' && entry.value.value === null)) return empty
  const value = pushedDown(resolver.resolve(entry.value))
  if (value?.type === 'map') return value
  if (value?.type === 'unknown') return { ...empty, open: value.cause }
  const problem = `The properties of "${id}" must be a map, but here is ${value ? describe(value) : 'AWS::NoValue'}.`
  resolver.report(error('INVALID_TEMPLATE', problem, entry.key))
  return { ...empty, open: { why: 'its properties are no map', needs: [], at: entry.key } }
}

/** A choice between maps as a map of choices. */
function pushedDown(value: Value | null): Value | null {
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

function checkDependencies(id: string, body: MapValue, { template, report }: Resolver): void {
  const written = body.entries.get('DependsOn')?.value
  const names = written?.type === 'list' ? written.items : written ? [written] : []
  if (template.transforms.length > 0 || template.loops.length > 0) return
  for (const name of names) {
    const text = textOf(name)
    if (text === undefined || template.resources.has(text)) continue
    const hint = didYouMean(text, template.resources.keys())
    report(error('REFERENCE_NOT_FOUND', `"${id}" depends on "${text}", which is no resource here.${hint}`, name.at))
  }
}

function readOutputs(resolver: Resolver): ReadonlyMap<string, Value> {
  const outputs = new Map<string, Value>()
  for (const [name, { value: body }] of resolver.template.outputs) {
    const written = entryOf(body, 'Value')?.value
    const condition = body.type === 'map' ? existence(body, resolver) : always
    if (!written || condition === never) continue
    const value = resolver.resolve(written)
    if (!value || condition.op === 'false') continue
    outputs.set(
      name,
      condition.op === 'true' ? value : { type: 'choice', condition, then: value, otherwise: null, at: value.at },
    )
  }
  return outputs
}

/** What lies beside the template is the user's own: that it is not judged must not pass for success. */
function notRead({ id, type, at, properties }: Resource): Diagnostic {
  const url = properties.entries.get('TemplateURL')?.value
  const local = localPath(url ?? null)
  if (local !== undefined || properties.entries.has('TemplateBody')) {
    const what = local === undefined ? 'its TemplateBody' : `the template ${local}`
    const next =
      local === undefined ? 'Check it as a file of its own meanwhile.' : 'Check that file by itself meanwhile.'
    return error(
      'OPAQUE',
      `Local nested templates are not read yet: what "${id}" (${type}) creates by ${what} is not judged. ${next}`,
      at,
    )
  }
  return warning('OPAQUE', `What is inside "${id}" (${type}) is not read; nothing in it is judged.`, at)
}

/** The path of a template that the packaging command would upload. Source: AWS CLI, "cloudformation package". */
function localPath(value: Value | null): string | undefined {
  if (value?.type === 'choice') return localPath(value.then) ?? localPath(value.otherwise)
  const text = value?.type === 'scalar' && !value.sensitive ? textOf(value) : undefined
  return text === undefined || text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? undefined : text
}

function isOpaque({ type }: Resource): boolean {
  return type === 'AWS::CloudFormation::Stack' || type === 'AWS::CloudFormation::StackSet' || type.endsWith('::MODULE')
}
