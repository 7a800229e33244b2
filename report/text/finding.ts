import type { Finding } from '../../model/report.ts'
import type { Span } from '../../model/source.ts'
import { drawFrame } from './frame.ts'
import { indent, proseWidth, type Screen } from './screen.ts'
import { paintSeverity } from './severity.ts'
import { nameSubject } from './subject.ts'
import { tellVia } from './via.ts'
import { displayWidth, padEnd, plain } from './width.ts'
import { listed, place } from './words.ts'
import { wrap, wrapParagraphs } from './wrap.ts'

const fewRelated = 4
/** Characters. */
const glance = 200

/** A finding in full. `first` is whether its policy was not met before: then it also says why it matters. */
export function drawFinding(finding: Finding, first: boolean, screen: Screen): readonly string[] {
  const { paint } = screen
  const mark = (text: string) => paintSeverity(paint, finding.severity, text)
  return [
    ...headline(finding, mark, screen),
    ...subjectOf(finding, screen).map((line) => `${indent}${paint.dim(line)}`),
    ...drawFrame(finding.location, mark, screen),
    ...paragraphs(finding, screen),
    ...advice(finding, first || screen.verbose, screen),
  ]
}

/** What is undecided is no finding yet: that comes first, and what would decide it. */
function headline(
  { verdict, severity, title, unknown }: Finding,
  mark: (text: string) => string,
  screen: Screen,
): readonly string[] {
  if (verdict === 'fail') return titled(mark(padEnd(severity, 8)), title, screen)
  const why = [...new Set(unknown.map(({ why }) => why))].join('; ')
  const needs = [...new Set(unknown.flatMap(({ needs }) => needs))].join('  ')
  return [
    ...titled(mark(padEnd('unknown', 8)), `Undecided, ${severity} if so: ${title}`, screen),
    ...wrap(needs === '' ? why : `${why}: ${needs} decides`, proseWidth(screen)).map((line) => `${indent}${line}`),
  ]
}

/** A title of any length beside a severity. */
export function titled(label: string, title: string, screen: Screen): readonly string[] {
  const [head = '', ...rest] = wrap(title, proseWidth(screen))
  return [`  ${label}  ${screen.paint.bold(head)}`, ...rest.map((line) => `${indent}${screen.paint.bold(line)}`)]
}

/** The resource and the policy, on one line where both fit. */
function subjectOf(finding: Finding, screen: Screen): readonly string[] {
  const { resource, policy } = finding
  const made = resource.declaredBy === undefined ? '' : `, made from ${plain(resource.declaredBy)}`
  const subject = `${nameSubject(finding)}${made}`
  const line = `${subject} · ${plain(policy)}`
  return displayWidth(line) <= proseWidth(screen) ? [line] : [subject, plain(policy)]
}

function paragraphs(finding: Finding, screen: Screen): readonly string[] {
  const { related } = finding
  const also = listed(
    related.map(({ id, location }) => (location ? `${id} (${seenFrom(finding.location, location)})` : id)),
    screen.verbose ? undefined : fewRelated,
  )
  const sentences = [
    finding.detail,
    ...tellVia(finding.via, screen.lineOf),
    finding.condition === null ? '' : `only where ${finding.condition}`,
    related.length === 0 ? '' : `together with ${also}`,
    finding.baseline ? 'accepted in the baseline' : '',
    finding.policySeverity === undefined
      ? ''
      : `${finding.severity} by the settings; the policy says ${finding.policySeverity}`,
  ]
  return sentences.flatMap((text) => wrap(text, proseWidth(screen))).map((line) => `${indent}${line}`)
}

/** A place in the same file is its line. */
function seenFrom(here: Span, there: Span): string {
  return here.file === there.file ? `line ${there.startLine}` : place(there)
}

function advice(finding: Finding, why: boolean, screen: Screen): readonly string[] {
  const description = why ? (screen.policyOf(finding.policy)?.description ?? '') : ''
  return [
    ...labelled('why', screen.verbose ? description : opening(description), screen),
    ...labelled('fix', finding.fix, screen),
    ...(why ? [`${indent}${screen.paint.dim(`more  portcullis explain ${plain(finding.policy)}`)}`] : []),
  ]
}

/** The first sentences of a description, as many as are read at a glance; `explain` tells the rest. */
function opening(text: string): string {
  const [paragraph = ''] = text.trim().split(/\n\s*\n/)
  const [first = '', ...rest] = paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?]) (?=[A-Z])/)
  const short = rest.findIndex((_, i) => [first, ...rest.slice(0, i + 1)].join(' ').length > glance)
  return [first, ...(short === -1 ? rest : rest.slice(0, short))].join(' ')
}

/** A text under a short word: `fix   Give each function a role of its own.` */
export function labelled(label: string, text: string, screen: Screen): readonly string[] {
  const lines = wrapParagraphs(text, proseWidth(screen) - 6)
  return lines.map((line, i) => `${indent}${i === 0 ? screen.paint.dim(padEnd(label, 6)) : '      '}${line}`.trimEnd())
}
