import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { type Outcome, type Taken, type Task, type WorkerData, wallClock } from './tasks.ts'

/** Threads that evaluate. What overruns its limits is ended with its thread, and the thread replaced. */
export interface Pool {
  /**
   * Runs a task as soon as a thread is free. The bytes of its body are handed over, not copied, and are gone
   * afterwards. Throws {@link Overrun}; whatever the task itself throws is thrown again.
   */
  readonly run: <T extends Task>(task: T) => Promise<Outcome<T>>
  /** Waits for what runs and waits, then ends the threads. */
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  /** The compiled worker of this folder. */
  readonly worker: URL
  readonly workerData: WorkerData
  readonly threads: number
  /** Milliseconds that a task may run, from when a thread takes it up. */
  readonly timeLimitMs: number
  /** Of the JavaScript of one thread, in MiB. */
  readonly memoryMb: number
  /** Tasks that may wait for a thread. */
  readonly waitingLimit: number
}

/** A task was not finished, and it is not known what it would have given. */
export class Overrun extends Error {
  override readonly name = 'Overrun'
  /** time, memory: it overran its limit; crash: its thread ended; busy: too many tasks wait already. */
  readonly reason: 'time' | 'memory' | 'crash' | 'busy'

  constructor(reason: Overrun['reason'], message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

/** Starts the threads. They hold nothing between tasks but the compiled policies. */
export function createPool({ worker, workerData, threads, timeLimitMs, memoryMb, waitingLimit }: PoolOptions): Pool {
  const piscina = new Piscina({
    filename: fileURLToPath(worker),
    workerData,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // Without this, piscina requires the worker, and Node 20 aborts when a thread is ended amid requiring a module.
    execArgv: ['--no-experimental-require-module'],
    env: {},
    recordTiming: false,
  })
  // Failures reach the task that they end; one of an idle thread concerns nobody.
  piscina.on('error', () => undefined)
  const waiting: (() => void)[] = []
  let running = 0

  const start = async <T extends Task>(task: T): Promise<Outcome<T>> => {
    const ending = new AbortController()
    const begun = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
    const stop = limitTime(begun, timeLimitMs, () => ending.abort())
    const taken: Taken<T> = { task, begun }
    try {
      return await piscina.run(taken, { signal: ending.signal, transferList: ownBuffers(task) })
    } catch (problem) {
      if (ending.signal.aborted) throw new Overrun('time', `it took longer than ${timeLimitMs / 1000} s and was ended`)
      throw threadProblem(problem, memoryMb)
    } finally {
      stop()
      running -= 1
      waiting.shift()?.()
    }
  }

  return {
    // The queue is here and not in the pool of threads, so that the time of a task runs only while it runs itself.
    run(task) {
      if (running < threads) {
        running += 1
        return start(task)
      }
      if (waiting.length >= waitingLimit) {
        return Promise.reject(new Overrun('busy', `${waiting.length} requests wait for a thread already`))
      }
      return new Promise((resolve, reject) => {
        waiting.push(() => {
          running += 1
          start(task).then(resolve, reject)
        })
      })
    },
    close: async () => {
      while (running > 0 || waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, drainMs))
      await piscina.destroy()
    },
  }
}

/** Calls `end` when a task has run for so long; a thread that is still being started runs nothing yet. */
function limitTime(begun: Float64Array, limitMs: number, end: () => void): () => void {
  const look = (): void => {
    const since = begun[0] ?? 0
    const left = since === 0 ? limitMs : limitMs - (wallClock() - since)
    if (left < 1) end()
    else timer = setTimeout(look, left)
  }
  let timer = setTimeout(look, limitMs)
  return () => clearTimeout(timer)
}

/** Milliseconds between looks at whether all is done. */
const drainMs = 5

/** A buffer that a body fills alone is handed over; of a shared one only the body is copied. */
function ownBuffers(task: Task): ArrayBuffer[] {
  const body = bodyOf(task)
  return body !== undefined && body.byteLength === body.buffer.byteLength ? [body.buffer as ArrayBuffer] : []
}

function bodyOf(task: Task): Uint8Array | undefined {
  if (task.type === 'admission') return task.body
  return task.type === 'data' && task.input.in !== 'none' ? task.input.body : undefined
}

function threadProblem(problem: unknown, memoryMb: number): unknown {
  const { code, message } = problem as { readonly code?: string; readonly message?: string }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Overrun('memory', `it needed more than ${memoryMb} MiB and was ended`, problem)
  }
  if (message !== undefined && /^(Terminating worker thread|worker exited with code)/.test(message)) {
    return new Overrun('crash', 'its thread ended', problem)
  }
  return problem
}
