import { RegoError, type RegoProblem } from './errors.ts'
import { type AnswerCache, createCache, createHost, type Host } from './host.ts'
import type { FunctionName } from './instance.ts'
import type {
  Capabilities,
  CompiledPolicies,
  CompileRequest,
  PackageDescription,
  PolicySet,
  TestReport,
  TestRequest,
  TimeLimit,
} from './requests.ts'

/**
 * The Rego compiler, type checker, formatter and test runner (Open Policy Agent), in a worker thread of its own.
 * Every call may fail with `RegoError` (the Rego is wrong), `ToolchainTimeout` (it took too long and was ended) or
 * `ToolchainCrash` (the compiler itself failed); after each of them the next call works. Calls run one at a time.
 */
export interface Toolchain {
  /** Checks like `check`, then compiles to one WebAssembly module, and describes the packages. */
  readonly compile: (request: CompileRequest) => Promise<CompiledPolicies>
  /** Parses and type-checks without code generation. */
  readonly check: (request: PolicySet) => Promise<void>
  /** The source as `opa fmt` lays it out; formatting it again changes nothing. */
  readonly format: (file: string, source: string, limit?: TimeLimit) => Promise<string>
  /** Runs the `test_` rules. A failing test is part of the report, not an error. */
  readonly test: (request: TestRequest) => Promise<TestReport>
  /** OPA's capabilities file for these built-ins, and which of the names OPA does not know. */
  readonly capabilities: (builtins?: readonly string[]) => Promise<Capabilities>
  /** Ends the worker. Needed only to refuse further calls: an idle worker does not keep the process alive. */
  readonly close: () => Promise<void>
}

export interface ToolchainOptions {
  /** Folder for the answers of `compile` and `check` by content digest; without it nothing is kept. */
  readonly cacheDir?: string
  /** Limit for one call in milliseconds where the call names none; 120,000 unless given. */
  readonly timeoutMs?: number
}

/** Starts nothing yet: the compiler is loaded by the first call that finds no answer in the cache. */
export function createToolchain(options: ToolchainOptions = {}): Toolchain {
  const host = createHost()
  const cache = options.cacheDir === undefined ? noCache : createCache(options.cacheDir)
  const limit = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  return {
    compile: async ({ timeoutMs = limit, ...request }) => {
      const { wasm, packages } = await ask<CompileAnswer>(host, cache, 'compile', request, timeoutMs)
      return { wasm: Uint8Array.from(Buffer.from(wasm, 'base64')), packages }
    },
    check: async ({ timeoutMs = limit, ...request }) => {
      await ask(host, cache, 'check', request, timeoutMs)
    },
    format: async (file, source, { timeoutMs = limit } = {}) => {
      const formatted = await ask<{ source: string }>(host, noCache, 'format', { file, source }, timeoutMs)
      return formatted.source
    },
    test: ({ timeoutMs = limit, ...request }) => ask(host, noCache, 'test', { data: {}, ...request }, timeoutMs),
    capabilities: (builtins) => ask(host, noCache, 'capabilities', { builtins }, limit),
    close: host.close,
  }
}

const DEFAULT_TIMEOUT_MS = 120_000

const noCache: AnswerCache = { get: (_name, _request, compute) => compute() }

interface CompileAnswer {
  readonly wasm: string
  readonly packages: readonly PackageDescription[]
}

type Answer<Result> = { readonly result?: Result; readonly errors?: readonly RegoProblem[] }

async function ask<Result>(
  host: Host,
  cache: AnswerCache,
  name: FunctionName,
  request: object,
  timeoutMs: number,
): Promise<Result> {
  const text = JSON.stringify(request)
  const answer: Answer<Result> = JSON.parse(await cache.get(name, text, () => host.call(name, text, timeoutMs)))
  if (answer.errors !== undefined) throw new RegoError(answer.errors)
  return answer.result as Result
}
