import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import { grantTargets } from '../../model/iam.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { TextPart } from '../../model/text.ts'
import { partsOf, renderPart, renderText } from '../../model/text.ts'
import type { Cause, Reference, Value } from '../../model/value.ts'
import { type Arn, completedArn, literal, nameParts, parseArn, splitName } from './arn.ts'
import type { Context } from './context.ts'
import { deriveLink } from './link.ts'
import { listAttribute, mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'

const targets: readonly KindName[] = grantTargets

/**
 * What a resource pattern of a statement covers: whose, of which service, how much, and which entity if exactly one.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource"; the shape of names: Service Authorization Reference.
 */
export function deriveGrant(value: Value, context: Context): Attribute {
  const parts = partsOf(value)
  if (!parts) return unknownAttribute({ why: 'this is no resource pattern', needs: [] }, placeOf(value))
  return { ...factsOf(value, parts, context), pattern: parts }
}

function factsOf(value: Value, parts: readonly TextPart[], context: Context): MapAttribute {
  const place = placeOf(value)
  const [first, ...rest] = parts
  if (typeof first === 'object' && first.type === 'reference') return referenced(first, rest, value, context)
  const text = renderText(value)
  const arn = parseArn(completedArn(parts))
  if (arn) return named(arn, text, value, context)
  if (/^\*+$/.test(text))
    return facts(
      text,
      { ...nothing, breadth: 'all', account: 'any', anyAccount: true, region: 'any' },
      undecided(text),
      place,
    )
  const cause = parts.map(causeOf).find((found) => found !== undefined)
  if (cause) return facts(text, unclear(cause), cause, place)
  return facts(text, { ...nothing, literal: text.length }, link(value, context), place)
}

const nothing = {
  service: null,
  breadth: 'exact',
  literal: 0,
  region: null,
  account: null,
  anyAccount: false,
  path: '',
} as const

function unclear(cause: Cause): Facts {
  return {
    service: cause,
    breadth: cause,
    literal: cause,
    region: cause,
    account: cause,
    anyAccount: cause,
    path: cause,
  }
}

/** `!GetAtt Table.Arn`, and the same with something behind it: `${Bucket.Arn}/*`. */
function referenced(reference: Reference, rest: readonly TextPart[], value: Value, context: Context): MapAttribute {
  const suffix = rest.map(renderPart).join('')
  const stream = /stream_?arn$/i.test(reference.attribute ?? '')
  const target = context.follow(reference, targets)
  const service = target.state === 'entity' ? (kinds[target.kind].arn?.service ?? undefined) : undefined
  const place = placeOf(value)
  const isLonger = suffix !== '' && !/^[:/]/.test(suffix)
  return facts(
    renderText(value),
    {
      service: service ?? { why: `what ${renderPart(reference)} is, only the provider can tell`, needs: [] },
      breadth: isLonger && /^[*?]/.test(suffix) ? 'prefix' : 'exact',
      literal: otherName,
      region: service === 's3' ? null : 'one',
      account: service === 's3' ? null : 'own',
      anyAccount: false,
      path: stream ? `/stream/*${suffix}` : suffix,
    },
    isLonger ? undecided(renderText(value)) : link({ ...reference, ...place }, context),
    place,
  )
}

/** An ARN that is written out, or put together of literals, symbols and references. */
function named(arn: Arn, text: string, value: Value, context: Context): MapAttribute {
  const place = placeOf(value)
  const service = literal(arn.service)
  const serviceFact = service === undefined ? firstCause(arn.service) : service.includes('*') ? null : service
  const kind = targets.find(
    (name) => kinds[name].arn?.service === service && startsWith(arn.resource, kinds[name].arn?.prefix ?? ''),
  )
  const { name, path } = splitName(kind, kind ? nameParts(kind, arn.resource) : genericName(arn.resource))
  // A name put together as that of an entity of the stack is its name, whatever its parts will be.
  const isOurs = kind !== undefined && context.follow(value, [kind]).state === 'entity'
  const breadth = service?.includes('*') ? 'all' : isOurs ? 'exact' : breadthOf(name)
  const exact = breadth === 'exact'
  return facts(
    text,
    {
      service: serviceFact,
      breadth,
      literal: typeof breadth === 'string' ? literalLength(name) : breadth,
      region: regionOf(arn.region),
      account: accountOf(arn.account, context),
      anyAccount: isAny(arn.account),
      path: path.map(renderPart).join(''),
    },
    exact ? link(value, context) : typeof breadth === 'string' ? undecided(text) : breadth,
    place,
  )
}

type Fact = string | number | boolean | null | Cause

type Facts = Readonly<Record<'service' | 'breadth' | 'literal' | 'region' | 'account' | 'anyAccount' | 'path', Fact>>

function facts(
  text: string,
  { service, breadth, literal, region, account, anyAccount, path }: Facts,
  target: Attribute | Cause,
  place: Place,
): MapAttribute {
  const fact = (value: Fact): Attribute =>
    value !== null && typeof value === 'object' ? unknownAttribute(value, place) : scalarAttribute(value, place)
  return mapAttribute(
    {
      text: scalarAttribute(text, place),
      service: fact(service),
      breadth: fact(breadth),
      literal: fact(literal),
      region: fact(region),
      account: fact(account),
      any_account: fact(anyAccount),
      target: 'type' in target ? target : unknownAttribute(target, place),
      path: fact(path),
      denied: listAttribute([], place),
      allowed: scalarAttribute(null, place),
    },
    place,
  )
}

function link(value: Value, context: Context): Attribute {
  return deriveLink(value, targets, true, context)
}

function undecided(text: string): Cause {
  return { why: `${text} is a pattern: it may cover this and others`, needs: [] }
}

/** Of a service we have no kind for: what follows the type, `topic` in `rule/topic`. */
function genericName(parts: readonly TextPart[]): readonly TextPart[] {
  const [first, ...rest] = parts
  if (typeof first !== 'string') return parts
  const cut = first.search(/[/:]/)
  const name = cut === -1 ? first : first.slice(cut + 1)
  return name === '' && rest.length > 0 ? rest : [name, ...rest]
}

/** How much a name covers: wildcards decide; a parameter without value may hold one. */
function breadthOf(name: readonly TextPart[]): string | Cause {
  const wildcard = name.findIndex((part) => typeof part === 'string' && /[*?]/.test(part))
  const cause = (wildcard === -1 ? name : name.slice(0, wildcard)).map(causeOf).find((found) => found !== undefined)
  if (cause) return cause
  if (literalLength(name) === 0) return 'type'
  return wildcard === -1 ? 'exact' : 'prefix'
}

/** Without its wildcards; a reference or symbol is taken for a name of eight characters. */
function literalLength(name: readonly TextPart[]): number {
  const lengths = name.map((part) => (typeof part === 'string' ? part.replace(/[*?]/g, '').length : otherName))
  return lengths.reduce((sum, length) => sum + length, 0)
}

const otherName = 8

function regionOf(parts: readonly TextPart[]): Fact {
  if (literal(parts) === '') return null
  const any = isAny(parts)
  return typeof any === 'boolean' ? (any ? 'any' : 'one') : any
}

/** Whether a section of an ARN holds a wildcard; a parameter without value may. */
function isAny(parts: readonly TextPart[]): boolean | Cause {
  if (parts.some((part) => typeof part === 'string' && /[*?]/.test(part))) return true
  return parts.map(causeOf).find((cause) => cause !== undefined) ?? false
}

function accountOf(parts: readonly TextPart[], context: Context): Fact {
  const text = literal(parts)
  if (text === '') return null
  if (text !== undefined) return accountText(text, context)
  const [only] = parts
  if (parts.length === 1 && typeof only === 'object' && only.type === 'symbol' && only.name === 'account') return 'own'
  return firstCause(parts)
}

/** Whose account a literal one is. It is ours only if we know which is ours. */
export function accountText(text: string, { account }: Context): string | Cause {
  if (/[*?]/.test(text)) return 'any'
  if (account !== undefined) return text === account ? 'own' : 'foreign'
  return { why: `whether account ${text} is the one deployed to is not given`, needs: ['--account …'] }
}

function firstCause(parts: readonly TextPart[]): Cause {
  return parts.map(causeOf).find((cause) => cause !== undefined) ?? { why: 'only the provider can tell', needs: [] }
}

/** Why a piece could be anything. Pseudo parameters that no wildcard can stand in could not. */
function causeOf(part: TextPart): Cause | undefined {
  if (typeof part === 'string' || part.type !== 'unknown') return undefined
  return part.symbol?.startsWith('AWS::') ? undefined : part.cause
}

function startsWith(parts: readonly TextPart[], prefix: string): boolean {
  const [first] = parts
  return prefix === '' || (typeof first === 'string' && first.startsWith(prefix))
}
