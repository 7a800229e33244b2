import { parentPort, workerData } from 'node:worker_threads'
import { type CompilerInstance, type FunctionName, startInstance } from './instance.ts'

/** What the host sends; one call at a time. */
export interface WorkerRequest {
  readonly name: FunctionName
  readonly request: string
}

/** What the worker answers: JSON of the called function, or why the instance was lost and with it the worker. */
export type WorkerResponse = { readonly answer: string; readonly memoryBytes: number } | { readonly crash: string }

const { module } = workerData as { readonly module: WebAssembly.Module }
let instance: CompilerInstance | undefined

parentPort?.on('message', (request: WorkerRequest) => {
  parentPort?.postMessage(respond(request))
})

function respond({ name, request }: WorkerRequest): WorkerResponse {
  try {
    instance ??= startInstance(module, { wallClock, steadyClock, fillRandom })
    return { answer: instance.call(name, request), memoryBytes: instance.memoryBytes() }
  } catch (error) {
    return { crash: error instanceof Error ? error.message : String(error) }
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
