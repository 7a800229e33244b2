import type { Attribute } from '../../model/attribute.ts'
import { partsOf } from '../../model/text.ts'
import type { Cause, Value } from '../../model/value.ts'
import { literal, parseArn } from './arn.ts'
import type { Context } from './context.ts'
import { accountText, deriveGrant } from './grant.ts'
import { mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

/** Source: IAM User Guide, "AWS global condition context keys"; `aws:SourceOwner` is what SNS called the account first. */
const ofAccounts: ReadonlySet<string> = new Set(['aws:sourceaccount', 'aws:sourceowner', 'aws:principalaccount'])
const ofArns: ReadonlySet<string> = new Set(['aws:sourcearn', 'aws:principalarn'])

/** Values of the condition key, in lower case, name accounts or resources. */
export function namesSources(key: string): boolean {
  return ofAccounts.has(key) || ofArns.has(key)
}

/** Whose account a value of a condition names, and which entity of the stack. */
export function deriveSource(value: Value, context: Context): Attribute {
  const place = placeOf(value)
  const parts = partsOf(value) ?? []
  const isArn =
    parseArn(parts) !== undefined || parts.some((part) => typeof part === 'object' && part.type === 'reference')
  return isArn ? resourceOf(value, context, place) : accountOf(value, context, place)
}

/** As a resource pattern, but what lies outside is nothing: no entity is made of it. */
function resourceOf(value: Value, context: Context, place: Place): Attribute {
  const grant = deriveGrant(value, { ...context, external: () => '' })
  if (grant.type !== 'map') return grant
  const { entries } = grant
  const breadth = entries.get('breadth')
  const target = entries.get('target')
  const isOne = breadth?.type !== 'scalar' || breadth.value === 'exact'
  const leads = target?.type === 'link' && target.id !== '' && target.kind !== 'resource'
  const kept = (name: string): Attribute => entries.get(name) ?? scalarAttribute(null, place)
  return mapAttribute(
    {
      account: kept('account'),
      account_id: isOwn(kept('account')) ? scalarAttribute(context.account ?? null, place) : numberIn(value, place),
      service: kept('service'),
      breadth: kept('breadth'),
      target: isOne && (leads || target?.type === 'unknown') ? target : scalarAttribute(null, place),
      path: kept('path'),
    },
    place,
  )
}

/** By reference or by its number, it is the same account. */
function isOwn(account: Attribute): boolean {
  return account.type === 'scalar' && account.value === 'own'
}

function numberIn(value: Value, place: Place): Attribute {
  const section = parseArn(partsOf(value) ?? [])?.account ?? []
  const text = literal(section)
  const hidden = section.find((part) => typeof part === 'object' && part.type === 'unknown')
  if (typeof hidden === 'object' && hidden.type === 'unknown') return unknownAttribute(hidden.cause, place)
  return scalarAttribute(numberOf(text), place)
}

/** The number of an account, or a pattern of one. */
function accountOf(value: Value, context: Context, place: Place): Attribute {
  if (value.type === 'unknown') return unknownAttribute(value.cause, place)
  const text = literal(partsOf(value) ?? [])
  const account = value.type === 'symbol' ? 'own' : text === undefined ? partlyKnown : accountText(text, context)
  return mapAttribute(
    {
      account: typeof account === 'object' ? unknownAttribute(account, place) : scalarAttribute(account, place),
      account_id: scalarAttribute(numberOf(account === 'own' ? context.account : text), place),
      service: scalarAttribute(null, place),
      breadth: scalarAttribute(account === 'any' ? 'all' : 'exact', place),
      target: scalarAttribute(null, place),
      path: scalarAttribute('', place),
    },
    place,
  )
}

function numberOf(text: string | undefined): string | null {
  return text !== undefined && /^\d{12}$/.test(text) ? text : null
}

const partlyKnown: Cause = { why: 'the account is known in part only', needs: [] }
