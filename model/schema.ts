import Type, { type Static, type TNull, type TObject, type TProperties, type TSchema, type TUnion } from 'typebox'
import type { KindName } from './kinds/index.ts'

/**
 * The words a kind's file is written in. Each gives a TypeBox schema; some carry a `semantic`, which tells the engine
 * how the attribute comes from what an adapter read (a link to follow, a resource pattern to classify).
 */
export type Semantic =
  | { readonly type: 'link'; readonly kinds: readonly KindName[]; readonly convention?: string }
  | { readonly type: 'reverse'; readonly kind: KindName; readonly attribute: string; readonly atLeast?: true }
  | { readonly type: 'setting' }
  | { readonly type: 'grant' }
  | { readonly type: 'principal' }
  | { readonly type: 'condition' }
  | { readonly type: 'derived' }
  | { readonly type: 'arn'; readonly section: 'account' | 'whose' }
  | { readonly type: 'service' }

/** A kind of entity: what policies may ask of it, with the name of its collection in the policy's input. */
export interface Kind<T extends TProperties = TProperties> {
  readonly name: KindName
  readonly collection: string
  readonly description: string
  readonly attributes: TObject<T>
  /** The attribute that names it among its like, for links by name or ARN. */
  readonly nameAttribute?: string
  /** How the service calls it in an ARN: `sqs` and nothing, `lambda` and `function:`. */
  readonly arn?: {
    readonly service: string
    readonly prefix: string
    /** What the name ends at, where a part of it follows: an object's key, an index, a version. */
    readonly ends?: '/' | ':'
    /** Its ARN holds an id that the provider makes, not its name. */
    readonly byId?: true
    /** How names begin that others give it, in ARNs and without. */
    readonly aliases?: string
    /** It may also be named with a qualifier or by a part of its ARN: `orders:live`, `123456789012:function:orders`. */
    readonly partial?: true
  }
  /** Entities whose attribute of this name leads to the same entity are one; its id is `<id of that>#policy`. */
  readonly mergedBy?: string
  /** The link to what it is about, whose name it goes by if it has none of its own. */
  readonly about?: string
  /** The list of attached managed policies, the list their statements go to, and the managed policy that limits them. */
  readonly managedPolicies?: { readonly from: string; readonly into: string; readonly boundary: string }
  /** How its derived attributes are made, by attribute. */
  readonly derivations?: Readonly<Record<string, Derivation>>
}

/** A fact computed from one other attribute. `undefined`: the value tells nothing, and `why` says so. */
export interface Derivation {
  readonly from: string
  readonly compute: (value: unknown, circumstances: { readonly now: string }) => unknown
  readonly why: string
}

export function kind<T extends TProperties>(
  definition: Omit<Kind<T>, 'attributes'> & { readonly attributes: T },
): Kind<T> {
  return { ...definition, attributes: Type.Object(definition.attributes) }
}

/** What a kind looks like in TypeScript. */
export type Attributes<K> = K extends Kind<infer T> ? Static<TObject<T>> : never

export function nullable<T extends TSchema>(schema: T): TUnion<[T, TNull]> {
  const { description } = schema as { description?: string }
  return Type.Union([schema, Type.Null()], description === undefined ? {} : { description })
}

export const text = (description: string, examples: readonly string[] = []) => Type.String({ description, examples })
export const integer = (description: string, minimum = 0, maximum = 2_147_483_647) =>
  Type.Integer({ description, minimum, maximum })
export const flag = (description: string) => Type.Boolean({ description })
export const oneOf = <const T extends readonly string[]>(description: string, values: T) =>
  Type.Enum([...values] as unknown as [...T], { description })
export const list = <T extends TSchema>(description: string, of: T) => Type.Array(of, { description })
export const map = <T extends TSchema>(description: string, of: T) => Type.Record(Type.String(), of, { description })
export const shape = <T extends TProperties>(description: string, of: T) => Type.Object(of, { description })

/** The id of the entity this leads to. */
export const link = (description: string, to: KindName, convention?: string) =>
  Type.String({ description, semantic: { type: 'link', kinds: [to], ...(convention ? { convention } : {}) } })

/** A link that may lead to one of several kinds: the collection and the id in it. */
export const linkAny = (description: string, to: readonly KindName[]) =>
  Type.Object({ in: Type.String(), id: Type.String() }, { description, semantic: { type: 'link', kinds: to } })

/** The ids of the entities whose attribute, at this path, links to this one: `function`, `layers/*`. */
export const linkedFrom = (description: string, kind: KindName, attribute: string) =>
  Type.Array(Type.String(), { description, semantic: { type: 'reverse', kind, attribute } })

/**
 * The ids of the entities whose attribute surely links to this one. Others may: a link that is not known leaves the list
 * as it is, so it tells of those it holds and nothing of those it does not.
 */
export const surelyLinkedFrom = (description: string, kind: KindName, attribute: string) =>
  Type.Array(Type.String(), { description, semantic: { type: 'reverse', kind, attribute, atLeast: true } })

/** What an attribute is where neither the resource nor a part of it says so. */
export const otherwise = <T extends TSchema>(schema: T, value: boolean | number | string): T => ({
  ...schema,
  default: value,
})

/** The account that the ARN of something outside of the stack names; null for what is in it. */
export const accountInArn = (description: string) =>
  Type.Union([Type.String(), Type.Null()], { description, semantic: { type: 'arn', section: 'account' } })

/** Whether the account in the ARN of something outside of the stack is the one deployed to; null for what is in it. */
export const whoseByArn = (description: string) =>
  Type.Union([Type.Enum(['own', 'foreign']), Type.Null()], {
    description,
    semantic: { type: 'arn', section: 'whose' },
  })

/** The service that made a key for itself, as its alias tells of a key outside of the stack; null for any other. */
export const serviceInAlias = (description: string) =>
  Type.Union([Type.String({ examples: ['sqs'] }), Type.Null()], { description, semantic: { type: 'service' } })

/** Computed by the engine from the entity's other attributes. */
export const derived = <T extends TSchema>(schema: T): T => ({ ...schema, semantic: { type: 'derived' } })

export function semanticOf(schema: TSchema): Semantic | undefined {
  return (schema as { semantic?: Semantic }).semantic
}

/** The schema behind `nullable`, and whether null is allowed. */
export function unwrap(schema: TSchema): { readonly schema: TSchema; readonly nullable: boolean } {
  const options = (schema as { anyOf?: readonly TSchema[] }).anyOf
  const inner = options?.find((option) => (option as { type?: string }).type !== 'null')
  return inner && options?.length === 2 ? { schema: inner, nullable: true } : { schema, nullable: false }
}

export interface LinkPath {
  readonly path: string
  /** The kinds it may lead to. */
  readonly kinds: readonly KindName[]
}

/** Where links stand in a kind's attributes: `role`, `layers/*`, `redrive/target`. Those of resource patterns are left out. */
export function linkPaths(schema: TSchema, before = ''): readonly LinkPath[] {
  const { schema: inner } = unwrap(schema)
  const semantic = semanticOf(inner)
  if (semantic) return semantic.type === 'link' ? [{ path: before, kinds: semantic.kinds }] : []
  const { properties, items } = inner as { properties?: Readonly<Record<string, TSchema>>; items?: TSchema }
  const below = (key: string): string => (before === '' ? key : `${before}/${key}`)
  if (properties) return Object.entries(properties).flatMap(([key, one]) => linkPaths(one, below(key)))
  return items ? linkPaths(items, below('*')) : []
}
