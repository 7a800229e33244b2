import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Policy } from '../../model/policy.ts'
import { spanAt } from '../../model/source.ts'
import { type Bundle, entrypoint } from '../bundle/bundle.ts'
import { guardPolicy } from './guarded.ts'
import { mergeResults, type RawFinding, type RawResult, type RawScope } from './judge.ts'
import { defaultEvaluationLimits, type EvaluationLimits } from './limits.ts'
import { PolicyAbort } from './policy-error.ts'
import { loadPolicy } from './wasm.ts'

export interface Evaluator {
  /** The policies that still run: those that failed before are left out. */
  readonly policies: () => readonly Policy[]
  /** Runs the policies, or those of them that are named. */
  readonly evaluate: (input: unknown, only?: readonly string[]) => RawResult
  /** Policies that failed to run, each named. */
  readonly diagnostics: () => readonly Diagnostic[]
  /** Ends the threads of guarded bundles. */
  readonly close: () => void
}

/**
 * Runs policies, each with the bundle it comes from. One that aborts or overruns its limits is found, named and left
 * out; the others' findings stand.
 */
export function createEvaluator(
  bundles: readonly Bundle[],
  policies: readonly Policy[],
  limits: EvaluationLimits = defaultEvaluationLimits,
): Evaluator {
  const wanted = new Set(policies.map(({ id }) => id))
  const runners = bundles
    .map((bundle) => ({ bundle, ids: bundle.manifest.policies.map(({ id }) => id).filter((id) => wanted.has(id)) }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ bundle, ids }) => ({ ids, module: load(bundle, limits) }))
  const failed = new Map<string, Diagnostic>()
  const running = (): readonly Policy[] => policies.filter(({ id }) => !failed.has(id))
  return {
    policies: running,
    diagnostics: () => [...failed.values()],
    evaluate(input, ids = running().map(({ id }) => id)) {
      const chosen = new Set(ids)
      const results = runners.map((runner) => {
        const own = runner.ids.filter((id) => chosen.has(id) && !failed.has(id))
        const run = (some: readonly string[]): RawResult =>
          read(runner.module.evaluate(entrypoint, { ...(input as object), selected: groupByPractice(some) }))
        return own.length === 0 ? nothing : runTogether(own, run, failed)
      })
      return mergeResults(results)
    },
    close: () => {
      for (const { module } of runners) module.close()
    },
  }
}

const nothing: RawResult = { findings: [], scopes: [] }

function load({ wasm, guarded }: Bundle, { memoryMb, timeMs }: EvaluationLimits) {
  if (guarded) return guardPolicy(wasm, { memoryLimitMb: memoryMb, timeMs })
  // Where there is nothing to judge, nothing is loaded.
  let loaded: ReturnType<typeof loadPolicy> | undefined
  const evaluate: ReturnType<typeof loadPolicy>['evaluate'] = (...given) => {
    loaded ??= loadPolicy(wasm, { memoryLimitMb: memoryMb })
    return loaded.evaluate(...given)
  }
  return { evaluate, close: () => undefined }
}

function runTogether(
  ids: readonly string[],
  run: (ids: readonly string[]) => RawResult,
  failed: Map<string, Diagnostic>,
): RawResult {
  try {
    return run(ids)
  } catch (problem) {
    if (!(problem instanceof PolicyAbort)) throw problem
    return mergeResults(ids.map((id) => runAlone(id, () => run([id]), failed)))
  }
}

function runAlone(id: string, run: () => RawResult, failed: Map<string, Diagnostic>): RawResult {
  try {
    return run()
  } catch (problem) {
    if (!(problem instanceof PolicyAbort)) throw problem
    failed.set(id, failure(id, problem))
    return nothing
  }
}

function failure(id: string, { reason, text, location }: PolicyAbort): Diagnostic {
  const said = location ? text.slice(text.indexOf(': ') + 2) : text
  const why = {
    abort: `${contradictions[said] ?? 'it contradicts itself'} (${said})`,
    trap: `it calls itself too deep (${said})`,
    builtin: said,
    memory: `it needs more memory than it may have (${said}); look for a collection that grows with the product of others`,
    time: `it ${said} and was ended; look for a rule that multiplies collections instead of following a link`,
  }[reason]
  const place = location && spanAt(location.file, location.line, location.column)
  return error('POLICY_FAILED', `The policy ${id} could not be run: ${why}.`, place ?? null)
}

/** What OPA's modules say when they give up, and what it means. */
const contradictions: Readonly<Record<string, string>> = {
  'var assignment conflict': 'a rule has two values at once',
  'object insert conflict': 'an object gets two values under one key',
}

/** `main.rego` walks these rather than all packages: `{practice: [name]}`. */
function groupByPractice(ids: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const id of ids) {
    const [practice = '', name = ''] = id.split('/')
    groups[practice] = [...(groups[practice] ?? []), name]
  }
  return groups
}

type Entry = { readonly policy: string } & (
  | (Omit<RawFinding, 'in' | 'id'> & { readonly entity: { readonly in: string; readonly id: string } })
  | RawScope
)

function read(value: unknown): RawResult {
  const findings: RawFinding[] = []
  const scopes: RawScope[] = []
  for (const entry of (value ?? []) as readonly Entry[]) {
    if ('entity' in entry) {
      const { entity, ...rest } = entry
      findings.push({ ...rest, in: entity.in, id: entity.id })
    } else scopes.push(entry)
  }
  return { findings, scopes }
}
