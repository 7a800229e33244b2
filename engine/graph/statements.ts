import type { Attribute, LinkAttribute, MapAttribute } from '../../model/attribute.ts'
import type { Span } from '../../model/source.ts'
import { attributeAt, causeAt, linkAt, listAt, mapsAt, scalarAt, textAt, textsAt } from './read.ts'

/** A statement as the graph reads it. */
export interface Statement {
  readonly index: number
  readonly sid: string | null
  readonly policy: string | null
  readonly effect: 'Allow' | 'Deny' | 'unknown'
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly grants: readonly Grant[]
  /** Everything but these; empty where the statement names what it is about. */
  readonly others: readonly Grant[]
  readonly principals: readonly MapAttribute[]
  readonly everyoneBut: boolean
  readonly conditions: readonly MapAttribute[]
  readonly conditional: boolean
  /** Why it may say more or less than is known. */
  readonly why: string | null
  readonly at: Span
}

/** A resource pattern of a statement. */
export interface Grant {
  readonly text: string
  /** The service it names; null for any or where that is not known. */
  readonly service: string | null
  readonly breadth: string | undefined
  readonly target: LinkAttribute | undefined
  /** What follows the resource; `undefined` where that is not known. */
  readonly path: string | undefined
  readonly denied: readonly string[]
  readonly allowed: readonly string[] | null
  /** Why it is not known what is taken away again. */
  readonly why: string | null
  readonly at: Span
}

/** The statements of a list, in its order; what is no statement is left out. */
export function statementsIn(holder: MapAttribute, list = 'statements'): readonly Statement[] {
  return listAt(holder, list).items.flatMap((item, index) => (item.type === 'map' ? [statementOf(item, index)] : []))
}

function statementOf(statement: MapAttribute, index: number): Statement {
  const effect = scalarAt(statement, 'effect')
  const conditions = listAt(statement, 'conditions')
  return {
    index,
    sid: textAt(statement, 'sid') ?? null,
    policy: textAt(statement, 'policy') ?? null,
    effect: effect === 'Allow' || effect === 'Deny' ? effect : 'unknown',
    actions: textsAt(statement, 'actions'),
    notActions: textsAt(statement, 'not_actions'),
    grants: listAt(statement, 'resources').items.map(grantOf),
    others: listAt(statement, 'not_resources').items.map(grantOf),
    principals: mapsAt(statement, 'principals'),
    everyoneBut: listAt(statement, 'not_principals').items.length > 0,
    conditions: mapsAt(statement, 'conditions'),
    conditional: conditions.items.length > 0 || conditions.open !== undefined,
    why: whyUnsure(statement),
    at: statement.at,
  }
}

function whyUnsure(statement: MapAttribute): string | null {
  const open = ['effect', 'actions', 'not_actions'].map((name) => causeAt(statement, name)).find((one) => one)
  if (open) return open.why
  const items = [...listAt(statement, 'actions').items, ...listAt(statement, 'not_actions').items]
  const hidden = items.find((item) => item.type === 'unknown')
  return hidden?.type === 'unknown' ? hidden.cause.why : null
}

function grantOf(grant: Attribute): Grant {
  if (grant.type !== 'map') return unknownGrant(grant)
  const allowed = attributeAt(grant, 'allowed')
  const open = causeAt(grant, 'allowed') ?? causeAt(grant, 'denied')
  return {
    text: textAt(grant, 'text') ?? 'a resource that is not known',
    service: textAt(grant, 'service') ?? null,
    breadth: textAt(grant, 'breadth'),
    target: linkAt(grant, 'target'),
    path: textAt(grant, 'path'),
    denied: textsAt(grant, 'denied'),
    allowed: allowed?.type === 'list' ? textsAt(grant, 'allowed') : null,
    why: open?.why ?? null,
    at: grant.at,
  }
}

function unknownGrant(grant: Attribute): Grant {
  const why = grant.type === 'unknown' ? grant.cause.why : null
  const none = { service: null, breadth: undefined, target: undefined, path: undefined, denied: [], allowed: null }
  return { text: 'a resource that is not known', ...none, why, at: grant.at }
}
