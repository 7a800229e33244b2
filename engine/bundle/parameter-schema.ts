import Type, { type TProperties } from 'typebox'
import type { Parameter } from '../../model/policy.ts'
import { type ValueSchema, valueTypes } from '../../model/value-schema.ts'
import { problemsWith } from '../configuration/check.ts'
import { parameterProblems } from '../configuration/parameter.ts'

/**
 * What is wrong with what metadata say of a parameter: words of JSON Schema that there are not or that mean nothing for
 * its type, and a default that it would not take.
 */
export function parameterSchemaProblems(parameter: Parameter, name: string): readonly string[] {
  const problems = schemaProblems(parameter, name, { default: Type.Unknown() })
  if (problems.length > 0) return problems
  return parameterProblems(parameter.default, parameter, `${name}.default`).map(({ message }) => message)
}

/** Of a schema and of those within. */
function schemaProblems(schema: ValueSchema, name: string, more: TProperties = {}): readonly string[] {
  const { type } = schema
  if (type === undefined || !valueTypes.includes(type)) {
    return problemsWith(type === undefined ? {} : { type }, typed, { name }).map(({ message }) => message)
  }
  const whole = Type.Object({ ...shared, ...wordsOf[type], ...more }, { additionalProperties: false })
  const problems = problemsWith(schema, whole, { name, entry: 'field' }).map(({ message }) => message)
  if (problems.length > 0) return problems
  const { pattern, items, properties = {}, additionalProperties } = schema
  const members = Object.entries(properties).map(([key, inner]) => [`properties.${key}`, inner] as const)
  const other =
    typeof additionalProperties === 'object' ? [['additionalProperties', additionalProperties] as const] : []
  return [
    ...(pattern === undefined || isPattern(pattern) ? [] : [`${name}.pattern is no regular expression of ECMAScript.`]),
    ...(items === undefined ? [] : schemaProblems(items, `${name}.items`)),
    ...[...members, ...other].flatMap(([path, inner]) => schemaProblems(inner, `${name}.${path}`)),
  ]
}

const typed = Type.Object({ type: Type.Enum([...valueTypes]) })
const inner = Type.Object({})
const count = Type.Optional(Type.Integer({ minimum: 0 }))
const bound = Type.Optional(Type.Number())
const range = { minimum: bound, exclusiveMinimum: bound, maximum: bound }

const shared = { type: Type.String(), description: Type.Optional(Type.String()) }

/** The words of JSON Schema that say something of values of a type. */
const wordsOf: Readonly<Record<(typeof valueTypes)[number], TProperties>> = {
  string: {
    enum: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    pattern: Type.Optional(Type.String({ minLength: 1 })),
    format: Type.Optional(Type.Enum(['regex'])),
    minLength: count,
    examples: Type.Optional(Type.Array(Type.String())),
  },
  integer: range,
  number: range,
  boolean: {},
  array: { items: Type.Optional(inner), minItems: count },
  object: {
    properties: Type.Optional(Type.Record(Type.String(), inner)),
    required: Type.Optional(Type.Array(Type.String())),
    additionalProperties: Type.Optional(Type.Union([Type.Boolean(), inner], { title: 'true, false or a map' })),
    minProperties: count,
  },
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}
