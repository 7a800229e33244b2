import type { TSchema } from 'typebox'
import { semanticOf } from './schema.ts'

export type Sample = string | number | boolean | null | readonly Sample[] | { readonly [key: string]: Sample }

interface Shape {
  readonly anyOf?: readonly TSchema[]
  readonly enum?: readonly Sample[]
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly examples?: readonly Sample[]
  readonly items?: TSchema
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
}

/**
 * Values an attribute may have: null where it may be null, each member of an enumeration, the extremes of a number, the
 * examples of a text, an empty and a filled list. Links are left to whoever knows the entities: they are null here.
 */
export function samplesOf(schema: TSchema): readonly Sample[] {
  const shape = schema as Shape
  const semantic = semanticOf(schema)
  if (semantic?.type === 'link') return [null]
  if (semantic?.type === 'reverse') return [[]]
  if (shape.anyOf) return shape.anyOf.flatMap(samplesOf)
  if (shape.enum) return shape.enum
  switch (shape.type) {
    case 'null':
      return [null]
    case 'boolean':
      return [true, false]
    case 'integer':
    case 'number':
      return numbers(shape)
    case 'string':
      return [...new Set(['sample', '', ...(shape.examples ?? [])])]
    case 'array':
      return lists(shape)
    case 'object':
      return shape.properties ? objects(shape.properties) : maps(shape)
    default:
      return [null, 'sample']
  }
}

function numbers({ minimum = 0, maximum = 1_000_000 }: Shape): readonly number[] {
  return [...new Set([minimum, maximum, Math.min(Math.max(1, minimum), maximum)])]
}

function lists({ items }: Shape): readonly Sample[] {
  const members = items ? samplesOf(items) : []
  return [[], ...members.map((member) => [member]), members]
}

function maps({ patternProperties }: Shape): readonly Sample[] {
  const value = Object.values(patternProperties ?? {})[0]
  return [{}, ...(value ? samplesOf(value).map((member) => ({ SAMPLE: member })) : [])]
}

/** One property is varied at a time: all combinations would be too many. */
function objects(properties: Readonly<Record<string, TSchema>>): readonly Sample[] {
  const samples = Object.entries(properties).map(([name, schema]) => [name, samplesOf(schema)] as const)
  const base = Object.fromEntries(samples.map(([name, values]) => [name, values[0] ?? null]))
  const varied = samples.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...base, [name]: value })))
  return [base, ...varied]
}
