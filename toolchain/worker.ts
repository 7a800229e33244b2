import { parentPort, workerData } from 'node:worker_threads'
import { type CompilerInstance, type FunctionName, startInstance } from './instance.ts'

/** What the host sends; one call at a time. */
export interface WorkerRequest {
  readonly id: number
  readonly name: FunctionName
  readonly request: string
}

/** What the worker answers: JSON of the called function, or why the instance was lost. */
export type WorkerResponse =
  | { readonly id: number; readonly answer: string }
  | { readonly id: number; readonly crash: string }

const { module } = workerData as { readonly module: WebAssembly.Module }
let instance: CompilerInstance | undefined

parentPort?.on('message', ({ id, name, request }: WorkerRequest) => {
  parentPort?.postMessage(respond(id, name, request))
})

/** A throw costs the instance: the next call starts a fresh one. */
function respond(id: number, name: FunctionName, request: string): WorkerResponse {
  try {
    instance ??= startInstance(module, { wallClock, steadyClock, fillRandom })
    return { id, answer: instance.call(name, request) }
  } catch (error) {
    instance = undefined
    return { id, crash: error instanceof Error ? error.message : String(error) }
  }
}

function wallClock(): bigint {
  return nanoseconds(performance.timeOrigin + performance.now())
}

function steadyClock(): bigint {
  return nanoseconds(performance.now())
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.floor(milliseconds * 1_000)) * 1_000n
}

/** Web Crypto fills at most 65,536 bytes at a time. */
function fillRandom(bytes: Uint8Array): void {
  for (let start = 0; start < bytes.length; start += 65_536) {
    crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  }
}
