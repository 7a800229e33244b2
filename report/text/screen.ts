import pc from 'picocolors'
import type { Policy, Severity, UnknownMode } from '../../model/policy.ts'
import type { Report } from '../../model/report.ts'
import type { Span } from '../../model/source.ts'
import type { Held } from './held.ts'
import { type LineOf, linesOf } from './lines.ts'

/** How the text is to look, and what it may tell. */
export interface TextOptions {
  readonly colour: boolean
  /** The text of a file that a place names; frames are left out where there is none. */
  readonly sources: (path: string) => string | undefined
  /** Whether a file holds values, such as a plan: then frames show its keys, and of its values the one pointed at alone. */
  readonly heldIn?: (path: string) => Held | undefined
  /** Everything in full: each warning, every name, why at every finding. */
  readonly verbose: boolean
  /** One line a finding, errors, and the decision. */
  readonly quiet: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** What the decision was made by, to say so; `medium` where not given. */
  readonly failOn?: Severity | 'none'
  /** What an unknown verdict counts as: `ignore` leaves them out but for their number; `note` where not given. */
  readonly unknown?: UnknownMode
  /** The same of a policy, where not all have the same. */
  readonly unknownOf?: (policy: string) => UnknownMode
  /** The policy of an id, to tell why it matters. */
  readonly policyOf?: (id: string) => Policy | undefined
}

export type Paint = ReturnType<typeof pc.createColors>

/** What the pieces of a report are drawn with. */
export interface Screen {
  readonly paint: Paint
  readonly width: number
  readonly verbose: boolean
  readonly lineOf: LineOf
  /** Places on a line of a file whose text is never shown. */
  readonly hiddenOn: (path: string, line: number) => readonly Span[]
  readonly heldIn: (path: string) => Held | undefined
  readonly policyOf: (id: string) => Policy | undefined
}

/** All text stands in this column; what comes before it is for severities, counts and line numbers. */
export const margin = 12
export const indent = ' '.repeat(margin)

const narrowest = 40
const widestProse = 100

export function createScreen(options: TextOptions, hidden: readonly Span[]): Screen {
  return {
    paint: pc.createColors(options.colour),
    width: Math.max(narrowest, options.width || 80),
    verbose: options.verbose,
    lineOf: linesOf(options.sources),
    hiddenOn: byLine(hidden),
    heldIn: options.heldIn ?? (() => undefined),
    policyOf: options.policyOf ?? (() => undefined),
  }
}

function byLine(places: readonly Span[]): Screen['hiddenOn'] {
  const lines = new Map<string, Span[]>()
  const distinct = new Map(places.map((span) => [JSON.stringify(span), span]))
  for (const span of distinct.values()) {
    for (let line = span.startLine; line <= span.endLine; line += 1) {
      const key = `${span.file}:${line}`
      const found = lines.get(key)
      if (found) found.push(span)
      else lines.set(key, [span])
    }
  }
  return (path, line) => lines.get(`${path}:${line}`) ?? []
}

/** Columns for prose, which nobody reads in long lines. */
export function proseWidth(screen: Screen): number {
  return Math.min(screen.width, widestProse) - margin
}

/** Places of literal secrets: what policies of the practice `secrets` found, and attributes that say where a secret is. */
export function secretPlaces(report: Report): readonly Span[] {
  const entries = new Set(
    report.findings.flatMap((finding) => secretEntries(finding.resource.entity, finding.attributes)),
  )
  return report.findings
    .filter(
      ({ practice, resource, attributes }) =>
        (practice === 'secrets' && !isOpen(attributes[0])) ||
        attributes.some((path) => path.endsWith('/secret') || entries.has(entryOf(resource.entity, path))),
    )
    .map((finding) => finding.location)
}

/** What tells about a secret, and holds none: how it is declared, kept, rotated and shared. */
function isOpen(path: string | undefined): boolean {
  return /^(?:policies|rotation|sensitive|shown_in|tags|type)(?:\/|$)/.test(path ?? '')
}

function secretEntries(entity: string, attributes: readonly string[]): readonly string[] {
  return attributes.filter((path) => path.endsWith('/secret')).map((path) => entryOf(entity, path))
}

/** An entry of an environment: `environment/TOKEN/value` and `environment/TOKEN/secret` are of one. */
function entryOf(entity: string, path: string): string {
  return `${entity} ${path.split('/').slice(0, -1).join('/')}`
}
