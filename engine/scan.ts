import type { Diagnostic } from '../model/diagnostic.ts'
import type { Report } from '../model/report.ts'
import type { Adapter, Given, Sources, Stack } from '../model/stack.ts'
import type { Bundle } from './bundle/bundle.ts'
import { createEvaluator } from './evaluate/evaluator.ts'
import { judgeStack } from './judge-stack.ts'
import { makeReport } from './report.ts'
import { selectPolicies } from './select.ts'
import type { Settings } from './settings.ts'

export interface Scanner {
  readonly adapters: readonly Adapter[]
  readonly bundle: Bundle
  readonly settings: Settings
  readonly version: string
  /** Milliseconds, for the duration only. */
  readonly clock: () => number
  /** What was said of the files before they were read. */
  readonly diagnostics?: readonly Diagnostic[]
  /** Told before each stack is judged. */
  readonly progress?: (stack: Stack, index: number, count: number) => void
}

/** Files in, report out: read the stacks, judge each by itself, say what was found and what could not be known. */
export async function scan(sources: Sources, given: Given, scanner: Scanner): Promise<Report> {
  const started = scanner.clock()
  const { settings, bundle } = scanner
  const stacks = await readStacks(sources, given, scanner.adapters)
  const policies = selectPolicies(bundle.manifest.policies, settings)
  const evaluator = createEvaluator(bundle, policies)
  const judged = stacks.map((stack, index) => {
    scanner.progress?.(stack, index, stacks.length)
    return judgeStack(stack, { policies: evaluator.policies(), evaluate: evaluator.evaluate, given, now: settings.now })
  })
  const diagnostics = [...(scanner.diagnostics ?? []), ...stacks.flatMap((stack) => stack.diagnostics), ...evaluator.diagnostics()]
  return makeReport(judged, diagnostics, { ...scanner, policies: policies.length, durationMs: scanner.clock() - started })
}

/** The stacks of all formats, in the order of their paths. */
export async function readStacks(sources: Sources, given: Given, adapters: readonly Adapter[]): Promise<readonly Stack[]> {
  const stacks: Stack[] = []
  for (const adapter of adapters) stacks.push(...(await adapter.read(sources, given)))
  return stacks.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}

