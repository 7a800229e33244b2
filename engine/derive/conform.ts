import type { TSchema } from 'typebox'
import type { Attribute } from '../../model/attribute.ts'
import { jsonParts } from '../../model/native.ts'
import { semanticOf, unwrap } from '../../model/schema.ts'
import { isNamedSecret } from '../../model/secret-names.ts'
import { detectSecret } from '../../model/secrets.ts'
import { joinParts, partsOf, renderText } from '../../model/text.ts'
import { entryOf, isNull, type Scalar, type Value } from '../../model/value.ts'
import { deriveCondition } from './condition.ts'
import type { Context } from './context.ts'
import { deriveGrant } from './grant.ts'
import { deriveLink } from './link.ts'
import { listAttribute, mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'
import { derivePrincipal } from './principal.ts'
import { deriveSetting } from './setting.ts'

/** The parts of a JSON Schema that a kind's attributes are made of. */
interface Shape {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  /** What it is where nothing says so. */
  readonly default?: string | number | boolean
}

/**
 * Makes an attribute of what an adapter read, as the schema of its kind asks: links are followed, patterns and
 * principals classified, texts and numbers put right. What does not fit is unknown, never guessed.
 */
export function conform(
  value: Value | undefined,
  schema: TSchema,
  context: Context,
  place: Place,
  key = '',
): Attribute {
  const { schema: inner, nullable } = unwrap(schema)
  const semantic = semanticOf(inner)
  if (semantic?.type === 'setting' && nullable && (value === undefined || isNull(value)))
    return scalarAttribute(null, value ? placeOf(value) : place)
  if (semantic?.type === 'setting')
    return value
      ? deriveSetting(key === '' ? nameOf(context) : key, value, isAskedOf(context))
      : scalarAttribute(null, place)
  if (value === undefined || isNull(value))
    return absent(inner as Shape, nullable, value ? placeOf(value) : place, context, value, semantic)
  switch (semantic?.type) {
    case 'link': {
      const why = withheldWhy(value, '')
      if (why !== undefined) return unknownAttribute({ why, needs: [] }, placeOf(value))
      return deriveLink(value, semantic.kinds, (inner as Shape).type === 'object', context)
    }
    case 'grant':
      return deriveGrant(value, context)
    case 'principal':
      return derivePrincipal(value, context)
    case 'condition':
      return deriveCondition(value, context)
    default:
      return plainAttribute(value, inner as Shape, context, key)
  }
}

/** What the default of a parameter is called. */
function nameOf({ entity: { kind, name } }: Context): string {
  return kind === 'input_parameter' && name?.type === 'scalar' ? String(name.value) : ''
}

/** The default of a parameter is a literal of its own. */
function isAskedOf({ entity, isAsked }: Context): Context['isAsked'] {
  return entity.kind === 'input_parameter' ? () => false : isAsked
}

function plainAttribute(value: Value, shape: Shape, context: Context, key: string): Attribute {
  if (value.type === 'unknown') return unknownAttribute(value.cause, placeOf(value))
  if (shape.enum) return choiceOf(value, shape.enum)
  switch (shape.type) {
    case 'object':
      return shape.properties ? objectOf(value, shape.properties, context) : mapOf(value, shape, context)
    case 'array':
      return listOf(value, shape, context)
    case 'boolean':
      return booleanOf(value)
    case 'integer':
    case 'number':
      return numberOf(value)
    default:
      return textOf(value, key)
  }
}

function objectOf(value: Value, properties: Readonly<Record<string, TSchema>>, context: Context): Attribute {
  const place = placeOf(value)
  if (value.type !== 'map') return misfit(value, 'an object')
  const attributes = Object.entries(properties).map(
    ([name, schema]) => [name, conform(entryOf(value, name)?.value, schema, context, place)] as const,
  )
  return mapAttribute(Object.fromEntries(attributes), place)
}

function mapOf(value: Value, shape: Shape, context: Context): Attribute {
  if (value.type !== 'map') return misfit(value, 'a map')
  const schema = Object.values(shape.patternProperties ?? {})[0]
  if (!schema) return misfit(value, 'a map')
  const entries = new Map<string, Attribute>()
  for (const [key, entry] of value.entries)
    entries.set(key, conform(entry.value, schema, context, { at: entry.key }, key))
  return { type: 'map', entries, ...placeOf(value), ...(value.open ? { open: value.open } : {}) }
}

function listOf(value: Value, shape: Shape, context: Context): Attribute {
  const schema = shape.items
  if (!schema) return misfit(value, 'a list')
  const place = placeOf(value)
  // The services take one text where a list is asked for, and so do their templates.
  if (value.type !== 'list') return listAttribute([conform(value, schema, context, place)], place)
  const items = value.items.map((item) => conform(item, schema, context, placeOf(item)))
  return listAttribute(items, place, value.open)
}

function absent(
  shape: Shape,
  nullable: boolean,
  place: Place,
  context: Context,
  value: Value | undefined,
  semantic: ReturnType<typeof semanticOf>,
): Attribute {
  if (shape.default !== undefined) return scalarAttribute(shape.default, place)
  if (nullable) return scalarAttribute(null, place)
  if (shape.type === 'array') return listAttribute([], place)
  if (shape.type === 'object' && shape.patternProperties) return mapAttribute({}, place)
  if (shape.type === 'object' && shape.properties && !semantic) {
    const inside = Object.entries(shape.properties).map(
      ([name, schema]) => [name, conform(undefined, schema, context, place)] as const,
    )
    return mapAttribute(Object.fromEntries(inside), place)
  }
  const why = value ? 'it is null here' : 'it is required and not given'
  return unknownAttribute({ why, needs: [] }, place)
}

function choiceOf(value: Value, allowed: readonly unknown[]): Attribute {
  const place = placeOf(value)
  if (value.type !== 'scalar') return partial(value)
  const text = String(value.value)
  if (allowed.includes(text)) return scalarAttribute(text, place)
  return unknownAttribute({ why: `${shown(value)} is none of ${allowed.join(', ')}`, needs: [] }, place)
}

function booleanOf(value: Value): Attribute {
  if (value.type !== 'scalar') return partial(value)
  const text = String(value.value).toLowerCase()
  if (text === 'true' || text === 'false') return scalarAttribute(text === 'true', placeOf(value))
  return unknownAttribute({ why: `${shown(value)} is neither true nor false`, needs: [] }, placeOf(value))
}

function numberOf(value: Value): Attribute {
  if (value.type !== 'scalar') return partial(value)
  const number = typeof value.value === 'string' && value.value.trim() === '' ? Number.NaN : Number(value.value)
  if (Number.isFinite(number)) return scalarAttribute(number, placeOf(value))
  return unknownAttribute({ why: `${shown(value)} is no number`, needs: [] }, placeOf(value))
}

function textOf(value: Value, key: string): Attribute {
  if (value.type === 'json') return textOf(joinParts(jsonParts(value.value), value.at, value.via), key)
  if (value.type === 'scalar' && value.sensitive) {
    return unknownAttribute({ why: 'its value is sensitive and withheld', needs: [] }, placeOf(value))
  }
  if (value.type !== 'scalar') return partial(value)
  const why = withheldWhy(value, key)
  if (why !== undefined) return unknownAttribute({ why, needs: [] }, placeOf(value))
  return scalarAttribute(String(value.value), placeOf(value))
}

/** Why a text is not shown; undefined where nothing tells that it is a secret. */
function withheldWhy(value: Value, key: string): string | undefined {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return undefined
  const detected = detectSecret(key, value.value)
  if (detected) return `it is a secret (${detected.detector}) and withheld`
  return isNamedSecret(key, value.value) ? 'it is named like a secret and withheld' : undefined
}

/** A scalar for a message. */
function shown({ value, sensitive }: Scalar): string {
  return sensitive || detectSecret('', String(value)) ? 'a hidden value' : String(value)
}

/** Known in part, or a reference: for a plain attribute that is not known enough. */
function partial(value: Value): Attribute {
  const parts = partsOf(value)
  if (!parts) return misfit(value, 'a text')
  const unknown = parts.find((part) => typeof part === 'object' && part.type === 'unknown')
  const cause =
    typeof unknown === 'object' && unknown.type === 'unknown'
      ? unknown.cause
      : { why: `${renderText(value)} is known only when it is deployed`, needs: [] }
  return { ...unknownAttribute(cause, placeOf(value)), pattern: parts }
}

function misfit(value: Value, wanted: string): Attribute {
  if (value.type === 'unknown') return unknownAttribute(value.cause, placeOf(value))
  return unknownAttribute({ why: `${wanted} is expected here`, needs: [] }, placeOf(value))
}
