import type { Attribute, MapAttribute } from '../../model/attribute.ts'
import type { Cause } from '../../model/value.ts'
import { textAt } from '../attributes.ts'
import { listAttribute, type Place, placeOfAttribute, scalarAttribute, unknownAttribute } from '../derive/make.ts'
import { difference, intersection, isCovered, isOverlap } from './action-sets.ts'
import { type Canon, type Canonical, coversAll, everythingThereIs, meets } from './canonical.ts'
import type { Answer } from './glob.ts'
import type { Boundary, Clause, Limits } from './limits.ts'
import { samePrincipals } from './principals.ts'
import { grantsAt, type Texts, textsAt } from './statement.ts'

/** What is taken away of a statement on one pattern, as far as it is looked into. */
interface Taken {
  readonly actions: Texts
  readonly notActions: Texts
  readonly denied: Map<string, Attribute>
  deniedOpen: Cause | undefined
  allowed: readonly string[] | null
  allowedUnknown: Cause | undefined
}

/** One pattern with what is taken away on it. What NotResource names stands for all that it leaves. */
export function lessenedGrant(
  statement: MapAttribute,
  name: 'resources' | 'not_resources',
  grant: MapAttribute,
  { denials, boundary }: Limits,
  canon: Canon,
): MapAttribute {
  const what = name === 'resources' ? canon(grant) : everythingThereIs
  const taken: Taken = {
    actions: textsAt(statement, 'actions'),
    notActions: textsAt(statement, 'not_actions'),
    denied: new Map(),
    deniedOpen: undefined,
    allowed: null,
    allowedUnknown: undefined,
  }
  for (const denial of denials) {
    const where = coverage(denial.statement, what, canon)
    const whom = samePrincipals(denial.statement, statement)
    if (where === 'no' || whom === 'no') continue
    const isSure = where === 'yes' && whom === 'yes'
    deny(taken, denial, isSure ? undefined : compared(denial.statement, grant))
  }
  if (boundary) limit(taken, boundary, what, canon, grant)
  return withTaken(grant, taken, boundary?.attribute)
}

/** Whether a Deny covers all of what a pattern covers. */
export function coverage(statement: MapAttribute, what: Canonical, canon: Canon): Answer {
  return compare(statement, what, canon, coversAll, meets)
}

/** Whether an Allow of a boundary reaches something of what a pattern covers. */
function reach(statement: MapAttribute, what: Canonical, canon: Canon): Answer {
  return compare(statement, what, canon, meets, coversAll)
}

type Comparison = (pattern: Canonical, what: Canonical) => Answer

/** What Resource names has to meet one test; what NotResource names must not meet the other. */
function compare(
  statement: MapAttribute,
  what: Canonical,
  canon: Canon,
  within: Comparison,
  beyond: Comparison,
): Answer {
  const spared = grantsAt(statement, 'not_resources')
  if (spared.known.length === 0 && !spared.open) return widest(statement, (grant) => within(canon(grant), what))
  const answers = spared.known.map((grant) => beyond(canon(grant), what))
  return answers.includes('yes') ? 'no' : answers.includes('maybe') || spared.open ? 'maybe' : 'yes'
}

/** The surest answer of its patterns. A statement without any, in a policy of one resource, is about that. */
function widest(statement: MapAttribute, test: (grant: MapAttribute) => Answer): Answer {
  const { known, open } = grantsAt(statement, 'resources')
  if (known.length === 0 && !open) return 'yes'
  let answer: Answer = open ? 'maybe' : 'no'
  for (const grant of known) {
    const one = test(grant)
    if (one === 'yes') return 'yes'
    if (one === 'maybe') answer = 'maybe'
  }
  return answer
}

function deny(taken: Taken, { statement, unsure }: Clause, compared: Cause | undefined): void {
  const doubt = unsure ?? compared
  const actions = textsAt(statement, 'actions')
  for (const [index, pattern] of actions.known.entries()) {
    if (!concerns(taken, pattern)) continue
    const item = actions.items[index]
    if (doubt || !item) taken.deniedOpen ??= doubt
    else if (!taken.denied.has(pattern)) taken.denied.set(pattern, item)
  }
  taken.deniedOpen ??= actions.open
  const spared = textsAt(statement, 'not_actions')
  if (spared.open) taken.allowedUnknown ??= spared.open
  else if (spared.known.length > 0) letThrough(taken, spared.known, doubt)
}

