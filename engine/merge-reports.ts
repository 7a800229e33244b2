import type { Diagnostic } from '../model/diagnostic.ts'
import { byText } from '../model/order.ts'
import type { Counts, Report, Summary } from '../model/report.ts'
import { decide } from './decide.ts'
import { byPolicy, inOrder } from './report.ts'
import type { Settings } from './settings.ts'
import { groupUnknowns } from './unknowns.ts'

/**
 * One report of several on different stacks, judged by the same policies and settings: as if all had been judged
 * together. `diagnostics` are what was said of the files before. Throws a RangeError if there is no report.
 */
export function mergeReports(
  reports: readonly Report[],
  diagnostics: readonly Diagnostic[],
  settings: Pick<Settings, 'failOn' | 'unknown' | 'policies'>,
): Report {
  const [first] = reports
  if (first === undefined) throw new RangeError('there is no report to merge')
  const findings = reports.flatMap((report) => report.findings).sort(inOrder)
  const all = [...diagnostics, ...stackDiagnostics(reports)]
  return {
    ...first,
    decision: decide(findings, all, settings),
    stacks: reports.flatMap(({ stacks }) => stacks).sort((left, right) => byText(left.path, right.path)),
    findings,
    unknowns: groupUnknowns(findings, placeIn(reports)),
    excluded: reports.flatMap(({ excluded }) => excluded).sort(byPolicy),
    diagnostics: all,
    summary: reports.map(({ summary }) => summary).reduce(add),
  }
}

/** In the order of the stacks they belong to; that a policy failed comes last and once. */
function stackDiagnostics(reports: readonly Report[]): readonly Diagnostic[] {
  const placed = reports.flatMap((report) =>
    report.diagnostics
      .filter(({ code }) => code !== 'POLICY_FAILED')
      .map((diagnostic) => ({ diagnostic, path: stackOf(diagnostic, report) })),
  )
  const failed = reports.flatMap((report) => report.diagnostics.filter(({ code }) => code === 'POLICY_FAILED'))
  return [
    ...placed.sort((left, right) => byText(left.path, right.path)).map(({ diagnostic }) => diagnostic),
    ...new Map(failed.map((diagnostic) => [diagnostic.message, diagnostic])).values(),
  ]
}

function stackOf({ location }: Diagnostic, { stacks }: Report): string {
  const own = location && stacks.find(({ files, path }) => path === location.file || files.includes(location.file))
  return (own ?? stacks[0])?.path ?? location?.file ?? ''
}

function placeIn(reports: readonly Report[]) {
  const places = new Map(
    reports
      .flatMap((report) => report.unknowns.map((group) => ({ group, path: report.stacks[0]?.path ?? '' })))
      .filter(({ group }) => group.location !== null)
      .sort((left, right) => byText(right.path, left.path))
      .map(({ group }) => [group.cause, group.location] as const),
  )
  return (cause: string) => places.get(cause) ?? null
}

function add(left: Summary, right: Summary): Summary {
  const names = [...new Set([...Object.keys(left.practices), ...Object.keys(right.practices)])].sort()
  return {
    ...counts(left, right),
    stacks: left.stacks + right.stacks,
    resources: left.resources + right.resources,
    functions: left.functions + right.functions,
    policies: left.policies,
    waived: left.waived + right.waived,
    excluded: left.excluded + right.excluded,
    practices: Object.fromEntries(
      names.map((name) => [name, counts(left.practices[name] ?? none, right.practices[name] ?? none)]),
    ),
    durationMs: left.durationMs + right.durationMs,
  }
}

const none: Counts = { pass: 0, fail: 0, unknown: 0 }

function counts(left: Counts, right: Counts): Counts {
  return { pass: left.pass + right.pass, fail: left.fail + right.fail, unknown: left.unknown + right.unknown }
}
