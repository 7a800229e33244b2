import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import { formOf } from '../../model/secret-forms.ts'
import { holdsPlainSecret, isNamedSecret } from '../../model/secret-names.ts'
import { detectSecret, schemeOf, tlsDisabled } from '../../model/secrets.ts'
import { partsOf, type TextPart } from '../../model/text.ts'
import type { Cause, Value, Via } from '../../model/value.ts'
import { mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'
import { secretsIn } from './secrets-in.ts'

/** Stands for a piece that is no literal, so that detectors see where one lies: the object replacement character. */
const hole = '\uFFFC'

/**
 * One variable of an environment: where its value comes from, and what the value tells that must not be shown.
 * A secret is described by its detector; its value goes no further than this function. `isAsked` says of a place that
 * a parameter is declared there, so that its default is no literal of what uses it.
 */
export function deriveSetting(name: string, value: Value, isAsked: (via: Via) => boolean = () => false): Attribute {
  const place = placeOf(value)
  const hasForm = !value.via?.some(isAsked)
  if (value.type === 'scalar' && value.value === null) return literalSetting(name, '', place, { hasForm })
  if (value.type === 'scalar')
    return literalSetting(name, String(value.value), place, { hasForm, sensitive: value.sensitive ?? false })
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
      form: scalarAttribute(namesOnly(parts) ? 'name' : null, place),
      tls_disabled: option === null && hidden ? open : scalarAttribute(option, place),
    },
    place,
  )
}

function literalSetting(
  name: string,
  text: string,
  place: Place,
  { hasForm, sensitive = false }: { readonly hasForm: boolean; readonly sensitive?: boolean },
): Attribute {
  const secret = detectSecret(name, text) ?? (holdsPlainSecret(text) ? { detector: 'named_value' } : null)
  return setting(
    {
      value: scalarAttribute(secret || sensitive || isNamedSecret(name, text) ? null : text, place),
      origin: scalarAttribute('literal', place),
      scheme: scalarAttribute(schemeOf(text), place),
      secret: secretAttribute(secret, place),
      form: scalarAttribute(hasForm ? formOf(text) : null, place),
      tls_disabled: scalarAttribute(tlsDisabled(text), place),
    },
    place,
  )
}

/** Not known at all: not even whether it is a literal. */
function opaqueSetting(cause: Cause, place: Place): Attribute {
  const open = unknownAttribute(cause, place)
  return setting({ value: open, origin: open, scheme: open, secret: open, form: open, tls_disabled: open }, place)
}

/** A list or object where a text belongs: the provider would refuse it, or JSON was meant. */
function structuredSetting(name: string, value: Value, place: Place): Attribute {
  if (value.type === 'json') {
    const [secret] = secretsIn(value.value, name).found
    return setting(
      {
        value: scalarAttribute(null, place),
        origin: scalarAttribute('literal', place),
        scheme: scalarAttribute(null, place),
        secret: secretAttribute(secret ?? null, place),
        form: scalarAttribute(null, place),
        tls_disabled: scalarAttribute(null, place),
      },
      place,
    )
  }
  return unknownAttribute({ why: `the value of ${name} is no text`, needs: [] }, place)
}

/** The most telling of the pieces: a secret makes the whole a secret's, a parameter without value leaves it open. */
function originOf(parts: readonly TextPart[]): string {
  const origins = parts.map((part): string => {
    if (typeof part === 'string') return 'literal'
    return part.type === 'symbol' || isOpenPart(part) ? 'reference' : (part.origin ?? 'reference')
  })
  for (const origin of ['access_key', 'secret', 'ssm_parameter', 'input_parameter', 'reference']) {
    if (origins.includes(origin)) return origin
  }
  return 'literal'
}

/**
 * Of a secret of a database, what is none: who signs in, and where. `{{resolve:secretsmanager:db:SecretString:username}}`,
 * `jsondecode(…)["host"]`. Source: Secrets Manager User Guide, "JSON structure of secrets".
 */
function isOpenPart(part: Exclude<TextPart, string>): boolean {
  const name = part.type === 'unknown' ? part.symbol : part.type === 'reference' ? part.attribute : undefined
  return /(?:[:.]|\[")(?:user(?:name)?|host(?:name)?|endpoint|port|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|engine)(?:"\]|:.*)?$/.test(
    name ?? '',
  )
}

/**
 * A resource by its ARN, id, name or address, as `!Ref` of a secret is: what is there is told where it is, and not what.
 * So is a name that is made of the account or region: `pictures-${AWS::AccountId}`.
 */
function namesOnly(parts: readonly TextPart[]): boolean {
  const opaque = parts.filter((part) => typeof part === 'object')
  if (opaque.length > 0 && opaque.every(({ type }) => type === 'symbol')) return true
  const [part, ...more] = parts
  if (more.length > 0 || typeof part !== 'object' || part.type !== 'reference' || part.origin) return false
  return part.attribute === null || identifying.test(part.attribute)
}

const identifying = /^(?:arn|id|name|url|bucket)$|_(?:arn|id|name|url)$|(?:Arn|Id|Name|Url)$/i

function secretAttribute(secret: { readonly detector: string } | null, place: Place): Attribute {
  return secret
    ? mapAttribute({ detector: scalarAttribute(secret.detector, place) }, place)
    : scalarAttribute(null, place)
}

function setting(attributes: Readonly<Record<string, Attribute>>, place: Place): MapAttribute {
  return mapAttribute(attributes, place)
}
