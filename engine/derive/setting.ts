import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import { isNamedSecret } from '../../model/secret-names.ts'
import { detectSecret, schemeOf, tlsDisabled } from '../../model/secrets.ts'
import { partsOf, type TextPart } from '../../model/text.ts'
import type { Cause, Value } from '../../model/value.ts'
import { mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

/** Stands for a piece that is no literal, so that detectors see where one lies: the object replacement character. */
const hole = '\uFFFC'

/**
 * One variable of an environment: where its value comes from, and what the value tells that must not be shown.
 * A secret is described by its detector; its value goes no further than this function.
 */
export function deriveSetting(name: string, value: Value): Attribute {
  const place = placeOf(value)
  if (value.type === 'scalar' && value.value === null) return literalSetting(name, '', place)
  if (value.type === 'scalar') return literalSetting(name, String(value.value), place, value.sensitive)
  const parts = partsOf(value)
  if (!parts) return structuredSetting(name, value, place)
  const opaque = parts.find((part) => typeof part === 'object' && part.type === 'unknown' && part.symbol === undefined)
  if (typeof opaque === 'object' && opaque.type === 'unknown') return opaqueSetting(opaque.cause, place)
  const unknown = parts.find(
    (part) => typeof part === 'object' && part.type === 'unknown' && part.origin === 'input_parameter',
  )
  const text = parts.map((part) => (typeof part === 'string' ? part : hole)).join('')
  const secret = detectSecret(name, text)
  const origin = originOf(parts)
  const hidden = typeof unknown === 'object' && unknown.type === 'unknown' ? unknown : undefined
  const open = hidden ? unknownAttribute(hidden.cause, place) : scalarAttribute(null, place)
  const scheme = schemeOf(text)
  const option = tlsDisabled(text)
  return setting(
    {
      value: open,
      origin: scalarAttribute(origin, place),
      scheme: scheme === null && hidden ? open : scalarAttribute(scheme, place),
      secret: secretAttribute(secret, place),
      tls_disabled: option === null && hidden ? open : scalarAttribute(option, place),
    },
    place,
  )
}

function literalSetting(name: string, text: string, place: Place, sensitive = false): Attribute {
  const secret = detectSecret(name, text)
  return setting(
    {
      value: scalarAttribute(secret || sensitive || isNamedSecret(name, text) ? null : text, place),
      origin: scalarAttribute('literal', place),
      scheme: scalarAttribute(schemeOf(text), place),
      secret: secretAttribute(secret, place),
      tls_disabled: scalarAttribute(tlsDisabled(text), place),
    },
    place,
  )
}

/** Not known at all: not even whether it is a literal. */
function opaqueSetting(cause: Cause, place: Place): Attribute {
  const open = unknownAttribute(cause, place)
  return setting({ value: open, origin: open, scheme: open, secret: open, tls_disabled: open }, place)
}

/** A list or object where a text belongs: the provider would refuse it, or JSON was meant. */
function structuredSetting(name: string, value: Value, place: Place): Attribute {
  if (value.type === 'json') {
    const secret = literalsOf(value.value)
      .map((text) => detectSecret(name, text))
      .find((found) => found !== null)
    return setting(
      {
        value: scalarAttribute(null, place),
        origin: scalarAttribute('literal', place),
        scheme: scalarAttribute(null, place),
        secret: secretAttribute(secret ?? null, place),
        tls_disabled: scalarAttribute(null, place),
      },
      place,
    )
  }
  return unknownAttribute({ why: `the value of ${name} is no text`, needs: [] }, place)
}

function literalsOf(value: Value): readonly string[] {
  if (value.type === 'scalar') return [String(value.value)]
  if (value.type === 'list') return value.items.flatMap(literalsOf)
  if (value.type === 'map') return [...value.entries.values()].flatMap((entry) => literalsOf(entry.value))
  return (partsOf(value) ?? []).filter((part) => typeof part === 'string')
}

/** The most telling of the pieces: a secret makes the whole a secret's, a parameter without value leaves it open. */
function originOf(parts: readonly TextPart[]): string {
  const origins = parts.map((part): string => {
    if (typeof part === 'string') return 'literal'
    return part.type === 'unknown' ? (part.origin ?? 'reference') : 'reference'
  })
  for (const origin of ['secret', 'ssm_parameter', 'input_parameter', 'reference']) {
    if (origins.includes(origin)) return origin
  }
  return 'literal'
}

function secretAttribute(secret: { readonly detector: string } | null, place: Place): Attribute {
  return secret
    ? mapAttribute({ detector: scalarAttribute(secret.detector, place) }, place)
    : scalarAttribute(null, place)
}

function setting(attributes: Readonly<Record<string, Attribute>>, place: Place): MapAttribute {
  return mapAttribute(attributes, place)
}
