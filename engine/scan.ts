import type { Diagnostic } from '../model/diagnostic.ts'
import type { Policy } from '../model/policy.ts'
import type { Report } from '../model/report.ts'
import type { Adapter, Given, Sources, Stack } from '../model/stack.ts'
import type { Bundle } from './bundle/bundle.ts'
import { createEvaluator, type Evaluator } from './evaluate/evaluator.ts'
import type { EvaluationLimits } from './evaluate/limits.ts'
import { type Around, surroundings } from './foreign/around.ts'
import type { Known } from './foreign/meeting.ts'
import { type JudgedStack, judgeStack, openEntities, type Place } from './judge-stack.ts'
import { makeReport } from './report.ts'
import { selectPolicies } from './select.ts'
import { type Settings, withSettings } from './settings.ts'

export interface Scanner {
  readonly adapters: readonly Adapter[]
  /** What it judges by. No two hold a policy of the same id. */
  readonly bundles: readonly Bundle[]
  readonly settings: Settings
  readonly limits?: EvaluationLimits
  readonly version: string
  /** Milliseconds, for the duration only. */
  readonly clock: () => number
  /** What was said of the files before they were read. */
  readonly diagnostics?: readonly Diagnostic[]
  /** Told before each stack is judged. */
  readonly progress?: (stack: Stack, index: number, count: number) => void
}

/** What a scan found, and what other scans may want to know of its stacks. */
export interface Scanned {
  readonly report: Report
  readonly known: readonly Known[]
}

/** Files in, report out: read the stacks, judge each by itself, say what was found and what could not be known. */
export async function scan(sources: Sources, given: Given, scanner: Scanner): Promise<Report> {
  return (await scanPart(sources, given, scanner)).report
}

/** The same for a part of what is judged: its stacks may have to do with those of another part. */
export async function scanPart(sources: Sources, given: Given, scanner: Scanner): Promise<Scanned> {
  const evaluator = evaluatorOf(scanner)
  try {
    return await scanWith(evaluator, sources, given, scanner)
  } finally {
    evaluator.close()
  }
}

/** The policies of a scan, ready to run for one part after another, as long as none of them fails. */
export function evaluatorOf({
  bundles,
  settings,
  limits,
}: Pick<Scanner, 'bundles' | 'settings' | 'limits'>): Evaluator {
  const all = bundles.flatMap(({ manifest }) => manifest.policies)
  const policies = selectPolicies(all, settings).map((policy) => withSettings(policy, settings))
  return createEvaluator(bundles, policies, limits)
}

/** Scans a part with policies that are ready. */
export async function scanWith(
  evaluator: Evaluator,
  sources: Sources,
  given: Given,
  scanner: Scanner,
): Promise<Scanned> {
  const started = scanner.clock()
  const policies = evaluator.policies().length
  const stacks = await readStacks(sources, given, scanner.adapters)
  const judged = judgeStacks(stacks, evaluator, given, scanner)
  const diagnostics = [
    ...(scanner.diagnostics ?? []),
    ...stacks.flatMap((stack) => stack.diagnostics),
    ...evaluator.diagnostics(),
  ]
  const run = { ...scanner, policies, durationMs: scanner.clock() - started }
  return { report: makeReport(judged, diagnostics, run), known: judged.map(({ known }) => known) }
}

function judgeStacks(
  stacks: readonly Stack[],
  evaluator: Evaluator,
  given: Given,
  { settings, progress }: Scanner,
): readonly JudgedStack[] {
  const judging = { evaluate: evaluator.evaluate, now: settings.now }
  const placeOf = (stack: Stack): Place => ({ ...(stack.deployedTo ?? given), roles: settings.roles })
  const judgeOne = (stack: Stack, around?: Around) =>
    judgeWithWhatRuns(evaluator, (policies) =>
      judgeStack(stack, { ...judging, given: placeOf(stack), policies, ...(around ? { around } : {}) }),
    )
  const judged = stacks.map((stack, index) => {
    progress?.(stack, index, stacks.length)
    return judgeOne(stack)
  })
  // Which stacks have to do with one another shows when each has been looked at; those are judged again, together.
  const around = surroundings(
    stacks,
    judged.map(({ known }) => known),
    (stack, elsewhere) => openEntities(stack, placeOf(stack), settings.now, elsewhere),
  )
  return judged.map((one) => (around.has(one.stack) ? judgeOne(one.stack, around.get(one.stack)) : one))
}

/** Where a policy fails to run the stack is judged again without it: that it found nothing must not count as a pass. */
function judgeWithWhatRuns(evaluator: Evaluator, judge: (policies: readonly Policy[]) => JudgedStack): JudgedStack {
  const running = evaluator.policies()
  const judged = judge(running)
  return evaluator.policies().length === running.length ? judged : judgeWithWhatRuns(evaluator, judge)
}

/** The stacks of all formats, in the order of their paths. */
export async function readStacks(
  sources: Sources,
  given: Given,
  adapters: readonly Adapter[],
): Promise<readonly Stack[]> {
  const stacks: Stack[] = []
  for (const adapter of adapters) stacks.push(...(await adapter.read(sources, given)))
  return stacks.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}
