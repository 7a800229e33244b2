import type { Entity, Normalised } from '../../model/entity.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { partsOf, renderPart, renderText, type TextPart } from '../../model/text.ts'
import type { Cause, Value } from '../../model/value.ts'
import { append } from './append.ts'
import { leadingReference, literal, nameParts, parseArn, partialName, splitName } from './arn.ts'

/** Where a link leads. */
export type Target =
  | { readonly state: 'entity'; readonly kind: KindName; readonly id: string }
  | {
      readonly state: 'external'
      readonly kind: KindName
      readonly symbol: string
      readonly name?: string
      /** The account in its ARN; null where that is the one deployed to. */
      readonly account?: string | null
      readonly cause: Cause
    }
  | { readonly state: 'unknown'; readonly cause: Cause }
  | { readonly state: 'none' }

export type Follow = (value: Value, wanted: readonly KindName[]) => Target

/** Finds in another given stack what lies outside of this one. */
export type Elsewhere = (
  target: Extract<Target, { state: 'external' }>,
  wanted: readonly KindName[],
) => Extract<Target, { state: 'entity' }> | undefined

/** Follows into other stacks too. */
export function followingElsewhere(follow: Follow, elsewhere: Elsewhere | undefined): Follow {
  if (!elsewhere) return follow
  return (value, wanted) => {
    const target = follow(value, wanted)
    return target.state === 'external' ? (elsewhere(target, wanted) ?? target) : target
  }
}

/**
 * Follows links: a reference to the entity its resource makes, an ARN or a name to the entity that has it,
 * what is named otherwise to a placeholder outside of the stack.
 */
export function createRegistry({ entities, aliases }: Normalised): Follow {
  const byResource = new Map<string, Entity[]>()
  const byName = new Map<string, Entity>()
  for (const entity of entities) {
    append(byResource, entity.id, entity)
    for (const name of namesOf(entity)) {
      const key = `${entity.kind} ${name}`
      // What the stack declares goes before what it looks up under the same name.
      if (!entity.external || !byName.has(key)) byName.set(key, entity)
    }
  }
  const pointers = new Map(aliases.map(({ resource, of }) => [resource, of]))
  const pointersByName = new Map(
    aliases.flatMap(({ name, of }) => (name && renderText(name) !== '' ? [[renderText(name), of] as const] : [])),
  )

  const follow = (value: Value, wanted: readonly KindName[], depth = 0): Target => {
    if (value.type === 'scalar' && (value.value === null || value.value === '')) return { state: 'none' }
    if (value.type === 'reference') return followReference(value.resource, value.attribute, wanted, depth)
    if (value.type === 'unknown') {
      const entity = lookedUpBy(value.symbol, wanted)
      if (entity) return { state: 'entity', kind: entity.kind, id: entity.id }
      return followSymbol(value.symbol, value.cause, wanted)
    }
    const parts = partsOf(value)
    if (!parts) return { state: 'unknown', cause: { why: 'this names no resource', needs: [] } }
    const start = leadingReference(parts)
    if (start) return followReference(start.resource, start.attribute, wanted, depth)
    return followText(value, wanted, depth)
  }

  /** What a data source found, by the symbol of one of its attributes: `data.aws_iam_role.shared.arn`. */
  const lookedUpBy = (symbol: string | undefined, wanted: readonly KindName[]): Entity | undefined => {
    const end = symbol?.lastIndexOf('.') ?? -1
    const found = symbol !== undefined && end > 0 ? (byResource.get(symbol.slice(0, end)) ?? []) : []
    return found.find(({ kind, external: outside }) => outside && wanted.includes(kind))
  }

  const followReference = (
    resource: string,
    attribute: string | null,
    wanted: readonly KindName[],
    depth: number,
  ): Target => {
    const found = byResource.get(resource) ?? []
    const entity = wanted.map((kind) => found.find((one) => one.kind === kind)).find((one) => one !== undefined)
    if (entity) return { state: 'entity', kind: entity.kind, id: entity.id }
    const pointer = pointers.get(resource)
    if (pointer && depth < 8) return follow(pointer, wanted, depth + 1)
    if (wanted.includes('resource')) return { state: 'entity', kind: 'resource', id: resource }
    const symbol = attribute === null ? resource : `${resource}.${attribute}`
    return followSymbol(symbol, { why: `what ${symbol} is, only the provider can tell`, needs: [] }, wanted)
  }

  const followText = (value: Value, wanted: readonly KindName[], depth: number): Target => {
    const parts = partsOf(value) ?? []
    const arn = parseArn(parts)
    const hidden = parts.find(
      (part) => typeof part === 'object' && part.type === 'unknown' && part.symbol === undefined,
    )
    if (!arn) {
      for (const kind of wanted) {
        const { arn: shape } = kinds[kind]
        const name = shape?.partial ? partialName(parts, shape.prefix) : parts
        const start = leadingReference(name)
        if (start) return followReference(start.resource, start.attribute, [kind], depth)
        const entity = byName.get(`${kind} ${name.map(renderPart).join('')}`)
        if (entity) return { state: 'entity', kind: entity.kind, id: entity.id }
      }
      const pointer = pointersByName.get(renderText(value))
      if (pointer && depth < 8) return follow(pointer, wanted, depth + 1)
    } else {
      const service = literal(arn.service)
      const written = arn.resource.map(renderPart).join('')
      const kind = wanted.find((name) => matches(name, service, written))
      if (kind) {
        const pointer = pointersByName.get(written)
        if (pointer && depth < 8) return follow(pointer, [kind], depth + 1)
        const inner = nameParts(kind, arn.resource)
        const start = leadingReference(inner)
        if (start) return followReference(start.resource, start.attribute, [kind], depth)
        const name = isAlias(kind, written) ? written : splitName(kind, inner).name.map(renderPart).join('')
        const hasName = isAlias(kind, written) || !kinds[kind].arn?.byId
        const entity = hasName ? byName.get(`${kind} ${name}`) : undefined
        if (entity) return { state: 'entity', kind: entity.kind, id: entity.id }
        if (!hidden) {
          const known = hasName && literal(inner) !== undefined ? name : undefined
          return external(renderText(value), kind, known, accountOf(arn.account))
        }
      }
    }
    if (hidden && typeof hidden === 'object' && hidden.type === 'unknown')
      return { state: 'unknown', cause: hidden.cause }
    const kind = wanted.includes('resource') ? 'resource' : (wanted[0] ?? 'resource')
    const text = renderText(value)
    const shape = kinds[kind].arn
    const isName = !arn && shape && literal(parts) !== undefined && (!shape.byId || isAlias(kind, text))
    return external(text, kind, isName ? text : undefined)
  }

  return (value, wanted) => follow(value, wanted)
}