/** Nothing but these patterns, if that leaves anything out. */
function letThrough(taken: Taken, patterns: readonly string[], doubt: Cause | undefined): void {
  const isAll =
    taken.notActions.known.length === 0 &&
    !taken.actions.open &&
    taken.actions.known.every((action) => patterns.some((pattern) => isCovered(action, pattern)))
  if (isAll) return
  if (doubt) taken.allowedUnknown ??= doubt
  else taken.allowed = getThrough(taken, patterns)
}

/** What of the statement's actions some patterns let through. */
function getThrough(taken: Taken, patterns: readonly string[]): readonly string[] {
  const before = taken.allowed ?? (taken.notActions.known.length > 0 ? undefined : taken.actions.known)
  if (before) return intersection(before, patterns)
  return patterns.filter((pattern) => concerns(taken, pattern))
}

function limit(taken: Taken, boundary: Boundary, what: Canonical, canon: Canon, grant: MapAttribute): void {
  const permitted: string[] = []
  const exceptions: (readonly string[])[] = []
  let doubt: Cause | undefined
  for (const { statement, unsure } of boundary.allows) {
    const reached = reach(statement, what, canon)
    if (reached === 'no') continue
    const actions = textsAt(statement, 'actions')
    const spared = textsAt(statement, 'not_actions')
    const open = unsure ?? actions.open ?? spared.open ?? (reached === 'maybe' ? compared(statement, grant) : undefined)
    doubt ??= open
    if (unsure || spared.open || reached === 'maybe') continue
    permitted.push(...actions.known)
    if (spared.known.length > 0) exceptions.push(spared.known)
  }
  doubt ??= boundary.open
  const excepted = exceptions.reduce<readonly string[]>(
    (all, next, index) => (index === 0 ? next : intersection(all, next)),
    [],
  )
  if (exceptions.length === 0) throughBoundary(taken, permitted, doubt)
  else {
    throughBoundary(taken, ['*'], undefined)
    for (const pattern of difference(excepted, permitted).filter((one) => concerns(taken, one))) {
      if (doubt) taken.deniedOpen ??= doubt
      else taken.denied.set(pattern, scalarAttribute(pattern, placeOfAttribute(boundary.attribute)))
    }
  }
}

/** What is unknown of a boundary matters unless what is known of it lets everything through. */
function throughBoundary(taken: Taken, permitted: readonly string[], doubt: Cause | undefined): void {
  const isAll =
    !taken.actions.open &&
    (taken.notActions.known.length > 0
      ? permitted.some((pattern) => isCovered('*', pattern))
      : taken.actions.known.every((action) => permitted.some((pattern) => isCovered(action, pattern))))
  if ((doubt && !isAll) || taken.actions.open) taken.allowedUnknown ??= doubt ?? taken.actions.open
  else taken.allowed = getThrough(taken, permitted)
}

/** A pattern has actions in common with the statement. */
function concerns({ actions, notActions }: Taken, pattern: string): boolean {
  if (actions.known.some((action) => isOverlap(action, pattern)) || actions.open) return true
  return notActions.known.length > 0 && !notActions.known.some((spared) => isCovered(pattern, spared))
}

function withTaken(grant: MapAttribute, taken: Taken, boundary: Attribute | undefined): MapAttribute {
  const place = placeOfAttribute(grant)
  const denied = [...taken.denied.values()]
  const [first] = denied
  const at: Place = boundary ? placeOfAttribute(boundary) : place
  const allowed = taken.allowedUnknown
    ? unknownAttribute(taken.allowedUnknown, at)
    : taken.allowed === null
      ? scalarAttribute(null, place)
      : listAttribute(
          taken.allowed.map((pattern) => scalarAttribute(pattern, at)),
          at,
        )
  const entries = new Map(grant.entries)
  entries.set('denied', listAttribute(denied, first ? placeOfAttribute(first) : place, taken.deniedOpen))
  return { ...grant, entries: entries.set('allowed', allowed) }
}

/** Why it cannot be told whether a statement is about what a pattern covers. */
export function compared(statement: MapAttribute, grant: MapAttribute): Cause {
  const others = [...grantsAt(statement, 'resources').known, ...grantsAt(statement, 'not_resources').known]
  const parts = [grant, ...others].flatMap(({ pattern }) => pattern ?? [])
  const unknown = parts.find((part) => typeof part === 'object' && part.type === 'unknown')
  if (typeof unknown === 'object' && unknown.type === 'unknown') return unknown.cause
  const of = others.map(patternText).join(', ')
  return {
    why: `whether a statement on ${of} is about ${patternText(grant)} depends on names and places that are known when it is deployed`,
    needs: ['--account …', '--region …'],
  }
}

function patternText(grant: MapAttribute): string {
  return textAt(grant, 'text') ?? 'a pattern'
}
