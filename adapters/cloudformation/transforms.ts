import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import type { SourceFile, Span } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../model/value.ts'
import { noWork, type Work } from './budget.ts'
import { isInclude, spliceIncludes } from './includes.ts'
import { expandLoops } from './language-extensions.ts'
import type { Origin } from './origin.ts'
import { readParameters, writtenText } from './parameters.ts'
import { makeResolver, type Resolver } from './resolve.ts'
import { readTemplate, readTransforms, type Transform } from './template.ts'

/** What a template-wide macro does to a template. Nothing in the template is resolved yet. */
export type TemplateTransform = (template: MapValue, context: TransformContext) => Transformed

export interface TransformContext {
  /** The file that the template was read from. */
  readonly file: SourceFile
  readonly given: Given
  /**
   * The values of the template's parameters that are given or have a default, as texts. A parameter that the service
   * looks up in the parameter store has the name it is looked up by.
   */
  readonly parameters: ReadonlyMap<string, string>
  /** Parameters whose values must never be shown: `NoEcho`, or given by one that is. */
  readonly hidden: ReadonlySet<string>
  /** What stands beside the macro's name: `Transform: {Name: …, Parameters: …}`. */
  readonly arguments?: Value
  /** A file by its path from the root, as `Sources.read`; see `pathBeside` for paths that a template writes. */
  read(path: string): SourceFile | undefined
}

export interface Transformed {
  readonly template: MapValue
  readonly diagnostics: readonly Diagnostic[]
  /** For resources that the macro made: the logical id that the author wrote, by the made one. */
  readonly declaredBy?: ReadonlyMap<string, string>
  /** Files that were read besides the template. */
  readonly files?: readonly string[]
}

/** Macros by their name. */
export type Transforms = ReadonlyMap<string, TemplateTransform>

export interface TransformedTemplate extends Required<Transformed> {
  /** All macros that the template names, in the order in which they are listed. */
  readonly listed: readonly Transform[]
  /** Those that are not known here; the template may be anything after them. */
  readonly opaque: readonly Transform[]
}

/**
 * Applies the macros of a template: first what is included anywhere in it, as the service goes from the innermost
 * outwards, then those that it lists, in their order. What is applied is no longer listed.
 * Source: CloudFormation User Guide, "Processing order of macros".
 */
export function applyTransforms(root: MapValue, origin: Origin, work: Work = noWork()): TransformedTemplate {
  const implied = impliedTransform(root)
  const listed = [...readTransforms(entryOf(root, 'Transform')?.value), ...(implied ? [implied] : [])]
  const spliced = mayInclude(root, listed, origin)
    ? spliceIncludes(root, origin, resolveIn(root, origin, work))
    : { template: root, left: false, files: [], diagnostics: [] }
  const diagnostics: Diagnostic[] = [...spliced.diagnostics, ...(implied ? [notListed(implied)] : [])]
  const declaredBy = new Map<string, string>()
  const files = new Set<string>(spliced.files)
  const opaque: Transform[] = []
  let { template } = spliced
  for (const macro of listed) {
    const applied = applyMacro(macro, template, origin, work)
    if (!applied) {
      if (!isInclude(macro) || spliced.left) opaque.push(macro)
      continue
    }
    template = applied.template
    diagnostics.push(...applied.diagnostics)
    for (const file of applied.files ?? []) files.add(file)
    for (const [made, by] of applied.declaredBy ?? []) declaredBy.set(made, declaredBy.get(by) ?? by)
  }
  return { template: withTransforms(template, opaque), diagnostics, declaredBy, files: [...files], listed, opaque }
}

const serverless = 'AWS::Serverless-2016-10-31'

/** The macro that a template needs and does not list: what it means is plain, though the service would refuse it. */
export function impliedTransform(root: MapValue): Transform | undefined {
  if (readTransforms(entryOf(root, 'Transform')?.value).some(({ name }) => name.startsWith('AWS::Serverless-'))) return
  // Whatever the section is called: a slip in its name is the service's to tell.
  for (const section of root.entries.keys()) {
    for (const { value } of sectionOf(root, section).values()) {
      const at = placeOfServerless(value)
      if (at) return { name: serverless, at }
    }
  }
  return undefined
}

function placeOfServerless(resource: Value): Span | undefined {
  const type = entryOf(resource, 'Type')?.value
  if (type?.type !== 'scalar') return undefined
  const isServerless = String(type.value).startsWith('AWS::Serverless::')
  return isServerless ? type.at : entryOf(resource, 'Connectors')?.key
}

