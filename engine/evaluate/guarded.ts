import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { builtFile } from '../bundle/load.ts'
import { jsonBytes } from './json-bytes.ts'
import { PolicyAbort, PolicyUnusable } from './policy-error.ts'

/** A compiled policy module in a thread of its own. Its caller waits, but no longer than the limit. */
export interface GuardedPolicy {
  /** As `Policy.evaluate`; beyond the limit the thread is ended and a `PolicyAbort` with reason `time` thrown. */
  readonly evaluate: (entrypoint: string, input: unknown) => unknown
  readonly close: () => void
}

export interface GuardLimits {
  /** Most memory of an instance, in MiB. */
  readonly memoryLimitMb: number
  /** Most time of one evaluation, in milliseconds. */
  readonly timeMs: number
}

/** What the thread is started with. */
export interface GuardData {
  readonly wasm: Uint8Array | WebAssembly.Module
  readonly memoryLimitMb: number
  readonly port: MessagePort
  /** Counts what the thread has said. */
  readonly said: Int32Array
}

export interface GuardRequest {
  readonly entrypoint: string
  /** JSON. */
  readonly input: Uint8Array
}

export type GuardAnswer =
  | { readonly ready: true }
  | { readonly result: unknown }
  | { readonly abort: { readonly reason: PolicyAbort['reason']; readonly text: string } }
  | { readonly unusable: string }

/**
 * WebAssembly cannot be interrupted from within its thread, so what may not end runs in another. The thread is started
 * by the first evaluation and again after each that aborted: its memory goes with it.
 */
export function guardPolicy(
  wasm: Uint8Array | WebAssembly.Module,
  { memoryLimitMb, timeMs }: GuardLimits,
): GuardedPolicy {
  let thread: Thread | undefined
  const end = (): void => {
    thread?.end()
    thread = undefined
  }
  return {
    close: end,
    evaluate(entrypoint, input) {
      thread ??= startThread(wasm, memoryLimitMb)
      const bytes = jsonBytes(input)
      const answer = thread.ask({ entrypoint, input: bytes }, timeMs)
      if (answer && 'result' in answer) return answer.result
      end()
      if (answer === undefined) throw new PolicyAbort(entrypoint, 'time', `took longer than ${timeMs / 1000} s`)
      if ('abort' in answer) throw new PolicyAbort(entrypoint, answer.abort.reason, answer.abort.text)
      throw new PolicyUnusable('unusable' in answer ? answer.unusable : 'the thread lost its place')
    },
  }
}

interface Thread {
  /** Waits for the answer; `undefined` where there is none in time. */
  readonly ask: (request: GuardRequest, timeMs: number) => GuardAnswer | undefined
  readonly end: () => void
}

/** Milliseconds that a busy machine may take to start a thread and compile the module. */
const startMs = 60_000

function startThread(wasm: Uint8Array | WebAssembly.Module, memoryLimitMb: number): Thread {
  const { port1, port2 } = new MessageChannel()
  const said = new Int32Array(new SharedArrayBuffer(4))
  const workerData: GuardData = { wasm, memoryLimitMb, port: port2, said }
  const worker = new Worker(builtFile('engine/evaluate/guarded-thread.js'), {
    workerData,
    transferList: [port2],
    env: {},
  })
  // Its end is noticed by its silence; without a listener an error would end the process.
  worker.on('error', () => undefined)
  worker.unref()
  port1.unref()
  let heard = 0
  const listen = (timeMs: number): GuardAnswer | undefined => {
    Atomics.wait(said, 0, heard, timeMs)
    const received = receiveMessageOnPort(port1) as { readonly message: GuardAnswer } | undefined
    if (received) heard += 1
    return received?.message
  }
  const first = listen(startMs)
  const end = (): void => {
    port1.close()
    void worker.terminate()
  }
  if (first === undefined || !('ready' in first)) {
    end()
    throw new PolicyUnusable(first && 'unusable' in first ? first.unusable : 'the thread for policies did not start')
  }
  return {
    end,
    ask: (request, timeMs) => {
      port1.postMessage(request, [request.input.buffer as ArrayBuffer])
      return listen(timeMs)
    },
  }
}
