import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { brotliDecompress } from 'node:zlib'
import { ToolchainCrash, ToolchainMissing, ToolchainTimeout } from './errors.ts'
import type { FunctionName } from './instance.ts'
import type { WorkerRequest, WorkerResponse } from './worker.ts'

/** The compiler in a worker thread that can be ended. */
export interface Host {
  /** Calls run one after the other; each has its own time limit, which starts when it does. */
  readonly call: (name: FunctionName, request: string, timeoutMs: number) => Promise<string>
  /** Ends the worker; a call under way and all that wait are refused. */
  readonly close: () => Promise<void>
}

/** Nothing is loaded before the first call; an idle worker does not keep the process alive. */
export function createHost(): Host {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  const end = async () => {
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }
  const run = async (name: FunctionName, request: string, timeoutMs: number) => {
    const module = await compilerModule()
    if (closed) throw new ToolchainCrash(name, CLOSED)
    worker ??= startWorker(module, () => {
      worker = undefined
    })
    const outcome = await converse(worker, { name, request }, timeoutMs)
    if (outcome.kind !== 'answer' || outcome.memoryBytes > KEPT_MEMORY_BYTES) await end()
    if (outcome.kind === 'answer') return outcome.answer
    if (outcome.kind === 'timeout') throw new ToolchainTimeout(name, timeoutMs)
    throw new ToolchainCrash(name, closed ? CLOSED : outcome.reason)
  }
  return {
    call: (name, request, timeoutMs) => {
      const result = last.then(() => run(name, request, timeoutMs))
      last = result.catch(() => undefined)
      return result
    },
    close: async () => {
      closed = true
      await end()
    },
  }
}

const CLOSED = 'the toolchain was closed'

/** WebAssembly memory never shrinks: after a call that needed more than this, the worker makes room for a fresh one. */
const KEPT_MEMORY_BYTES = 512 * 1024 * 1024

/** Go's stack is its own, but calls nest on the thread's stack too: deep recursion of the parser needs room. */
const STACK_MB = 64

function startWorker(module: WebAssembly.Module, onExit: () => void): Worker {
  const worker = new Worker(builtFile('worker.js'), {
    workerData: { module },
    resourceLimits: { stackSizeMb: STACK_MB },
    env: {},
  })
  // Without a listener an error between two calls would end the process; the exit that follows is enough to know.
  worker.on('error', () => undefined).on('exit', onExit)
  worker.unref()
  return worker
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: string; readonly memoryBytes: number }
  | { readonly kind: 'crash'; readonly reason: string }
  | { readonly kind: 'timeout' }

function converse(worker: Worker, request: WorkerRequest, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      worker.unref()
      resolve(outcome)
    }
    const onMessage = (response: WorkerResponse) =>
      settle('answer' in response ? { kind: 'answer', ...response } : { kind: 'crash', reason: response.crash })
    const onError = (error: Error) => settle({ kind: 'crash', reason: error.message })
    const onExit = (code: number) => settle({ kind: 'crash', reason: `the worker ended with code ${code}` })
    const timer = setTimeout(() => settle({ kind: 'timeout' }), timeoutMs)
    worker.ref()
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(request)
  })
}

let loaded: Promise<WebAssembly.Module> | undefined

function compilerModule(): Promise<WebAssembly.Module> {
  loaded ??= readCompiler().then((bytes) => WebAssembly.compile(bytes))
  return loaded
}

/** As a checkout builds it, or packed to a sixth of its size, as the package ships it: unpacking takes 0.2 s. */
async function readCompiler(): Promise<Uint8Array> {
  const built = findBuilt('opa.wasm')
  if (built !== undefined) return readFile(built)
  const packed = findBuilt('opa.wasm.br') ?? builtFile('opa.wasm')
  return promisify(brotliDecompress)(await readFile(packed))
}

function builtFile(name: string): URL {
  const found = findBuilt(name)
  if (found === undefined) throw new ToolchainMissing(fileURLToPath(placeOf(name)))
  return found
}

function findBuilt(name: string): URL | undefined {
  const place = placeOf(name)
  return existsSync(place) ? place : undefined
}

/** Where a build puts it: this file is itself built, joined into the command line, or still source. */
function placeOf(name: string): URL {
  const here = import.meta.url
  const dist = here.endsWith('.ts')
    ? new URL('../dist/', here)
    : here.slice(0, here.lastIndexOf('/dist/') + '/dist/'.length)
  return new URL(`toolchain/${name}`, dist)
}

/** Answers on disk by content digest. Only a function of its request may be kept here. */
export interface AnswerCache {
  readonly get: (name: FunctionName, request: string, compute: () => Promise<string>) => Promise<string>
}

/**
 * Keeps answers in a folder, made when the first is written. What cannot be read is computed; what cannot be written
 * is given all the same.
 */
export function createCache(folder: string): AnswerCache {
  return {
    get: async (name, request, compute) => {
      const path = join(folder, `${await digestOf(name, request)}.json`)
      const kept = await readFile(path, 'utf8').catch(() => undefined)
      if (kept !== undefined && isJson(kept)) return kept
      const answer = await compute()
      await keep(folder, path, answer).catch(() => undefined)
      return answer
    },
  }
}

async function digestOf(name: FunctionName, request: string): Promise<string> {
  const compiler = await readFile(builtFile('opa.digest'), 'utf8')
  return createHash('sha256').update(`${compiler}\n${name}\n${request}`).digest('hex')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Written beside and renamed, so that another process never reads half of it. */
async function keep(folder: string, path: string, answer: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, answer)
  await rename(draft, path)
}
