import type { Diagnostic } from '../model/diagnostic.ts'
import { type Severity, severities } from '../model/policy.ts'
import type { Finding, Report } from '../model/report.ts'
import type { Settings } from './settings.ts'

/** Whether the deployment may go ahead. What could not be read is never allowed. */
export function decide(
  findings: readonly Finding[],
  diagnostics: readonly Diagnostic[],
  { failOn, unknown }: Pick<Settings, 'failOn' | 'unknown'>,
): Report['decision'] {
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return 'error'
  const counts = (finding: Finding): boolean => finding.verdict === 'fail' || unknown === 'fail'
  return findings.some((finding) => counts(finding) && reaches(finding.severity, failOn)) ? 'deny' : 'allow'
}

/** At least as severe. */
export function reaches(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold)
}
