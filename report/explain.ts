import type { Parameter, Policy } from '../model/policy.ts'
import type { Finding, Report } from '../model/report.ts'
import { wanted } from '../model/value-schema.ts'
import { drawFinding, labelled, titled } from './text/finding.ts'
import { createScreen, indent, type Screen, secretPlaces, type TextOptions } from './text/screen.ts'
import { paintSeverity } from './text/severity.ts'
import { padEnd, plain } from './text/width.ts'
import { listed, spoken } from './text/words.ts'
import { wrapParagraphs } from './text/wrap.ts'

export interface ExplainOptions extends Pick<TextOptions, 'colour' | 'width'> {
  /** That the policy is off, and where it is on. */
  readonly off?: string
}

/** An example of a policy: a file, what it is an example of, and its text. */
export interface Example {
  readonly path: string
  readonly verdict: 'fail' | 'pass' | 'unknown'
  readonly text: string
}

/** A policy: what it finds, why that matters, how to mend it, what can be set, and examples. */
export function explainPolicy(policy: Policy, examples: readonly Example[], options: ExplainOptions): string {
  const { colour, width, off } = options
  const screen = createScreen({ colour, width, sources: () => undefined, verbose: true, quiet: false }, [])
  const { paint } = screen
  const sections = [
    [
      ...titled(paintSeverity(paint, policy.severity, padEnd(policy.severity, 8)), policy.title, screen),
      `${indent}${paint.dim(`${policy.id} · judges ${listed(policy.kinds.map((kind) => `each ${spoken(kind)}`))}`)}`,
    ],
    prose(policy.description, screen),
    fixes(policy, screen),
    parameters(policy.parameters, screen),
    labelled('reads', listed(policy.reads), screen),
    off === undefined ? [] : labelled('note', off, screen),
    policy.relatedResources.map((url) => `${indent}${paint.cyan(plain(url))}`),
    policy.deprecated === undefined ? [] : labelled('note', `deprecated: ${policy.deprecated}`, screen),
    ...examples.map((example) => drawExample(example, screen)),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function prose(text: string, screen: Screen): readonly string[] {
  return wrapParagraphs(text, Math.min(screen.width, 100) - indent.length).map((line) => `${indent}${line}`.trimEnd())
}

function fixes({ fix }: Policy, screen: Screen): readonly string[] {
  if (typeof fix === 'string') return labelled('fix', fix, screen)
  return Object.entries(fix).flatMap(([format, text]) => labelled('fix', `${format}: ${text}`, screen))
}

function parameters(all: Policy['parameters'], screen: Screen): readonly string[] {
  return Object.entries(all).flatMap(([name, parameter]) => labelled('set', tellParameter(name, parameter), screen))
}

function tellParameter(name: string, parameter: Parameter): string {
  const { default: value, description } = parameter
  const meaning = description === undefined ? '' : `: ${description.trim()}`
  return `${name} (${wanted(parameter)}; ${JSON.stringify(value)} if not set)${meaning}`
}

/** Files are shown as they are: they are ours, and what is marked in them is the point. */
function drawExample({ path, verdict, text }: Example, { paint }: Screen): readonly string[] {
  const colour = { fail: paint.red, pass: paint.green, unknown: paint.yellow }[verdict]
  const lines = text.trimEnd().split(/\r?\n/)
  return [
    `${' '.repeat(10)}${paint.dim('╭')} ${colour(verdict)} ${path}`,
    ...lines.map((line) => `${' '.repeat(10)}${paint.dim('│')} ${line}`.trimEnd()),
  ]
}

/** A finding of a report: the finding itself, what it was decided by, and what would resolve what is unknown. */
export function explainFinding(finding: Finding, report: Report, options: TextOptions): string {
  const screen = createScreen({ ...options, verbose: true }, secretPlaces(report))
  const attributes = finding.attributes.map((path) => tellAttribute(path, finding))
  const lines = [
    ...drawFinding(finding, true, screen),
    '',
    ...labelled('read', `${finding.resource.entity}: ${attributes.join('; ')}`, screen),
    ...finding.unknown
      .filter(({ attribute }) => !finding.attributes.includes(attribute))
      .flatMap((unknown) => labelled('open', `${unknown.attribute} is unknown: ${unknown.why}`, screen)),
    ...labelled('give', [...new Set(finding.unknown.flatMap(({ needs }) => needs))].join('  '), screen),
    `${indent}${screen.paint.dim(`id    ${finding.fingerprint}`)}`,
  ]
  return `${lines.join('\n')}\n`
}

function tellAttribute(path: string, { unknown }: Finding): string {
  const open = unknown.find(({ attribute }) => attribute === path)
  return open ? `${path} is unknown, ${open.why}` : path
}
