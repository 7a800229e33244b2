import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Policy } from '../../model/policy.ts'
import { type Bundle, entrypoint } from '../bundle/bundle.ts'
import type { RawFinding, RawResult, RawScope } from './judge.ts'
import { loadPolicy, PolicyAbort } from './wasm.ts'

/** The memory of one evaluation, in MiB. A stack of 10,000 functions takes less than a quarter. */
const memoryLimitMb = 1024

export interface Evaluator {
  /** The policies that still run: those that failed before are left out. */
  readonly policies: () => readonly Policy[]
  /** Runs the policies, or those of them that are named. */
  readonly evaluate: (input: unknown, only?: readonly string[]) => RawResult
  /** Policies that failed to run, each named. */
  readonly diagnostics: () => readonly Diagnostic[]
}

/** Runs the policies of a bundle. One that aborts is found, named and left out; the others' findings stand. */
export function createEvaluator(bundle: Bundle, policies: readonly Policy[]): Evaluator {
  const module = loadPolicy(bundle.wasm, { memoryLimitMb })
  const failed = new Map<string, Diagnostic>()
  const run = (input: object, ids: readonly string[]): RawResult => {
    const selected = { ...input, selected: groupByPractice(ids) }
    return read(module.evaluate(entrypoint, selected))
  }
  const running = (): readonly Policy[] => policies.filter(({ id }) => !failed.has(id))
  return {
    policies: running,
    diagnostics: () => [...failed.values()],
    evaluate(input, ids = running().map(({ id }) => id)) {
      try {
        return run(input as object, ids)
      } catch (problem) {
        if (!(problem instanceof PolicyAbort)) throw problem
        return runOneByOne(ids, (id) => run(input as object, [id]), failed)
      }
    },
  }
}

function runOneByOne(
  ids: readonly string[],
  run: (id: string) => RawResult,
  failed: Map<string, Diagnostic>,
): RawResult {
  const findings: RawFinding[] = []
  const scopes: RawScope[] = []
  for (const id of ids) {
    try {
      const result = run(id)
      findings.push(...result.findings)
      scopes.push(...result.scopes)
    } catch (problem) {
      if (!(problem instanceof PolicyAbort)) throw problem
      const place = problem.location
      const location = place && {
        file: place.file,
        startLine: place.line,
        startColumn: place.column,
        endLine: place.line,
        endColumn: place.column,
      }
      failed.set(id, error('POLICY_FAILED', `The policy ${id} could not be run: ${problem.message}`, location ?? null))
    }
  }
  return { findings, scopes }
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
