import type { Diagnostic } from '../model/diagnostic.ts'
import { bySpan, byText } from '../model/order.ts'
import { severities } from '../model/policy.ts'
import type { Counts, Excluded, Finding, Report, StackSummary, Summary } from '../model/report.ts'
import type { Span } from '../model/source.ts'
import type { Bundle } from './bundle/bundle.ts'
import { decide } from './decide.ts'
import type { JudgedStack } from './judge-stack.ts'
import { type Settings, unknownOf } from './settings.ts'
import { groupUnknowns } from './unknowns.ts'

/** Puts together what is reported: findings in the order of severity and place, causes of unknown, coverage, the decision. */
export function makeReport(
  judged: readonly JudgedStack[],
  diagnostics: readonly Diagnostic[],
  run: {
    readonly bundles: readonly Bundle[]
    readonly settings: Settings
    readonly version: string
    readonly policies: number
    readonly durationMs: number
  },
): Report {
  const findings = judged
    .flatMap((one) => one.findings)
    .filter((one) => one.verdict === 'fail' || unknownOf(one.policy, run.settings) !== 'ignore')
  const sorted = [...findings].sort(inOrder)
  return {
    schemaVersion: '1',
    tool: {
      name: 'portcullis',
      version: run.version,
      bundles: run.bundles.map(({ manifest }) => ({
        name: manifest.name,
        digest: manifest.digest,
        policies: manifest.policies.length,
      })),
    },
    decision: decide(sorted, diagnostics, run.settings),
    profile: run.settings.profile ?? 'default',
    stacks: judged.map(stackSummary),
    findings: sorted,
    unknowns: groupUnknowns(sorted, placesOf(judged)),
    excluded: judged.flatMap((one) => one.excluded).sort(byPolicy),
    diagnostics,
    summary: summarise(judged, run),
  }
}

function stackSummary({ stack, coverage }: JudgedStack): StackSummary {
  return {
    id: stack.id,
    path: stack.path,
    format: stack.format,
    status: stack.status,
    scope: stack.scope,
    files: stack.files,
    coverage,
  }
}

function summarise(
  judged: readonly JudgedStack[],
  run: { readonly policies: number; readonly durationMs: number },
): Summary {
  const verdicts = judged.flatMap((one) => one.verdicts)
  const practices = new Map<string, { pass: number; fail: number; unknown: number }>()
  const total = { pass: 0, fail: 0, unknown: 0 }
  for (const { policy, verdict } of verdicts) {
    const counts = practices.get(policy.practice) ?? { pass: 0, fail: 0, unknown: 0 }
    counts[verdict] += 1
    total[verdict] += 1
    practices.set(policy.practice, counts)
  }
  return {
    stacks: judged.length,
    resources: judged.reduce(
      (sum, { stack }) => sum + stack.resources.filter((one) => one.mode === 'managed').length,
      0,
    ),
    functions: judged.reduce((sum, { functions }) => sum + functions, 0),
    policies: run.policies,
    ...total,
    waived: 0,
    excluded: judged.reduce((sum, { excluded }) => sum + excluded.length, 0),
    practices: Object.fromEntries([...practices].sort(([left], [right]) => (left < right ? -1 : 1))) as Record<
      string,
      Counts
    >,
    durationMs: Math.round(run.durationMs),
  }
}

function placesOf(judged: readonly JudgedStack[]): (cause: string) => Span | null {
  const places = new Map<string, Span>()
  for (const { why, at } of judged.flatMap((one) => one.causes)) if (at && !places.has(why)) places.set(why, at)
  return (cause) => places.get(cause) ?? null
}

/** Gravest first, then by place, so that the same input gives the same order. */
export function inOrder(left: Finding, right: Finding): number {
  return (
    byText(left.verdict, right.verdict) ||
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    bySpan(left.location, right.location) ||
    byText(left.policy, right.policy) ||
    byText(left.resource.id, right.resource.id) ||
    byText(left.fingerprint, right.fingerprint)
  )
}

/** By policy, stack and resource. */
export function byPolicy(left: Excluded, right: Excluded): number {
  return (
    byText(left.policy, right.policy) ||
    byText(left.stack, right.stack) ||
    byText(left.resource.id, right.resource.id) ||
    byText(left.resource.kind, right.resource.kind)
  )
}
