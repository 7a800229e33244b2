import type { Attribute } from '../model/attribute.ts'
import type { EntityPattern } from '../model/exclusion.ts'
import type { Excluded } from '../model/report.ts'
import type { Stack } from '../model/stack.ts'
import type { Judgement } from './evaluate/judge.ts'
import { matchesPath, matchesText } from './glob.ts'
import type { Exclusion, RunPolicy } from './settings.ts'

/** A judgement that is not asked for, and what keeps it out. */
interface ExcludedJudgement {
  readonly judgement: Judgement
  readonly exclusion: Exclusion
}

/** Parts judgements into those that count and those that an exclusion of their policy keeps out. */
export function withoutExcluded(judged: readonly Judgement[], stack: Pick<Stack, 'path'>) {
  const judgements: Judgement[] = []
  const excluded: ExcludedJudgement[] = []
  for (const judgement of judged) {
    const { exclude = [] }: Pick<RunPolicy, 'exclude'> = judgement.policy
    const exclusion = exclude.find(({ match }) => matches(judgement.entity, match, stack))
    if (exclusion === undefined) judgements.push(judgement)
    else excluded.push({ judgement, exclusion })
  }
  return { judgements, excluded }
}

/** What is excluded, once for each policy and entity, in whichever world it was met. */
export function reportExcluded(stack: Stack, found: readonly ExcludedJudgement[]): readonly Excluded[] {
  const unique = new Map(
    found.map(({ judgement: { policy, entity }, exclusion: { reason, location } }) => [
      `${policy.id} ${entity.kind} ${entity.id}`,
      { policy: policy.id, stack: stack.id, resource: { id: entity.id, kind: entity.kind }, reason, location },
    ]),
  )
  return [...unique.values()]
}

/** All that is given has to hold. A tag that is not known is no match. */
function matches(
  entity: Judgement['entity'],
  { path, resource, kind, tag }: EntityPattern,
  stack: Pick<Stack, 'path'>,
) {
  const { owner } = entity
  const ids = [entity.id, owner.id, ...(owner.declaredBy === undefined ? [] : [owner.declaredBy])]
  const isThere = path === undefined || [owner.at.file, stack.path].some((file) => matchesPath(path, file))
  return (
    isThere &&
    (resource === undefined || ids.some((id) => matchesText(resource, id))) &&
    (kind === undefined || kind === entity.kind) &&
    (tag === undefined || hasTags(entity.attributes.entries.get('tags'), tag))
  )
}

function hasTags(tags: Attribute | undefined, wanted: Readonly<Record<string, string>>): boolean {
  if (tags?.type !== 'map') return false
  const known = [...tags.entries].flatMap(([key, value]) =>
    value.type === 'scalar' ? [[key, String(value.value)] as const] : [],
  )
  return Object.entries(wanted).every(([key, value]) =>
    known.some(([name, text]) => matchesText(key, name) && matchesText(value, text)),
  )
}
