import type { Attribute } from '../../model/attribute.ts'
import { partsOf, renderText } from '../../model/text.ts'
import { type Cause, entryOf, type Value } from '../../model/value.ts'
import { literal, parseArn } from './arn.ts'
import type { Context } from './context.ts'
import { accountText } from './grant.ts'
import { mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

/**
 * Who a statement speaks of. Source: IAM User Guide, "AWS JSON policy elements: Principal": an account may be written
 * as its number, as the ARN of its root, or through any identity in it.
 */
export function derivePrincipal(value: Value, context: Context): Attribute {
  const place = placeOf(value)
  const type = entryOf(value, 'type')?.value
  const whom = entryOf(value, 'value')?.value
  if (type?.type === 'unknown') return unknownAttribute(type.cause, placeOf(type))
  if (!type || !whom || type.type !== 'scalar')
    return unknownAttribute({ why: 'this is no principal', needs: [] }, place)
  const here = placeOf(whom)
  const parts = partsOf(whom)
  const unknown = parts?.find((part) => typeof part === 'object' && part.type === 'unknown')
  const cause = unknown && typeof unknown === 'object' && unknown.type === 'unknown' ? unknown.cause : undefined
  const text = renderText(whom)
  const isIdentity = type.value === 'AWS'
  const hidden = type.value === 'Service' ? hiddenName(whom) : undefined
  const account = isIdentity ? accountOf(whom, context, cause) : null
  const anyone = text === '*' || account === 'any'
  return mapAttribute(
    {
      type: scalarAttribute(String(type.value), place),
      text: hidden ? unknownAttribute(hidden, here) : scalarAttribute(text, here),
      any: parts?.length === 1 && cause ? unknownAttribute(cause, here) : scalarAttribute(anyone, here),
      account:
        account !== null && typeof account === 'object'
          ? unknownAttribute(account, here)
          : scalarAttribute(account, here),
      issuer:
        type.value === 'Federated'
          ? issuerOf(whom, entryOf(value, 'issuer')?.value, here)
          : scalarAttribute(null, here),
      account_id: scalarAttribute(
        account === 'own' ? (context.account ?? null) : isIdentity ? accountNumber(whom) : null,
        here,
      ),
      whole_account:
        isIdentity && parts?.length === 1 && cause
          ? unknownAttribute(cause, here)
          : scalarAttribute(isIdentity && isWhole(whom), here),
    },
    here,
  )
}

/** Why it is not known which service this is: what its domain begins with has no value. */
function hiddenName(whom: Value): Cause | undefined {
  for (const part of partsOf(whom) ?? []) {
    if (typeof part === 'object' && part.type === 'unknown') return part.cause
    if (typeof part === 'string' && part.includes('.')) return undefined
  }
  return undefined
}

/** Without scheme: as the ARN of the provider has it, and the condition keys of its claims. */
function issuerOf(whom: Value, url: Value | undefined, place: Place): Attribute {
  if (url?.type === 'scalar') {
    return scalarAttribute(
      String(url.value)
        .replace(/^https:\/\//, '')
        .replace(/\/$/, ''),
      place,
    )
  }
  const parts = partsOf(url ?? whom) ?? []
  const name = literal(parseArn(parts)?.resource ?? parts)
  if (name !== undefined)
    return scalarAttribute(name.startsWith('saml-') ? null : name.replace(/^oidc-provider\//, ''), place)
  const hidden = parts.find((part) => typeof part === 'object' && part.type === 'unknown')
  const why = `where ${renderText(url ?? whom)} is found is not known`
  return unknownAttribute(
    typeof hidden === 'object' && hidden.type === 'unknown' ? hidden.cause : { why, needs: [] },
    place,
  )
}

/** The account that is written out, as its number or in an ARN. */
function accountNumber(whom: Value): string | null {
  const parts = partsOf(whom) ?? []
  const text = literal(parseArn(parts)?.account ?? parts) ?? ''
  return /^\d{12}$/.test(text) ? text : null
}

/** A number alone, or the ARN of the root: both speak of whoever the account lets. */
function isWhole(whom: Value): boolean {
  if (whom.type === 'symbol') return true
  const parts = partsOf(whom) ?? []
  const arn = parseArn(parts)
  return arn ? literal(arn.resource) === 'root' : /^\d{12}$/.test(literal(parts) ?? '')
}

function accountOf(whom: Value, context: Context, cause: Cause | undefined): string | null | Cause {
  if (whom.type === 'symbol') return 'own'
  if (whom.type === 'reference') return 'own'
  const parts = partsOf(whom) ?? []
  const arn = parseArn(parts)
  const section = arn ? arn.account : parts
  const text = literal(section)
  if (text === '*') return 'any'
  if (text !== undefined && /^\d{12}$|[*?]/.test(text)) return accountText(text, context)
  // An origin access identity belongs to the service, in whose stead it acts for one distribution.
  if (text === 'cloudfront') return null
  const [only] = section
  if (typeof only === 'object' && only.type === 'symbol' && only.name === 'account') return 'own'
  if (typeof only === 'object' && only.type === 'reference') return 'own'
  return cause ?? { why: `whose account ${renderText(whom)} is cannot be told`, needs: [] }
}
