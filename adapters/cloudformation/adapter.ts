import { posix } from 'node:path'
import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Adapter, Given, Sources, Stack } from '../../model/stack.ts'
import { cdkStacks } from './cdk.ts'
import type { Origin } from './origin.ts'
import { notATemplate, parseTemplate } from './parse.ts'
import { type ReadStack, readStack } from './stack.ts'
import { didYouMean } from './suggest.ts'
import { looksLikeTemplate } from './template.ts'
import type { Transforms } from './transforms.ts'

/**
 * Reads CloudFormation templates, recognised by what they hold and not by their names, with the macros that are known.
 * A file that shows a template and cannot be read is a failed stack.
 */
export function templateAdapter({ transforms }: { readonly transforms: Transforms }): Adapter {
  return {
    name: 'cloudformation',
    read: (sources, given) => {
      const origins = originsFrom(sources, given, transforms)
      const stacks = sources.files.filter(mayBeTemplate).flatMap((file) => readFile(origins(file)))
      return withParameterWarnings(withoutNested(stacks), given)
    },
  }
}

/** What is given to each template: of a CDK app, its manifest says where a stack goes and with what. */
function originsFrom(sources: Sources, given: Given, transforms: Transforms): (file: SourceFile) => Origin {
  const read = (path: string): SourceFile | undefined => sources.read(path)
  const folders = new Map<string, ReturnType<typeof cdkStacks>>()
  return (file) => {
    const folder = posix.dirname(file.path)
    const isCdk = file.path.endsWith('.template.json')
    const stacks = isCdk ? (folders.get(folder) ?? cdkStacks(folder, read)) : undefined
    if (stacks) folders.set(folder, stacks)
    const stack = stacks?.get(posix.basename(file.path))
    const region = given.region ?? given.regions?.get(file.path) ?? stack?.region
    const account = given.account ?? stack?.account
    const deployedTo = { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) }
    const parameters = stack ? new Map([...stack.parameters, ...given.parameters]) : given.parameters
    const isOther = region !== given.region || account !== given.account
    const own = { ...given, ...deployedTo, parameters }
    return { file, given: own, read, transforms, prefix: '', ...(isOther ? { deployedTo } : {}) }
  }
}

/** Cheap: unrelated files are not parsed. */
function mayBeTemplate({ path, text }: SourceFile): boolean {
  return !/\.(?:tf|tofu|hcl|tfvars|tfstate)$/i.test(path) && /\bResources\b/.test(text) && text.includes('::')
}

function readFile(origin: Origin): readonly ReadStack[] {
  const { file } = origin
  const { value, diagnostics } = parseTemplate(file)
  if (value === undefined) return showsTemplate(file.text) ? [failed(file, diagnostics)] : []
  if (!looksLikeTemplate(value)) return []
  if (value.type !== 'map') return [failed(file, [...diagnostics, notATemplate(file, value)])]
  return readStack(value, diagnostics, origin)
}

function showsTemplate(text: string): boolean {
  return /(?:^|[{,])\s{0,8}["']?Resources["']?\s*:/m.test(text) && /\b(?:AWS|Alexa|Custom)::/.test(text)
}

function failed({ path }: SourceFile, diagnostics: readonly Diagnostic[]): ReadStack {
  const stack: Stack = {
    id: path,
    path,
    format: 'cloudformation',
    status: 'failed',
    scope: 'stack',
    files: [path],
    resources: [],
    outputs: new Map(),
    opaque: [],
    diagnostics,
    normalise: () => ({ entities: [], parts: [], aliases: [], unmapped: new Map(), mapped: 0 }),
  }
  return { stack, declared: [], nested: new Set() }
}

/** A template that another one nests is judged there. Of templates that nest each other in a circle the first stays. */
function withoutNested(stacks: readonly ReadStack[]): readonly ReadStack[] {
  const inOthers = new Set(stacks.flatMap(({ nested }) => [...nested]))
  const kept = stacks.filter(({ stack }) => stack.id !== stack.path || !inOthers.has(stack.path))
  const covered = new Set(kept.flatMap(({ stack, nested }) => [stack.path, ...nested]))
  for (const one of stacks) {
    if (covered.has(one.stack.path)) continue
    kept.push(one)
    for (const path of [one.stack.path, ...one.nested]) covered.add(path)
  }
  return stacks.filter((one) => kept.includes(one))
}

/** A value for a parameter that no template declares is probably a slip; it is said once, with the first stack. */
function withParameterWarnings(stacks: readonly ReadStack[], given: Given): readonly Stack[] {
  const ids = new Set(stacks.map(({ stack }) => stack.id))
  const declared = new Set(stacks.flatMap(({ declared }) => declared))
  const readable = stacks.filter(({ stack }) => stack.status !== 'failed')
  const warnings = [...given.parameters.keys()].flatMap((key) => {
    const cut = key.lastIndexOf(':')
    const scope = cut === -1 ? undefined : key.slice(0, cut)
    const name = key.slice(cut + 1)
    const scoped = scope !== undefined && ids.has(scope)
    const names = scoped ? (stacks.find(({ stack }) => stack.id === scope)?.declared ?? []) : [...declared]
    if (names.includes(name)) return []
    const where = scoped ? `${scope} declares no such parameter` : 'no template declares such a parameter'
    return [warning('PARAMETER_NOT_DECLARED', `"${name}" is given, but ${where}.${didYouMean(name, names)}`, null)]
  })
  return stacks.map(({ stack }) =>
    stack === readable[0]?.stack ? { ...stack, diagnostics: [...stack.diagnostics, ...warnings] } : stack,
  )
}
