import { type Diagnostic, isUnread } from '../../model/diagnostic.ts'
import { severities } from '../../model/policy.ts'
import type { Finding, Report } from '../../model/report.ts'
import type { Paint, TextOptions } from './screen.ts'
import { rank } from './severity.ts'
import { count, listed } from './words.ts'

type Settings = Pick<TextOptions, 'failOn' | 'unknown' | 'unknownOf' | 'quiet'>

/** The last line: what was decided, and by what. In a report of single lines it counts the warnings. */
export function tellDecision(report: Report, settings: Settings, paint: Paint): string {
  const warnings = report.diagnostics.filter(({ severity }) => severity === 'warning').length
  const unseen = settings.quiet && warnings > 0 ? `; ${count(warnings, 'warning')} about the files` : ''
  switch (report.decision) {
    case 'deny':
      return `${paint.bold(paint.red('Denied'))}: ${whyDenied(report, settings)}${unseen}.`
    case 'error':
      return `${paint.bold(paint.red('Not decided'))}: ${whyNot(report)}${unseen}.`
    case 'allow':
      return `${paint.bold(paint.green('Allowed'))}: ${whyAllowed(report, settings)}${unseen}.`
  }
}

function whyDenied(report: Report, settings: Settings): string {
  const { findings } = report
  const unread = notRead(report)
  const denying = findings.filter((finding) => counts(finding, settings))
  const failed = denying.filter(({ verdict }) => verdict === 'fail')
  const unknown = denying.length - failed.length
  if (denying.length === 0 && unread !== '') return `${unread}, and what is unknown fails here. ${readingOf(report)}`
  const amounts = [
    ...(failed.length > 0 ? [count(failed.length, 'finding')] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ]
  const found = `${amounts.join(' and ') || 'findings'} at or above ${settings.failOn ?? 'medium'}${bySeverity(failed)}`
  return unread === '' ? found : `${found}; ${unread}`
}

function counts(
  finding: Finding,
  { failOn = 'medium', unknown, unknownOf = () => unknown ?? 'note' }: Settings,
): boolean {
  const { policy, verdict, severity, waiver, baseline } = finding
  if (failOn === 'none' || waiver !== null || baseline) return false
  return rank(severity) <= rank(failOn) && (verdict === 'fail' || unknownOf(policy) === 'fail')
}

function bySeverity(findings: readonly Finding[]): string {
  const amounts = severities.flatMap((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length
    return n === 0 ? [] : [`${n} ${severity}`]
  })
  return amounts.length === 0 ? '' : ` (${amounts.join(', ')})`
}

function whyNot({ findings, diagnostics }: Report): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const failed = findings.filter(({ verdict }) => verdict === 'fail').length
  const found = failed === 0 ? '' : `; ${count(failed, 'finding')} in what was read`
  return errors === 0
    ? `not everything could be read${found}`
    : `${count(errors, 'error')}, so something was not judged${found}`
}

function whyAllowed(report: Report, settings: Settings): string {
  const unread = notRead(report)
  return unread === '' ? whyPassed(report, settings) : `${whyPassed(report, settings)}; ${unread}`
}

function whyPassed(report: Report, { failOn = 'medium' }: Settings): string {
  const { findings, summary } = report
  const failed = findings.filter(({ verdict }) => verdict === 'fail')
  const notes = [
    ...(failed.length > 0 ? [count(failed.length, 'finding')] : []),
    ...(summary.unknown > 0 ? [`${summary.unknown} unknown`] : []),
  ]
  if (notes.length > 0)
    return `nothing ${failOn === 'none' ? 'can deny' : `at or above ${failOn}`}; ${listed(notes)} to look at`
  if (summary.pass === 0) return 'no policy had anything to judge'
  return `nothing to report, ${count(summary.policies, 'policy', 'policies')} passed on ${count(summary.functions, 'function')} and ${count(summary.resources, 'resource')}`
}

/** `2 modules were not read`; nothing where all was. */
function notRead(report: Report): string {
  const unread = report.diagnostics.filter(isUnread)
  const modules = unread.filter((one) => isTerraform(one, report)).length
  const others = unread.length - modules
  const parts = [
    ...(modules > 0 ? [count(modules, 'module')] : []),
    ...(others > 0 ? [count(others, 'nested stack or macro', 'nested stacks or macros')] : []),
  ]
  if (parts.length === 0) return ''
  return `${parts.join(' and ')} ${unread.length === 1 ? 'was' : 'were'} not read`
}

function readingOf(report: Report): string {
  const unread = report.diagnostics.filter(isUnread)
  return [
    ...(unread.some((one) => isTerraform(one, report))
      ? ['Run "terraform init" and check again, or check the plan']
      : []),
    ...(unread.some((one) => !isTerraform(one, report))
      ? ['Check the templates behind it as well, or the template that CloudFormation makes of a macro']
      : []),
  ].join('. ')
}

function isTerraform({ location }: Diagnostic, { stacks }: Report): boolean {
  const own = stacks.find(({ files, path }) => path === location?.file || files.includes(location?.file ?? ''))
  return own?.format.startsWith('terraform') ?? false
}