function followSymbol(symbol: string | undefined, cause: Cause, wanted: readonly KindName[]): Target {
  if (symbol === undefined) return { state: 'unknown', cause }
  return {
    state: 'external',
    kind: wanted.includes('resource') ? 'resource' : (wanted[0] ?? 'resource'),
    symbol,
    cause,
  }
}

function external(symbol: string, kind: KindName, name?: string, account?: string | null): Target {
  const needs = kind === 'role' ? [`roles.${symbol} in portcullis.yaml`] : []
  const cause = { why: `${symbol} is defined outside of what was given`, needs }
  const known = { ...(name === undefined ? {} : { name }), ...(account === undefined ? {} : { account }) }
  return { state: 'external', kind, symbol, cause, ...known }
}

/** The account that an ARN names; null for the one deployed to, `undefined` where it is not known. */
function accountOf(section: readonly TextPart[]): string | null | undefined {
  const text = literal(section)
  const [only] = section
  if (text !== undefined) return text === '' ? undefined : text
  return typeof only === 'object' && only.type === 'symbol' && only.name === 'account' ? null : undefined
}

/**
 * The names an entity goes by in ARNs and name properties: the one it was given, as it is rendered. In an ARN the slash
 * that a path begins with is that behind the type: `parameter/shop/url` is `/shop/url`.
 */
function namesOf(entity: Entity): readonly string[] {
  const { nameAttribute: attribute, arn } = kinds[entity.kind]
  const value = attribute ? entity.attributes.entries.get(attribute)?.value : undefined
  const text = value ? renderText(value) : ''
  if (text === '' || text.includes('${unknown}')) return []
  return text.startsWith('/') && arn?.prefix.endsWith('/') ? [text, text.slice(1)] : [text]
}

function matches(kind: KindName, service: string | undefined, resource: string): boolean {
  const arn = kinds[kind].arn
  return arn !== undefined && arn.service === service && (resource.startsWith(arn.prefix) || isAlias(kind, resource))
}

/** A name that others give it, as its kind says they look: `alias/orders`. */
function isAlias(kind: KindName, text: string): boolean {
  const prefix = kinds[kind].arn?.aliases
  return prefix !== undefined && text.startsWith(prefix)
}
