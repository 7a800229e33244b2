import { Worker } from 'node:worker_threads'
import type { Graphviz } from './layout.ts'
import type { LayoutAnswer } from './thread.ts'

/** Graphviz as WebAssembly, which cannot be interrupted from within: it runs in a thread of its own. */
export interface GraphvizThread {
  /** Rejects beyond the limit, with what Graphviz says, and where the thread ends; the next call has a new thread. */
  readonly layOut: Graphviz
  readonly close: () => void
}

/** Milliseconds for the layout of one graph, starting included. */
const layoutLimitMs = 20_000

/** After so many graphs that took too long no other is tried: what was given must not take forever. */
const patience = 3

/** `program` is the built `report/map/picture/thread.js`. The thread starts with the first graph. */
export function startGraphviz(program: URL, limitMs = layoutLimitMs): GraphvizThread {
  let worker: Worker | undefined
  let failures = 0
  const close = (): void => {
    void worker?.terminate()
    worker = undefined
  }
  return {
    close,
    async layOut(dot) {
      if (failures >= patience) throw new Error('too many others took too long')
      worker ??= startThread(program)
      try {
        return await ask(worker, dot, limitMs)
      } catch (problem) {
        close()
        failures += 1
        throw problem
      }
    },
  }
}

/** What it says once nobody waits must not end the process. */
function startThread(program: URL): Worker {
  return new Worker(program, { env: {} }).on('error', () => undefined)
}

function ask(worker: Worker, dot: string, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => end(() => reject(new Error(`took longer than ${limitMs / 1000} s`))), limitMs)
    const hear = (answer: LayoutAnswer): void =>
      end(() => ('laidOut' in answer ? resolve(answer.laidOut) : reject(new Error(answer.failed))))
    const fail = (problem: Error): void => end(() => reject(problem))
    const leave = (): void => end(() => reject(new Error('the thread ended')))
    const end = (then: () => void): void => {
      clearTimeout(limit)
      worker.off('message', hear).off('error', fail).off('exit', leave)
      then()
    }
    worker.on('message', hear).on('error', fail).on('exit', leave)
    worker.postMessage(dot)
  })
}
