import type { RE2JS } from 're2js'
import type { NumberTerm } from '../../terms.ts'

/**
 * A JSON Schema ready for validation: drafts 4, 6 and 7, and without `$schema` what all three have, as OPA 1.19 reads them
 * (its copy of gojsonschema, whose messages these are).
 */
export interface Schema {
  /** The schema `true` or `false`. */
  always?: boolean
  /** What `$ref` leads to; nothing beside it counts. */
  reference?: Schema
  types: readonly string[]
  properties: readonly (readonly [string, Schema])[]
  additionalProperties?: boolean | Schema
  patternProperties: readonly (readonly [RE2JS, Schema])[]
  propertyNames?: Schema
  dependencies: ReadonlyMap<string, readonly string[] | Schema>
  items?: Schema | readonly Schema[]
  additionalItems?: boolean | Schema
  contains?: Schema
  limits: Readonly<Partial<Record<Limit, number>>>
  numbers: Readonly<Partial<Record<NumberKeyword, NumberTerm>>>
  pattern?: RE2JS
  format?: string
  required: readonly string[]
  uniqueItems: boolean
  /** Values as {@link plainJson} writes them. */
  constant?: string
  choices: readonly string[]
  oneOf: readonly Schema[]
  anyOf: readonly Schema[]
  allOf: readonly Schema[]
  not?: Schema
  if?: Schema
  then?: Schema
  else?: Schema
}

export type Limit = 'minLength' | 'maxLength' | 'minProperties' | 'maxProperties' | 'minItems' | 'maxItems'
export type NumberKeyword = 'multipleOf' | 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'

/** Not a valid JSON Schema. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}
