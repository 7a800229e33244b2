import type { Finding, UnknownGroup } from '../model/report.ts'
import type { Span } from '../model/source.ts'

/** The unknown findings by what causes them, the most common cause first: what to give to resolve most. */
export function groupUnknowns(
  findings: readonly Finding[],
  placeOfCause: (cause: string) => Span | null,
): readonly UnknownGroup[] {
  const groups = new Map<
    string,
    { needs: Set<string>; policies: Set<string>; resources: Set<string>; findings: Set<Finding> }
  >()
  for (const finding of findings) {
    if (finding.verdict !== 'unknown') continue
    for (const { why, needs } of finding.unknown) {
      const group = groups.get(why) ?? {
        needs: new Set(),
        policies: new Set(),
        resources: new Set(),
        findings: new Set(),
      }
      for (const need of needs) group.needs.add(need)
      group.policies.add(finding.policy)
      group.resources.add(finding.resource.id)
      group.findings.add(finding)
      groups.set(why, group)
    }
  }
  return [...groups]
    .map(([cause, { needs, policies, resources, findings: found }]) => ({
      cause,
      needs: [...needs],
      policies: [...policies].sort(),
      resources: [...resources].sort(),
      count: found.size,
      location: placeOfCause(cause),
    }))
    .sort((left, right) => right.count - left.count || (left.cause < right.cause ? -1 : 1))
}
