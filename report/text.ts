import { bySpan, byText } from '../model/order.ts'
import type { Finding, Report } from '../model/report.ts'
import { drawCoverage } from './text/coverage.ts'
import { tellDecision } from './text/decision.ts'
import { drawDiagnostics } from './text/diagnostics.ts'
import { drawExcluded } from './text/excluded.ts'
import { drawFinding } from './text/finding.ts'
import { groupBy } from './text/group.ts'
import { toLines } from './text/quiet.ts'
import { createScreen, type Screen, secretPlaces, type TextOptions } from './text/screen.ts'
import { rank } from './text/severity.ts'
import { drawSummary } from './text/summary.ts'
import { drawUnknowns } from './text/unknowns.ts'
import { plain } from './text/width.ts'
import { count } from './text/words.ts'

export type { TextOptions } from './text/screen.ts'

/** The report for a person at a terminal: findings by file and place, what is unknown and why, and the decision in the last line. */
export function toText(report: Report, options: TextOptions): string {
  const screen = createScreen(options, secretPlaces(report))
  const decision = tellDecision(report, options, screen.paint)
  if (options.quiet) return asText([...toLines(report, screen), decision])
  const sections = [
    ...drawFindings(report.findings, screen),
    options.unknown === 'ignore' ? [] : drawUnknowns(report, screen),
    drawExcluded(report, screen),
    drawDiagnostics(report.diagnostics, screen),
    drawCoverage(report, screen),
    isClean(report) ? [] : drawSummary(report.summary, screen),
    [decision],
  ]
  return asText(sections.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])))
}

/** A section a file: its path, then what was found in it from top to bottom. */
function drawFindings(findings: readonly Finding[], screen: Screen): readonly (readonly string[])[] {
  const { paint } = screen
  const met = new Set<string>()
  return inOrder(findings).map(([file, inFile]) => [
    `${paint.bold(paint.underline(plain(file)))} ${paint.dim(count(inFile.length, 'finding'))}`,
    ...inFile.flatMap((finding) => {
      const first = !met.has(finding.policy)
      met.add(finding.policy)
      return ['', ...drawFinding(finding, first, screen)]
    }),
  ])
}

/** What fails, by file and then by place. */
function inOrder(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const sorted = findings
    .filter(({ verdict, waiver }) => verdict === 'fail' && waiver === null)
    .sort((a, b) => bySpan(a.location, b.location) || rank(a.severity) - rank(b.severity) || byText(a.policy, b.policy))
  return groupBy(sorted, ({ location }) => location.file)
}

function isClean({ findings, diagnostics }: Report): boolean {
  return findings.length === 0 && diagnostics.length === 0
}

function asText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
