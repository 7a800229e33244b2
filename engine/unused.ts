import { warning } from '../model/diagnostic.ts'
import type { Policy } from '../model/policy.ts'
import type { Report } from '../model/report.ts'
import type { Span } from '../model/source.ts'
import { selectPolicies } from './select.ts'
import type { Settings } from './settings.ts'

/**
 * The report with a warning for every exclusion that excluded nothing, of policies that judged. One of a practice
 * counts as used where any of its policies had use for it.
 */
export function withUnusedExclusions(report: Report, settings: Settings, policies: readonly Policy[]): Report {
  const used = new Set(report.excluded.map(({ location }) => JSON.stringify(location)))
  const judging = selectPolicies(policies, settings)
  const unused = new Map<string, { readonly location: Span; readonly ids: string[] }>()
  for (const { id } of judging) {
    for (const { location } of settings.policies?.[id]?.exclude ?? []) {
      const place = JSON.stringify(location)
      if (location === null || used.has(place)) continue
      const before = unused.get(place)
      if (before) before.ids.push(id)
      else unused.set(place, { location, ids: [id] })
    }
  }
  if (unused.size === 0) return report
  const warnings = [...unused.values()].map(({ location, ids: [first = '', ...more] }) => {
    const policies = more.length === 0 ? first : `${first} and ${more.length} more`
    const message = `An exclusion of ${policies} matches nothing that is judged.${foundOn(report, [first, ...more])}`
    return warning('EXCLUSION_UNUSED', message, location)
  })
  return { ...report, diagnostics: [...report.diagnostics, ...warnings] }
}

/** What might have been meant: a permission or policy of a thing goes by its own name, not by that of the thing. */
function foundOn({ findings }: Report, ids: readonly string[]): string {
  const found = findings.filter(({ policy }) => ids.includes(policy)).map(({ resource }) => resource.id)
  const names = [...new Set(found)]
  if (names.length === 0) return ''
  const more = names.length > mostNames ? `, and ${names.length - mostNames} more` : ''
  return ` It found something on ${names.slice(0, mostNames).join(', ')}${more}.`
}

const mostNames = 3
