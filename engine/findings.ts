import type { DerivedEntity, EntityTable } from '../model/attribute.ts'
import { type KindName, kinds } from '../model/kinds/index.ts'
import { fixFor, type Policy } from '../model/policy.ts'
import type { Finding, FindingResource, UnknownAttribute } from '../model/report.ts'
import type { Owner } from '../model/resource.ts'
import type { Stack } from '../model/stack.ts'
import { linkAt, nameGiven } from './attributes.ts'
import { fingerprint } from './fingerprint.ts'
import type { MergedFinding, Verdict } from './worlds/merge.ts'

/** The findings of a verdict as the report shows them: placed, named, with why and what to do. */
export function reportFindings(stack: Stack, verdict: Verdict): readonly Finding[] {
  return verdict.findings.map((finding) => reportFinding(stack, verdict.policy, finding))
}

function reportFinding(stack: Stack, policy: Policy, { judged, entity, table, condition }: MergedFinding): Finding {
  // A finding stands where its first cited attribute does, an unknown one where the first unknown attribute does.
  const first = judged.verdict === 'unknown' ? judged.unknown[0] : judged.traces[0]
  const place = first ?? { at: entity.owner.at, via: [], owner: entity.owner, holder: entity }
  const resource = describeResource(table, entity, place)
  return {
    policy: policy.id,
    practice: policy.practice,
    severity: judged.severity,
    ...(judged.policySeverity === undefined ? {} : { policySeverity: judged.policySeverity }),
    verdict: judged.verdict,
    title: policy.title,
    detail: judged.detail,
    fix: fixFor(policy, stack.format),
    stack: stack.id,
    resource,
    related: relatedOf(table, entity, judged.related, resource.id),
    attributes: judged.attributes,
    location: place.at,
    via: place.via,
    unknown: unknownOf(judged.unknown),
    condition,
    fingerprint: fingerprint(table, {
      policy: policy.id,
      entity,
      resource: resource.id,
      attributes: judged.attributes,
      condition,
    }),
    waiver: null,
    baseline: false,
  }
}

/** The native resource at the place; if it is no entity of its own (a policy of a role), it goes by what it belongs to. */
function describeResource(
  table: EntityTable,
  judged: DerivedEntity,
  { owner, holder }: { readonly owner: Owner; readonly holder: DerivedEntity },
): FindingResource {
  const own = entityOf(table, owner.id) ?? holder
  return {
    id: owner.id,
    kind: own.kind,
    type: owner.type,
    name: nameOf(table, own) ?? nameOf(table, judged),
    ...(owner.declaredBy === undefined ? {} : { declaredBy: owner.declaredBy }),
    entity: judged.id,
  }
}

/** What the finding is about beside its resource: the members the policy names, and what the entity belongs to. */
function relatedOf(
  table: EntityTable,
  entity: DerivedEntity,
  named: readonly DerivedEntity[],
  resource: string,
): Finding['related'] {
  const about = aboutOf(table, entity)
  const all = [...named, ...(entity.id === resource ? [] : [entity]), ...(about ? [about] : [])]
  const unique = new Map(all.filter((one) => one.id !== resource).map((one) => [`${one.kind} ${one.id}`, one]))
  return [...unique.values()].map((one) => ({
    id: one.id,
    kind: one.kind,
    location: one.external ? null : one.owner.at,
  }))
}

/** The name it was given, else the name of what it is about: a permission goes by its function. */
export function nameOf(table: EntityTable, entity: DerivedEntity): string | null {
  const name = nameGiven(entity)
  if (name !== undefined) return name
  const about = aboutOf(table, entity)
  return about ? nameOf(table, about) : null
}

function aboutOf(table: EntityTable, entity: DerivedEntity): DerivedEntity | undefined {
  const { about } = kinds[entity.kind]
  const link = about === undefined ? undefined : linkAt(entity.attributes, about)
  return link && table.get(link.kind)?.get(link.id)
}

function entityOf(table: EntityTable, id: string): DerivedEntity | undefined {
  for (const kind of Object.keys(kinds) as KindName[]) {
    const found = kind === 'resource' ? undefined : table.get(kind)?.get(id)
    if (found) return found
  }
  return undefined
}

function unknownOf(steps: MergedFinding['judged']['unknown']): readonly UnknownAttribute[] {
  const unique = new Map(
    steps.map(({ path, cause }) => [path, { attribute: path, why: cause.why, needs: cause.needs }]),
  )
  return [...unique.values()]
}
