import type { Effort } from './effort.ts'
import { type GeneratedInput, select } from './inputs.ts'
import { type Native, nativeRequestTime, nativeResult, nativeTime } from './native.ts'
import { loadOurs, manifest } from './ours.ts'
import { canonicalSet } from './same.ts'
import type { Server } from './server-process.ts'
import { median } from './statistics.ts'

/** Times in milliseconds. */
export interface Evaluation {
  readonly input: Pick<GeneratedInput, 'functions' | 'family' | 'bytes'>
  readonly findings: number
  /** From the document in JavaScript to the findings in JavaScript: written as JSON, read, evaluated, read back. */
  readonly ours: number
  /** The same with no policy selected: what it takes to hand the document over. */
  readonly reading: number
  /** What `opa bench` says: evaluation alone, the input read before and the result not written. */
  readonly native: number
  /** What `opa run --server` says of its handler: the request read, evaluated, the result made. */
  readonly nativeWithReading: number
  /** MB of WebAssembly memory. */
  readonly memory: number
}

const ids = manifest.policies.map(({ id }) => id)

/** Ours and theirs in turn on one input, after a look that both give the same results. */
export async function measureEvaluation(
  input: GeneratedInput,
  native: Native,
  server: Server,
  effort: Effort,
): Promise<Evaluation> {
  const { functions, family, bytes } = input
  const all = select(input.document, ids)
  const none = select(input.document, [])
  const path = native.write('input.json', all)
  const ours = loadOurs()
  const results = ours.evaluate(all)
  if (canonicalSet(results) !== canonicalSet(await nativeResult(native, path))) {
    throw new Error(`opa and we do not agree on ${functions} functions with ${family}: there is nothing to compare`)
  }
  ours.time(all, effort.warmUp)
  const turns: Pick<Evaluation, 'ours' | 'reading' | 'native' | 'nativeWithReading'>[] = []
  for (let turn = 0; turn < effort.turns(functions); turn += 1) {
    turns.push({
      ours: ours.time(all, effort.span),
      native: await nativeTime(native, path),
      reading: ours.time(none, effort.span / 2),
      nativeWithReading: await nativeRequestTime(server, all),
    })
  }
  return {
    input: { functions, family, bytes },
    findings: results.filter(isFinding).length,
    ours: median(turns.map((turn) => turn.ours)),
    reading: median(turns.map((turn) => turn.reading)),
    native: median(turns.map((turn) => turn.native)),
    nativeWithReading: median(turns.map((turn) => turn.nativeWithReading)),
    memory: ours.memory(),
  }
}

function isFinding(result: unknown): boolean {
  return 'entity' in (result as object)
}
