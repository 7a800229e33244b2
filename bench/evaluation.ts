import type { Effort } from './effort.ts'
import { type GeneratedInput, select } from './inputs.ts'
import { type Native, nativeResult, nativeTime } from './native.ts'
import { loadOurs, manifest } from './ours.ts'
import { median } from './statistics.ts'

/** Times in milliseconds, sizes in bytes. */
export interface Evaluation {
  readonly input: GeneratedInput
  readonly findings: number
  /** From the document in JavaScript to the findings in JavaScript: written as JSON, read, evaluated, read back. */
  readonly ours: number
  /** The same with no policy selected: what it takes to hand the document over. */
  readonly reading: number
  /** What `opa bench` says: evaluation alone, the input read before and the result thrown away. */
  readonly native: number
  /** MB of WebAssembly memory. */
  readonly memory: number
  /** By policy: the time with it alone selected. */
  readonly policies: ReadonlyMap<string, number>
}

const ids = manifest.policies.map(({ id }) => id)

/** Ours and theirs in turn on one input, after a look that both give the same findings. */
export async function measureEvaluation(input: GeneratedInput, native: Native, effort: Effort): Promise<Evaluation> {
  const all = select(input.document, ids)
  const none = select(input.document, [])
  const path = native.write('input.json', all)
  const ours = loadOurs()
  const results = ours.evaluate(all)
  if (input.functions <= 1000) mustBeEqual(results, await nativeResult(native, path), input)
  ours.time(all, effort.warmUp)
  const [own, reading, theirs]: number[][] = [[], [], []]
  for (let turn = 0; turn < effort.turns(input.functions); turn += 1) {
    own?.push(ours.time(all, effort.span))
    reading?.push(ours.time(none, effort.span / 2))
    theirs?.push(await nativeTime(native, path))
  }
  return {
    input,
    findings: results.filter(isFinding).length,
    ours: median(own ?? []),
    reading: median(reading ?? []),
    native: median(theirs ?? []),
    memory: ours.memory(),
    policies: measurePolicies(input, ours, effort),
  }
}

/** Round by round, so that a busy moment of the machine does not fall on one policy. */
function measurePolicies(
  { document, functions }: GeneratedInput,
  ours: ReturnType<typeof loadOurs>,
  effort: Effort,
): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>(ids.map((id) => [id, []]))
  for (let turn = 0; turn < effort.turns(functions); turn += 1) {
    for (const [id, own] of times) own.push(ours.time(select(document, [id]), effort.span / 4))
  }
  return new Map([...times].map(([id, own]) => [id, median(own)]))
}

function isFinding(result: unknown): boolean {
  return 'entity' in (result as object)
}

function mustBeEqual(
  ours: readonly unknown[],
  theirs: readonly unknown[],
  { functions, family }: GeneratedInput,
): void {
  if (canonical(ours) === canonical(theirs)) return
  throw new Error(`opa and we do not agree on ${functions} functions with ${family}: nothing is compared`)
}

/** Results are a set of objects: neither elements nor members have an order. */
function canonical(results: readonly unknown[]): string {
  return results.map(sorted).sort().join('\n')
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
