import { createHash } from 'node:crypto'
import Type from 'typebox'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { sharedPathProblem } from '../../model/paths.ts'
import { type Manifest, type Parameter, type Policy, severities } from '../../model/policy.ts'
import { problemsWith } from '../configuration/check.ts'
import { parameterSchemaProblems } from './parameter-schema.ts'

/** A package of compiled Rego with its metadata, as the compiler describes it. */
export interface PackageDescription {
  readonly path: readonly string[]
  readonly files: readonly string[]
  readonly rules: readonly string[]
  readonly annotations: readonly {
    readonly scope: string
    readonly file: string
    readonly line: number
    readonly title: string
    readonly description: string
    readonly relatedResources: readonly { readonly ref: string }[]
    readonly custom: Readonly<Record<string, unknown>>
  }[]
  readonly collections: readonly CollectionUse[]
}

interface CollectionUse {
  readonly name: string
  readonly iterated: boolean
  readonly paired: boolean
}

export interface ManifestProblem {
  readonly message: string
  readonly file: string
  readonly line: number
}

/** Metadata that is wrong: every problem with its file and line. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError'
  readonly problems: readonly ManifestProblem[]
  constructor(problems: readonly ManifestProblem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
    this.problems = problems
  }
}

/**
 * What a bundle says of itself, from the metadata of its policy packages (`policies.<practice>.<name>`).
 * Throws `ManifestError` for metadata the schema rejects and for paths that lead nowhere.
 */
export function makeManifest(name: string, wasm: Uint8Array, packages: readonly PackageDescription[]): Manifest {
  const problems: ManifestProblem[] = []
  const policies = packages
    .filter(({ path }) => path[0] === 'policies' && path.length === 3 && !path[2]?.endsWith('_test'))
    .flatMap((described) => readPolicy(described, problems) ?? [])
    .sort((left, right) => (left.id < right.id ? -1 : 1))
  if (problems.length > 0) throw new ManifestError(problems)
  const digest = createHash('sha256').update(wasm).update(JSON.stringify(policies)).digest('hex')
  return { name, digest: `sha256:${digest}`, policies }
}

/** The manifest of a bundle that has profiles. Its digest is another, for they decide as well. */
export function withProfiles(manifest: Manifest, profiles: NonNullable<Manifest['profiles']>): Manifest {
  const digest = createHash('sha256').update(manifest.digest).update(JSON.stringify(profiles)).digest('hex')
  return { ...manifest, digest: `sha256:${digest}`, profiles }
}

const path = Type.String({ minLength: 1 })
const formats = ['terraform', 'terraform-plan', 'terraform-state', 'cloudformation', 'sam', 'serverless'] as const
const fixes = Type.Object(
  Object.fromEntries(formats.map((format) => [format, Type.Optional(Type.String({ minLength: 1 }))])),
  { additionalProperties: false },
)

/** `custom` of a policy's metadata. A field it does not know stops the build, so a misspelt one is found. */
const customMetadata = Type.Object(
  {
    severity: Type.Enum([...severities]),
    kind: Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]),
    reads: Type.Array(path),
    applies_reads: Type.Optional(Type.Array(path)),
    fix: Type.Union([Type.String({ minLength: 1 }), fixes]),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Object({}))),
    resources: Type.Optional(Type.Boolean()),
    since: Type.Optional(Type.String()),
    deprecated: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

function readPolicy(described: PackageDescription, problems: ManifestProblem[]): Policy | undefined {
  const [, practice = '', policy = ''] = described.path
  const id = `${practice}/${policy}`
  const annotation = described.annotations.find(({ scope }) => scope === 'package')
  const place = { file: annotation?.file ?? described.files[0] ?? id, line: annotation?.line ?? 1 }
  const found = problems.length
  const complain = (message: string): void => void problems.push({ message, ...place })
  if (!annotation) {
    complain(`${id} has no metadata; begin the file with "# METADATA" (see docs/policy-authoring.md)`)
    return undefined
  }
  const { custom } = annotation
  if (annotation.title === '') complain(`${id} has no title; say the fault in a few words`)
  if (annotation.description === '') complain(`${id} has no description; say why it matters and when to waive it`)
  if (!described.rules.includes('deny')) complain(`${id} has no rule "deny"`)
  if (described.rules.includes('applies') !== (custom.applies_reads !== undefined)) {
    complain(`${id} needs both a rule "applies" and "applies_reads", or neither`)
  }
  const metadata = problemsWith(custom, customMetadata, { name: 'custom', entry: 'field' })
  for (const { message } of metadata) complain(sentence(message))
  if (problems.length > found) return undefined
  const parameters = (custom.parameters ?? {}) as Readonly<Record<string, Parameter>>
  for (const [name, parameter] of Object.entries(parameters)) {
    for (const message of parameterSchemaProblems(parameter, `custom.parameters.${name}`)) complain(sentence(message))
  }
  const kindNames = [custom.kind].flat() as string[]
  for (const kind of kindNames)
    if (!(kind in kinds)) complain(`there is no kind "${kind}"; kinds are ${Object.keys(kinds).join(', ')}`)
  if (problems.length > found) return undefined
  const reads = custom.reads as string[]
  const appliesReads = (custom.applies_reads as string[] | undefined) ?? null
  for (const read of [...reads, ...(appliesReads ?? [])]) {
    const problem = sharedPathProblem(kindNames as KindName[], read)
    if (problem) complain(problem)
  }
  return {
    id,
    practice,
    title: annotation.title,
    description: annotation.description.trim(),
    severity: custom.severity as Policy['severity'],
    kinds: kindNames as KindName[],
    reads,
    appliesReads,
    fix: custom.fix as Policy['fix'],
    parameters,
    relatedResources: annotation.relatedResources.map(({ ref }) => ref),
    resources: custom.resources === true,
    actions: described.collections.some(({ name }) => name === 'actions' || name === '*'),
    ...(typeof custom.since === 'string' ? { since: custom.since } : {}),
    ...(typeof custom.deprecated === 'string' ? { deprecated: custom.deprecated } : {}),
    local: isLocal(described.collections, kindNames as KindName[]),
    ...place,
  }
}

/** Whether of all collections only those that are judged are walked, and these one element at a time. */
function isLocal(collections: readonly CollectionUse[], kindNames: readonly KindName[]): boolean {
  const own = new Set<string>(kindNames.map((kind) => kinds[kind].collection))
  const others = new Set<string>(['*', ...Object.values(kinds).map(({ collection }) => collection)])
  return collections.every(({ name, iterated, paired }) => (own.has(name) ? !paired : !(others.has(name) && iterated)))
}

/** As these problems are told: without a full stop. */
function sentence(message: string): string {
  return message.replace(/\.$/, '')
}
