import { type Diagnostic, isUnread } from '../model/diagnostic.ts'
import { type Severity, severities } from '../model/policy.ts'
import type { Finding, Report } from '../model/report.ts'
import { type Settings, unknownOf } from './settings.ts'

/**
 * Whether the deployment may go ahead. What could not be read is never allowed; what was not given, like the content of
 * a remote module, is unknown altogether, and denies where an unknown does.
 */
export function decide(
  findings: readonly Finding[],
  diagnostics: readonly Diagnostic[],
  settings: Pick<Settings, 'failOn' | 'unknown' | 'policies'>,
): Report['decision'] {
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return 'error'
  const counts = ({ verdict, policy }: Finding): boolean => verdict === 'fail' || unknownOf(policy, settings) === 'fail'
  if (settings.unknown === 'fail' && settings.failOn !== 'none' && diagnostics.some(isUnread)) return 'deny'
  return findings.some((finding) => counts(finding) && reaches(finding.severity, settings.failOn)) ? 'deny' : 'allow'
}

/** At least as severe. */
export function reaches(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold)
}