function notListed({ name, at }: Transform): Diagnostic {
  const message = `Resources of AWS SAM need "Transform: ${name}" at the top; they are read as if it stood there.`
  return warning('INVALID_TEMPLATE', message, at)
}

function mayInclude(root: MapValue, listed: readonly Transform[], { file }: Origin): boolean {
  return listed.some(isInclude) || /Fn::Transform|!Transform/.test(file.text) || root.at.file !== file.path
}

function applyMacro(macro: Transform, template: MapValue, origin: Origin, work: Work): Transformed | undefined {
  if (isExtensions(macro)) return expandLoops(template, resolveIn(template, origin, work))
  // A trial version of the macro has its name and more behind it: `AWS::Serverless-2016-10-31-test`.
  const name = macro.name.startsWith(`${serverless}-`) ? serverless : macro.name
  const transform = origin.transforms.get(name)
  if (!transform) return undefined
  const { rest, loops } = withoutLoops(template)
  const applied = transform(rest, contextOf(template, macro, origin))
  return loops ? { ...applied, template: withLoops(applied.template, loops) } : applied
}

/** Loops over what is not known stay, where other macros would take them for resources. */
function withoutLoops(template: MapValue): { readonly rest: MapValue; readonly loops?: MapValue } {
  const resources = template.entries.get('Resources')
  const isExtended = readTransforms(entryOf(template, 'Transform')?.value).some(isExtensions)
  if (!isExtended || resources?.value.type !== 'map') return { rest: template }
  const all = [...resources.value.entries]
  const loops = all.filter(([key]) => key.startsWith('Fn::ForEach'))
  if (loops.length === 0) return { rest: template }
  const others = new Map(all.filter(([key]) => !key.startsWith('Fn::ForEach')))
  const entries = new Map(template.entries)
  entries.set('Resources', { key: resources.key, value: { ...resources.value, entries: others } })
  return { rest: { ...template, entries }, loops: { ...resources.value, entries: new Map(loops) } }
}

function withLoops(template: MapValue, { entries: loops, open }: MapValue): MapValue {
  const resources = template.entries.get('Resources')
  if (resources?.value.type !== 'map') return template
  const all = new Map([...resources.value.entries, ...loops])
  const entries = new Map(template.entries)
  entries.set('Resources', {
    key: resources.key,
    value: { ...resources.value, entries: all, ...(open ? { open } : {}) },
  })
  return { ...template, entries }
}

export function isExtensions({ name }: Pick<Transform, 'name'>): boolean {
  return name === 'AWS::LanguageExtensions'
}

/** Resolves what macros need to know of a template before it is evaluated. What is wrong is said later. */
function resolveIn(root: MapValue, origin: Origin, around: Work): (value: Value) => Value | null {
  const work = { ...around }
  const atoms = { domains: new Map<string, readonly string[]>(), names: new Map<string, string>() }
  const report = () => undefined
  let resolver: Resolver | undefined
  return (value) => {
    resolver ??= makeResolver({
      template: readTemplate(root),
      origin,
      open: true,
      extended: true,
      atoms,
      work,
      report,
    })
    return resolver.resolve(value)
  }
}

function contextOf(template: MapValue, macro: Transform, origin: Origin): TransformContext {
  const { file, given, read } = origin
  const parameters = new Map<string, string>()
  const hidden = new Set<string>()
  for (const parameter of readParameters(sectionOf(template, 'Parameters'), []).values()) {
    const value = writtenText(parameter, origin)
    if (value !== undefined) parameters.set(parameter.name, value)
    const bound = origin.bound?.get(parameter.name)
    if (parameter.noEcho || (bound?.type === 'scalar' && bound.sensitive)) hidden.add(parameter.name)
  }
  return { file, given, parameters, hidden, read, ...(macro.arguments ? { arguments: macro.arguments } : {}) }
}

function sectionOf(template: MapValue, name: string): ReadonlyMap<string, Entry> {
  const section = entryOf(template, name)?.value
  return section?.type === 'map' ? section.entries : new Map()
}

function withTransforms(template: MapValue, left: readonly Transform[]): MapValue {
  const listed = template.entries.get('Transform')
  if (!listed) return template
  const entries = new Map<string, Entry>(template.entries)
  if (left.length === 0) entries.delete('Transform')
  else {
    const items = left.map(({ name, at }): Value => ({ type: 'scalar', value: name, at }))
    entries.set('Transform', { key: listed.key, value: { type: 'list', items, at: listed.value.at } })
  }
  return { ...template, entries }
}
