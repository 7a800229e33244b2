import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { SourceFile, Span } from '../../model/source.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../model/value.ts'
import type { Surroundings } from './evaluate.ts'
import { textOf } from './intrinsic.ts'
import { pathBeside } from './local.ts'
import type { Origin } from './origin.ts'
import { notATemplate, parseTemplate } from './parse.ts'
import type { Resolver } from './resolve.ts'
import { readProperties } from './resources.ts'
import { type Declaration, looksLikeTemplate } from './template.ts'

const deepest = 10
const mostStacks = 200

/** The template of a stack that a template declares. */
export interface Found {
  readonly file: SourceFile
  readonly root: MapValue
  readonly diagnostics: readonly Diagnostic[]
  /** False where it stands as a text in the template around it. */
  readonly isFile: boolean
}

/** The template of a declared stack, where it is here; `refused` where it is here and not read, which is said. */
export function templateOf(
  declaration: Declaration,
  origin: Origin,
  { report, chain, whole }: Surroundings,
  resolver: Resolver,
): Found | 'refused' | undefined {
  const properties = readProperties(declaration, resolver)
  const body = properties.entries.get('TemplateBody')?.value
  const written = textOf(body)
  if (body && written !== undefined) return readInside(body, written, origin, report)
  const url = localTemplate(properties, declaration)
  const location = textOf(url)
  const path = location === undefined ? undefined : pathBeside(origin.file.path, location)
  if (!url) return undefined
  if (path === undefined) return url.type === 'choice' ? oneOfSeveral(url, declaration, report) : undefined
  if (chain.includes(path)) {
    report(error('REFERENCE_CYCLE', `The template ${path} is nested in itself. Break the circle.`, url.at))
    return 'refused'
  }
  whole.stacks += 1
  if (chain.length > deepest || whole.stacks > mostStacks) {
    const limit = chain.length > deepest ? `more than ${deepest} levels deep` : `in each other, more than ${mostStacks}`
    report(error('TOO_DEEP', `Stacks are nested ${limit}, so what is in "${declaration.id}" is not judged.`, url.at))
    return 'refused'
  }
  const file = origin.read(path)
  if (!file) {
    const problem = `The template ${path} is not there or must not be read, so what "${declaration.id}" creates is not judged.`
    report(error('PATH_NOT_FOUND', problem, url.at))
    return 'refused'
  }
  const { value, diagnostics } = parseTemplate(file)
  whole.nested.add(file.path)
  whole.files.add(file.path)
  return accepted(value, file, diagnostics, true, report)
}

/** What lies beside the template is the user's own: that it is not judged must not pass for success. */
function oneOfSeveral(url: Value, { id, at }: Declaration, report: Surroundings['report']): 'refused' | undefined {
  if (!mayBeLocal(url)) return undefined
  const problem = `Which template "${id}" has is not decided, so what it creates is not judged. Decide it with --parameter.`
  report(error('OPAQUE', problem, at))
  return 'refused'
}

function mayBeLocal(value: Value | null): boolean {
  if (value?.type === 'choice') return mayBeLocal(value.then) || mayBeLocal(value.otherwise)
  const text = textOf(value)
  return text !== undefined && pathBeside('', text) !== undefined
}

/** The path that the packaging command would upload: of a CDK app, the asset that is named beside the properties. */
function localTemplate(properties: MapValue, { body }: Declaration): Value | undefined {
  const metadata = body.entries.get('Metadata')?.value
  const asset = textOf(entryOf(metadata, 'aws:asset:property')?.value) === 'TemplateURL'
  const path = asset ? entryOf(metadata, 'aws:asset:path')?.value : undefined
  const url = path ?? properties.entries.get('TemplateURL')?.value
  return url?.type === 'scalar' && url.sensitive ? undefined : url
}

/** A template that stands as a text: everything in it has the place of the text. */
function readInside(
  body: Value,
  text: string,
  origin: Origin,
  report: Surroundings['report'],
): Found | 'refused' | undefined {
  const file = { path: origin.file.path, text }
  const { value, diagnostics } = parseTemplate(file)
  const here = diagnostics.map((diagnostic) => ({ ...diagnostic, location: body.at }))
  return accepted(value && placedAt(value, body.at), file, here, false, report)
}

function placedAt(value: Value, at: Span): Value {
  if (value.type === 'list') return { ...value, items: value.items.map((item) => placedAt(item, at)), at }
  if (value.type !== 'map') return { ...value, at }
  const entries = new Map<string, Entry>()
  for (const [key, entry] of value.entries) entries.set(key, { key: at, value: placedAt(entry.value, at) })
  return { ...value, entries, at }
}

function accepted(
  value: Value | undefined,
  file: SourceFile,
  diagnostics: readonly Diagnostic[],
  isFile: boolean,
  report: Surroundings['report'],
): Found | 'refused' {
  if (value?.type === 'map' && looksLikeTemplate(value)) return { file, root: value, diagnostics, isFile }
  diagnostics.forEach(report)
  if (value && value.type !== 'map') report(notATemplate(file, value))
  else if (value)
    report(error('INVALID_TEMPLATE', `${file.path} is nested as a template, but has no resources.`, value.at))
  return 'refused'
}
