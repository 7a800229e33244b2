import type { TSchema } from 'typebox'
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { nearest } from '../../model/nearest.ts'

/** Something wrong at an offset of the text. */
export interface Problem {
  readonly at: number
  readonly message: string
}

/** The keywords that the schema of `portcullis.yaml` is made of. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly minProperties?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly examples?: readonly string[]
}

/** Everything in a YAML node that its schema does not allow. Values are not repeated: they may be secrets. */
export function problemsWith(node: Node, schema: TSchema): readonly Problem[] {
  return inNode(node, schema as Schema, '')
}

function inNode(node: Node | null, schema: Schema, path: string): readonly Problem[] {
  // A parameter's type is known to its policy.
  if (schema.type === undefined && schema.anyOf === undefined && schema.enum === undefined) return []
  if (node === null || (isScalar(node) && node.value === null)) {
    return [{ at: node?.range?.[0] ?? 0, message: `${path} has no value; it takes ${wanted(schema)}.` }]
  }
  if (schema.anyOf) {
    return schema.anyOf.some((one) => inNode(node, one, path).length === 0) ? [] : [unfit(node, schema, path)]
  }
  if (schema.type === 'object')
    return isMap(node) ? inMap(node.items as never, node, schema, path) : [unfit(node, schema, path)]
  if (schema.type === 'array') {
    if (!isSeq(node)) return [unfit(node, schema, path)]
    return node.items.flatMap((item, index) => inNode(item as Node, schema.items ?? {}, `${path}[${index}]`))
  }
  return isScalar(node) && fits(node.value, schema) ? [] : [unfit(node, schema, path)]
}

function inMap(items: readonly Pair<Node, Node | null>[], map: Node, schema: Schema, path: string): readonly Problem[] {
  const members = Object.values(schema.patternProperties ?? {})[0]
  const names = new Set<string>()
  const problems = items.flatMap(({ key, value }) => {
    const at = key.range?.[0] ?? 0
    const name = isScalar(key) ? String(key.value) : ''
    names.add(name)
    const below = path === '' ? name : `${path}.${name}`
    const own = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
    const inner = own ?? members
    if (inner === undefined || name === '') return [unknownKey(at, name, path, Object.keys(schema.properties ?? {}))]
    return inNode(value, inner, below).map((problem) => (problem.at === 0 ? { ...problem, at } : problem))
  })
  const missing = (schema.required ?? []).filter((name) => !names.has(name))
  const some = names.size < (schema.minProperties ?? 0) ? [Object.keys(schema.properties ?? {}).join(', ')] : []
  const needs = [...missing, ...some.map((known) => (known === '' ? 'an entry' : `one of ${known}`))]
  return [...problems, ...needs.map((what) => ({ at: map.range?.[0] ?? 0, message: `${path} needs ${what}.` }))]
}

function unknownKey(at: number, name: string, path: string, known: readonly string[]): Problem {
  const meant = nearest(name, known)
  const where = path === '' ? 'there is no setting' : `${path} has no setting`
  const hint =
    meant === undefined
      ? `The settings ${path === '' ? '' : 'there '}are ${known.join(', ')}.`
      : `Did you mean ${meant}?`
  return { at, message: `${where} "${name}". ${hint}` }
}

function unfit(node: Node, schema: Schema, path: string): Problem {
  const isNumber = isScalar(node) && typeof node.value !== 'string' && schema.type === 'string'
  const quotes = isNumber ? ' Write it in quotes.' : ''
  const meant = schema.enum && isScalar(node) ? nearest(String(node.value), schema.enum) : undefined
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  const what = path === '' ? 'The file' : path
  return { at: node.range?.[0] ?? 0, message: `${what} takes ${wanted(schema)}.${quotes}${hint}` }
}

function fits(value: unknown, schema: Schema): boolean {
  if (schema.enum) return schema.enum.includes(value as string)
  if (schema.type === 'boolean') return typeof value === 'boolean'
  if (schema.type === 'string') {
    if (typeof value !== 'string' || value.length < (schema.minLength ?? 0)) return false
    return schema.pattern === undefined || new RegExp(schema.pattern).test(value)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  if (schema.type === 'integer' && !Number.isSafeInteger(value)) return false
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, exclusiveMinimum } = schema
  return value >= minimum && value <= maximum && (exclusiveMinimum === undefined || value > exclusiveMinimum)
}

/** A text as the schema's type wants it; undefined where it does not fit. */
export function readScalar(text: string, schema: Schema): string | number | boolean | undefined {
  const isNumber = schema.type === 'number' || schema.type === 'integer'
  const value = isNumber ? (text.trim() === '' ? Number.NaN : Number(text)) : text
  return fits(value, schema) ? value : undefined
}

/** With more of them a list is not read. */
const manyWords = 12

function some(words: readonly string[]): string {
  return `${words.slice(0, 3).join(', ')}, …`
}

/** What a schema takes, in words. */
export function wanted(schema: Schema): string {
  if (schema.enum) return `one of ${schema.enum.length > manyWords ? some(schema.enum) : schema.enum.join(', ')}`
  if (schema.anyOf) return 'a text, a number, true, false or a list of these'
  if (schema.examples?.[0] !== undefined) return `a text like ${schema.examples[0]}`
  const { minimum, maximum, exclusiveMinimum } = schema
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum
  const from = least === undefined ? '' : exclusiveMinimum === undefined ? ` from ${least}` : ` above ${least}`
  const range = `${from}${maximum === undefined ? '' : ` to ${maximum}`}`
  const words = { object: 'a map', array: 'a list', string: 'a text', boolean: 'true or false' }
  if (schema.type === 'integer') return `a whole number${range}`
  if (schema.type === 'number') return `a number${range}`
  return schema.type === undefined ? 'a value' : words[schema.type]
}
