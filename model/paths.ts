import type { TSchema } from 'typebox'
import { type KindName, kinds } from './kinds/index.ts'
import { semanticOf, unwrap } from './schema.ts'

/**
 * What is wrong with a path of a kind; `undefined` where it leads to an attribute, a list, a map, a link, or an object
 * that may be missing: null, or a member of a map (then whether it is there is what is read).
 */
export function pathProblem(kind: KindName, path: string): string | undefined {
  const ends = schemasAt(kind, path)
  if (typeof ends === 'string') return ends
  return ends.some(isObject) && !isMember(kind, path)
    ? `"${path}" is an object of several attributes; name the one that is read`
    : undefined
}

/** What is wrong with a path of a policy on several kinds: at least one of them has to have it. */
export function sharedPathProblem(kinds: readonly KindName[], path: string): string | undefined {
  const problems = kinds.map((kind) => pathProblem(kind, path))
  return problems.includes(undefined) ? undefined : problems[0]
}

/** Those of the paths that a kind has: a policy on several kinds reads of each what it has. */
export function pathsIn(kind: KindName, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => pathProblem(kind, path) === undefined)
}

/** A member of a map: whether it is there is what is read. */
function isMember(kind: KindName, path: string): boolean {
  const parent = schemasAt(kind, path.split('/').slice(0, -1).join('/'))
  return (
    typeof parent !== 'string' &&
    parent.some((schema) => (unwrap(schema).schema as Shape).patternProperties !== undefined)
  )
}

/** The schemas a path may end in, links followed; a text that says where the path leaves the model. */
export function schemasAt(kind: KindName, path: string): readonly TSchema[] | string {
  let schemas: readonly TSchema[] = [kinds[kind].attributes]
  const walked: string[] = []
  for (const key of path.split('/')) {
    const next = schemas.flatMap((schema) => through(schema)).flatMap((schema) => child(schema, key) ?? [])
    if (next.length === 0) {
      const where = walked.length === 0 ? `a ${kind}` : `${walked.join('/')} of a ${kind}`
      return `${where} has no attribute "${key}"`
    }
    schemas = next
    walked.push(key)
  }
  return schemas
}

/** A link stands for the kinds it leads to. */
function through(schema: TSchema): readonly TSchema[] {
  const { schema: inner } = unwrap(schema)
  const semantic = semanticOf(inner)
  return semantic?.type === 'link' ? semantic.kinds.map((name) => kinds[name].attributes) : [inner]
}

function child(schema: TSchema, key: string): TSchema | undefined {
  const semantic = semanticOf(schema)
  if (semantic?.type === 'reverse') return isIndex(key) ? kinds[semantic.kind].attributes : undefined
  const { properties, patternProperties, items, type } = schema as Shape
  if (type === 'array') return isIndex(key) ? items : undefined
  if (patternProperties) return Object.values(patternProperties)[0]
  return properties?.[key]
}

interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
}

function isIndex(key: string): boolean {
  return key === '*' || /^\d+$/.test(key)
}

function isObject(schema: TSchema): boolean {
  const { schema: inner, nullable } = unwrap(schema)
  const semantic = semanticOf(inner)
  if (nullable || semantic?.type === 'link' || semantic?.type === 'reverse') return false
  const isKind = Object.values(kinds).some((kind) => kind.attributes === inner)
  return !isKind && (inner as Shape).properties !== undefined
}
