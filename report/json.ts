import type { Diagnostic } from '../model/diagnostic.ts'
import type {
  Counts,
  Coverage,
  Excluded,
  Finding,
  FindingResource,
  Report,
  StackSummary,
  Summary,
  UnknownAttribute,
  UnknownGroup,
} from '../model/report.ts'
import type { Span } from '../model/source.ts'
import type { Via } from '../model/value.ts'

/** The report as JSON, two spaces deep, with a newline at its end. Keys come in the documented order, whatever order they were made in. */
export function toJson(report: Report): string {
  return `${JSON.stringify(ordered(report, reportKeys), null, 2)}\n`
}

/** How a value is ordered: as it is, by the keys of a shape. */
type Order = 'plain' | Shape
interface Shape {
  readonly [key: string]: Order
  /** The keys are data: they are sorted, and their values all ordered alike. */
  readonly [names]?: Order
}

const names = Symbol('names')

// `satisfies` holds each shape against its type: a field that is added there is missed here by the compiler.
type Keys<T> = { readonly [K in keyof Required<T>]: Order }

const spanKeys = {
  file: 'plain',
  startLine: 'plain',
  startColumn: 'plain',
  endLine: 'plain',
  endColumn: 'plain',
} satisfies Keys<Span>

const viaKeys = { reason: 'plain', location: spanKeys } satisfies Keys<Via>

const stackKeys = {
  id: 'plain',
  path: 'plain',
  format: 'plain',
  status: 'plain',
  scope: 'plain',
  files: 'plain',
  coverage: {
    resources: 'plain',
    mapped: 'plain',
    unmapped: { [names]: 'plain' },
    opaque: 'plain',
    unresolved: 'plain',
    external: 'plain',
  } satisfies Keys<Coverage>,
} satisfies Keys<StackSummary>

const resourceKeys = {
  id: 'plain',
  kind: 'plain',
  type: 'plain',
  name: 'plain',
  declaredBy: 'plain',
  entity: 'plain',
} satisfies Keys<FindingResource>

const findingKeys = {
  policy: 'plain',
  practice: 'plain',
  severity: 'plain',
  policySeverity: 'plain',
  verdict: 'plain',
  title: 'plain',
  detail: 'plain',
  fix: 'plain',
  stack: 'plain',
  resource: resourceKeys,
  related: { id: 'plain', kind: 'plain', location: spanKeys },
  attributes: 'plain',
  location: spanKeys,
  via: viaKeys,
  unknown: { attribute: 'plain', why: 'plain', needs: 'plain' } satisfies Keys<UnknownAttribute>,
  condition: 'plain',
  fingerprint: 'plain',
  waiver: 'plain',
  baseline: 'plain',
} satisfies Keys<Finding>

const unknownKeys = {
  cause: 'plain',
  needs: 'plain',
  policies: 'plain',
  resources: 'plain',
  count: 'plain',
  location: spanKeys,
} satisfies Keys<UnknownGroup>

const excludedKeys = {
  policy: 'plain',
  stack: 'plain',
  resource: { id: 'plain', kind: 'plain' },
  reason: 'plain',
  location: spanKeys,
} satisfies Keys<Excluded>

const diagnosticKeys = {
  code: 'plain',
  severity: 'plain',
  message: 'plain',
  location: spanKeys,
} satisfies Keys<Diagnostic>

const countKeys = { pass: 'plain', fail: 'plain', unknown: 'plain' } satisfies Keys<Counts>

const summaryKeys = {
  stacks: 'plain',
  resources: 'plain',
  functions: 'plain',
  policies: 'plain',
  pass: 'plain',
  fail: 'plain',
  unknown: 'plain',
  waived: 'plain',
  excluded: 'plain',
  practices: { [names]: countKeys },
  durationMs: 'plain',
} satisfies Keys<Summary>

const reportKeys = {
  schemaVersion: 'plain',
  tool: {
    name: 'plain',
    version: 'plain',
    bundles: { name: 'plain', digest: 'plain', policies: 'plain' },
  } satisfies Keys<Report['tool']>,
  decision: 'plain',
  profile: 'plain',
  stacks: stackKeys,
  findings: findingKeys,
  unknowns: unknownKeys,
  excluded: excludedKeys,
  diagnostics: diagnosticKeys,
  summary: summaryKeys,
} satisfies Keys<Report>

function ordered(value: unknown, order: Order): unknown {
  if (order === 'plain' || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => ordered(item, order))
  const entries = Object.entries(value)
  const each = order[names]
  if (each !== undefined) {
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(sorted.map(([name, item]) => [name, ordered(item, each)]))
  }
  const known = Object.keys(order).flatMap((key) => entries.filter(([name]) => name === key))
  const others = entries.filter(([name]) => !(name in order))
  return Object.fromEntries([...known, ...others].map(([name, item]) => [name, ordered(item, order[name] ?? 'plain')]))
}
