import { readFileSync } from 'node:fs'
import { defaultEvaluationLimits } from '../engine/evaluate/limits.ts'
import { loadPolicy } from '../engine/evaluate/wasm.ts'
import type { Manifest } from '../model/policy.ts'

/** The built program: a copy that no later build touches, made by run.mjs. */
export const built = 'node_modules/.cache/portcullis-bench/dist'
export const program = `${built}/cli/main.js`

export const manifest = JSON.parse(readFileSync(`${built}/policies/manifest.json`, 'utf8')) as Manifest
const module = new WebAssembly.Module(readFileSync(`${built}/policies/policy.wasm`))

/** Our policies, loaded and ready, as a scan has them. */
export interface Ours {
  readonly evaluate: (document: unknown) => readonly unknown[]
  /** Milliseconds of one evaluation: the mean over this long, at least one. */
  readonly time: (document: unknown, milliseconds: number) => number
  /** The same, in milliseconds of processor time. */
  readonly processorTime: (document: unknown, milliseconds: number) => number
  /** MB of the instance. */
  readonly memory: () => number
}

export function loadOurs(): Ours {
  const policy = loadPolicy(module, { memoryLimitMb: defaultEvaluationLimits.memoryMb })
  const evaluate = (document: unknown) => (policy.evaluate('main/findings', document) ?? []) as readonly unknown[]
  const timeBy = (clock: () => number) => (document: unknown, milliseconds: number) => {
    const started = clock()
    let count = 0
    let elapsed = 0
    do {
      evaluate(document)
      count += 1
      elapsed = clock() - started
    } while (elapsed < milliseconds)
    return elapsed / count
  }
  return {
    evaluate,
    time: timeBy(() => performance.now()),
    processorTime: timeBy(processorMilliseconds),
    memory: () => policy.memoryBytes() / 1e6,
  }
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
