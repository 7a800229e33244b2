import type { ListAttribute, MapAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Cause } from '../../model/value.ts'
import { textAt } from '../attributes.ts'
import { isNegated } from '../derive/condition.ts'
import { placeOfAttribute, scalarAttribute, unknownAttribute } from '../derive/make.ts'
import type { Table } from '../derive/reverse.ts'
import { difference, isOverlap } from './action-sets.ts'
import { type Canon, canonicals } from './canonical.ts'
import { changeStatements } from './change.ts'
import { compared, coverage } from './lessen.ts'
import { samePrincipals } from './principals.ts'
import { actionsOf, effectOf, grantsAt, textsAt } from './statement.ts'

const lists: readonly (readonly [kind: KindName, list: string])[] = [
  ['resource_policy', 'statements'],
  ['role', 'trust'],
]

/**
 * Gives every Allow of a policy that says who may come the conditions that a Deny beside it leaves: where all but an
 * organisation, an account or a source are denied, only those are allowed.
 * Source: IAM User Guide, "Establish permissions guardrails using data perimeters".
 */
export function addPerimeters(table: Table, account: string | undefined): void {
  for (const [kind, name] of lists) {
    changeStatements(table, kind, name, (list) => {
      const fences = list.items.flatMap((item) => (item.type === 'map' ? fenceOf(item) : []))
      if (fences.length === 0 || fences.length * list.items.length > mostPairs) return list
      return fenced(list, fences, canonicals(table, account))
    })
  }
}

/** The most pairs of an Allow and a Deny of one policy that are compared. */
const mostPairs = 10_000

/** A Deny of all but some, and the condition that those meet. */
interface Fence {
  readonly denial: MapAttribute
  readonly condition: MapAttribute
  /** Why it may leave others as well. */
  readonly doubt: Cause | undefined
}

/** All conditions of a Deny must hold: it leaves whoever is outside of one of them. */
function fenceOf(denial: MapAttribute): readonly Fence[] {
  const effect = effectOf(denial)
  const conditions = denial.entries.get('conditions')
  if (effect === 'Allow' || conditions?.type !== 'list') return []
  let doubt = (effect === 'Deny' ? undefined : effect) ?? conditions.open
  let left: MapAttribute | undefined
  let isServiceSpared = false
  for (const condition of conditions.items) {
    if (condition.type !== 'map') return []
    if (sparesServices(condition)) {
      isServiceSpared = true
      continue
    }
    const narrows = condition.entries.get('narrows')
    if (!isNegated(textAt(condition, 'operator') ?? '') || narrows === undefined) return []
    if (narrows.type === 'unknown') doubt ??= narrows.cause
    else if (narrows.type !== 'scalar' || narrows.value !== true) return []
    left ??= condition
  }
  return left ? [{ denial, condition: opposite(left, isServiceSpared), doubt }] : []
}

/** Services come without the keys of who asks. */
function sparesServices(condition: MapAttribute): boolean {
  const values = textsAt(condition, 'values')
  return (
    textAt(condition, 'key') === 'aws:principalisawsservice' &&
    /^Bool(?:IfExists)?$/i.test(textAt(condition, 'operator') ?? '') &&
    values.open === undefined &&
    values.known.every((value) => value.toLowerCase() === 'false')
  )
}

/** `StringNotEqualsIfExists` denies whoever lacks the key too: `StringEquals` is what remains. */
function opposite(condition: MapAttribute, isLackSpared: boolean): MapAttribute {
  const [, every, negated = ''] =
    /^(ForAllValues:)?(.*?)(?:IfExists)?$/i.exec(textAt(condition, 'operator') ?? '') ?? []
  const operator = `${every ? 'ForAnyValue:' : ''}${negated.replace(/Not/i, '')}${isLackSpared ? 'IfExists' : ''}`
  const entries = new Map(condition.entries)
  return { ...condition, entries: entries.set('operator', scalarAttribute(operator, placeOfAttribute(condition))) }
}

function fenced(list: ListAttribute, fences: readonly Fence[], canon: Canon): ListAttribute {
  const items = list.items.map((statement) => {
    const conditions = statement.type === 'map' ? statement.entries.get('conditions') : undefined
    if (statement.type !== 'map' || conditions?.type !== 'list' || effectOf(statement) === 'Deny') return statement
    const left = fences.flatMap((fence) => conditionLeft(statement, fence, canon))
    if (left.length === 0) return statement
    const all = { ...conditions, items: [...conditions.items, ...left] }
    return { ...statement, entries: new Map(statement.entries).set('conditions', all) }
  })
  return { ...list, items }
}

/** The condition under which an Allow remains beside a Deny. None where the Deny leaves a part of it to all. */
function conditionLeft(
  statement: MapAttribute,
  { denial, condition, doubt }: Fence,
  canon: Canon,
): readonly MapAttribute[] {
  const how = actionsDenied(statement, denial)
  const grants = grantsAt(statement, 'resources')
  const where = grants.known.map((grant) => ({ grant, answer: coverage(denial, canon(grant), canon) }))
  const whom = samePrincipals(denial, statement)
  if (how === false || whom === 'no' || where.some(({ answer }) => answer === 'no')) return []
  const unsure = where.find(({ answer }) => answer === 'maybe')
  const cause =
    doubt ??
    (how === true ? undefined : how) ??
    grants.open ??
    (unsure ? compared(denial, unsure.grant) : undefined) ??
    (whom === 'maybe' ? { why: 'whether a Deny is for the same principals is not known', needs: [] } : undefined)
  if (!cause) return [condition]
  const entries = new Map(condition.entries)
  return [{ ...condition, entries: entries.set('narrows', unknownAttribute(cause, placeOfAttribute(condition))) }]
}

/** Whether a Deny is of all actions of a statement, or why that is not known. */
function actionsDenied(statement: MapAttribute, denial: MapAttribute): boolean | Cause {
  const { patterns, open } = actionsOf(statement)
  const denied = textsAt(denial, 'actions')
  const spared = textsAt(denial, 'not_actions')
  if (spared.known.length > 0) {
    if (patterns.some((action) => spared.known.some((other) => isOverlap(action, other)))) return false
    return spared.open ?? open ?? true
  }
  if (denied.known.includes('*')) return true
  const isAll = difference(patterns, denied.known).length === 0
  return isAll ? (open ?? true) : (denied.open ?? spared.open ?? false)
}
