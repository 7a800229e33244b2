import type {
  Static,
  TArray,
  TBoolean,
  TEnum,
  TInteger,
  TNull,
  TObject,
  TProperties,
  TRecord,
  TSchema,
  TString,
  TUnion,
  TUnknown,
} from 'typebox'

export type { Static, TNull, TObject, TProperties, TSchema, TUnion }

type Options = Readonly<Record<string, unknown>>

/**
 * The builders of the schemas that the model uses, with TypeBox's types and the plain JSON Schema it would make of them.
 * TypeBox itself is hundreds of modules, and loading them was a third of the time of a short run.
 */
export const Type = {
  String: (options: Options = {}) => ({ type: 'string', ...options }) as TString,
  Integer: (options: Options = {}) => ({ type: 'integer', ...options }) as TInteger,
  Boolean: (options: Options = {}) => ({ type: 'boolean', ...options }) as TBoolean,
  Null: (options: Options = {}) => ({ type: 'null', ...options }) as TNull,
  Unknown: (options: Options = {}) => ({ ...options }) as unknown as TUnknown,
  Enum: <const Values extends string[]>(values: readonly [...Values], options: Options = {}) =>
    ({ enum: values, ...options }) as unknown as TEnum<Values>,
  Array: <Item extends TSchema>(items: Item, options: Options = {}) =>
    ({ type: 'array', items, ...options }) as unknown as TArray<Item>,
  /** Every property is required. */
  Object: <Properties extends TProperties>(properties: Properties, options: Options = {}) =>
    ({ type: 'object', required: Object.keys(properties), properties, ...options }) as unknown as TObject<Properties>,
  Record: <Value extends TSchema>(_key: TString, value: Value, options: Options = {}) =>
    ({ type: 'object', patternProperties: { '^.*$': value }, ...options }) as unknown as TRecord<'^.*$', Value>,
  Union: <Members extends TSchema[]>(anyOf: readonly [...Members], options: Options = {}) =>
    ({ anyOf, ...options }) as unknown as TUnion<Members>,
}
