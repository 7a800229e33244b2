import * as sdk from '@open-policy-agent/opa-wasm'
import { type Bridge, connect, Halt, importsOf } from './bridge.ts'
import type { Builtin } from './builtins/builtin.ts'
import { hostBuiltins } from './builtins/index.ts'
import { jsonBytes } from './json-bytes.ts'
import { messageOf, PolicyAbort, PolicyUnusable } from './policy-error.ts'

export { PolicyAbort, PolicyUnusable }

/** A compiled policy module, ready to be evaluated as often as wanted. Not safe for use by two callers at the same moment. */
export interface Policy {
  /** Names of the entry points, as given to the compiler, sorted. */
  readonly entrypoints: readonly string[]
  /**
   * The value of an entry point, undefined where Rego says undefined. The input is any JSON value (null, false and 0 are
   * inputs; undefined is none) or, as a Uint8Array, the UTF-8 bytes of well-formed JSON, which saves writing it out again.
   * Throws {@link PolicyAbort}, after which the next call runs on a fresh instance, and {@link PolicyUnusable} for an
   * unknown entry point.
   */
  evaluate(entrypoint: string, input: unknown): unknown
  /**
   * As `evaluate`, but the bytes of the value's text as the instance writes it: JSON, or with `terms` OPA value text, in
   * which sets and keys that are no strings survive. Nothing is read or written again on the way.
   */
  evaluateText(entrypoint: string, input: Uint8Array | undefined, form: 'json' | 'terms'): Uint8Array | undefined
  /** Replaces the base documents, what policies see as `data`; JSON value or the UTF-8 bytes of JSON. */
  setData(data: unknown): void
  /** Bytes of WebAssembly memory that the present instance has used: what it only holds is not taken from the system. */
  memoryBytes(): number
}

export interface PolicyOptions {
  /** Most memory an instance may grow to, in MiB; more is an abort with reason `memory`. */
  readonly memoryLimitMb: number
  /** Functions for the built-ins the module does not bring itself; ours by default. */
  readonly builtins?: Readonly<Record<string, Builtin>>
  /** Base documents; none by default. */
  readonly data?: unknown
  /** A failing built-in aborts the evaluation instead of leaving its expression undefined. */
  readonly strictBuiltinErrors?: boolean
}

/**
 * Loads a module compiled by OPA. The SDK's `LoadedPolicy` evaluates, on an instance made here: its own loader lets its
 * built-ins win over ours, has no memory limit and leaves a broken instance in use after an exception.
 */
export function loadPolicy(wasm: Uint8Array | WebAssembly.Module, options: PolicyOptions): Policy {
  const module = compile(wasm)
  let data = options.data === undefined ? undefined : ownBytes(options.data)
  // There is none after an exception: what it held is given back at once, and the next call makes another.
  let instance: Instance | undefined = instantiate(module, options, data)
  const { entrypoints } = instance.loaded
  const evaluateWith = <T>(entrypoint: string, inputBytes: number, work: (present: Instance, id: number) => T): T => {
    const id = Object.hasOwn(entrypoints, entrypoint) ? entrypoints[entrypoint] : undefined
    if (id === undefined) throw new PolicyUnusable(unknownEntrypoint(entrypoint, Object.keys(entrypoints)))
    const bytes = Math.min(inputBytes * BYTES_PER_INPUT_BYTE, options.memoryLimitMb * 2 ** 20)
    const isRoomy = instance !== undefined && instance.memory.buffer.byteLength >= bytes
    const present = instance && isRoomy ? instance : instantiate(module, options, data, roundedUp(bytes))
    instance = undefined
    const result = guarded(entrypoint, () => work(present, id))
    instance = { ...present, used: Math.max(present.used, present.heapEnd()) }
    return result
  }
  return {
    entrypoints: Object.keys(entrypoints).sort(),
    evaluate: (entrypoint, input) => {
      const bytes = input === undefined ? undefined : ownBytes(input)
      return evaluateWith(entrypoint, bytes?.byteLength ?? 0, (present, id) => run(present, id, bytes))
    },
    evaluateText: (entrypoint, input, form) =>
      evaluateWith(entrypoint, input?.byteLength ?? 0, (present, id) => runText(present, id, input, form)),
    setData(value) {
      data = ownBytes(value)
      instance = undefined
    },
    memoryBytes: () => instance?.used ?? 0,
  }
}

const PAGES_PER_MB = 16
const FIRST_PAGES = 32
/**
 * More than a document takes as values, and evaluating it besides. An instance asks for memory page by page, and each
 * time JavaScript collects its garbage: half a millisecond at best, five beside a large stack (1,000 roles: 24 s, of
 * which 23 s were that). One that begins with enough never asks. What is not touched is not taken from the system.
 */
const BYTES_PER_INPUT_BYTE = 256

// The package declares named exports for ES modules, but its ES module has only the default one.
const { LoadedPolicy } = (sdk as unknown as { readonly default: typeof sdk }).default

interface Instance {
  readonly loaded: sdk.LoadedPolicy
  readonly memory: WebAssembly.Memory
  /** Bytes up to which the present evaluation has come. */
  readonly heapEnd: () => number
  /** The most that evaluations have come to. */
  readonly used: number
}

function compile(wasm: Uint8Array | WebAssembly.Module): WebAssembly.Module {
  if (wasm instanceof WebAssembly.Module) return wasm
  try {
    return new WebAssembly.Module(wasm)
  } catch (cause) {
    throw new PolicyUnusable(`not a WebAssembly module: ${messageOf(cause)}`, { cause })
  }
}

function instantiate(
  module: WebAssembly.Module,
  options: PolicyOptions,
  data: ArrayBuffer | undefined,
  bytes = 0,
): Instance {
  const { instance, bridge } = link(module, options, bytes)
  const { memory } = bridge
  return guarded('load', () => {
    const minorVersion = connect(bridge, instance)
    const loaded = new LoadedPolicy({ instance, module }, memory, minorVersion)
    if (data !== undefined) loaded.setData(data)
    const { opa_heap_ptr_get: heapPointer } = instance.exports as unknown as Heap
    const heapEnd = (): number => Math.ceil(heapPointer() / PAGE) * PAGE
    return { loaded, memory, heapEnd, used: heapEnd() }
  })
}

interface Heap {
  opa_heap_ptr_get(): number
}

/** To a power of two, so that the next document, which may be a little larger, finds room. */
function roundedUp(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(bytes, 1)))
}

/**
 * A module says how much memory it needs at least, but JavaScript cannot ask it: so the first instance is tried with
 * more and more.
 */
function link(
  module: WebAssembly.Module,
  options: PolicyOptions,
  bytes: number,
): { instance: WebAssembly.Instance; bridge: Bridge } {
  const maximum = Math.max(1, Math.floor(options.memoryLimitMb * PAGES_PER_MB))
  const first = Math.max(FIRST_PAGES, Math.ceil(bytes / PAGE))
  for (let initial = Math.min(first, maximum); ; initial = Math.min(initial * 2, maximum)) {
    const memory = memoryOf(initial, maximum)
    const builtins = options.builtins ?? hostBuiltins
    const bridge: Bridge = { memory, builtins, strict: options.strictBuiltinErrors ?? false, functions: new Map() }
    try {
      return { instance: new WebAssembly.Instance(module, { env: importsOf(bridge) }), bridge }
    } catch (cause) {
      if (!isTooSmall(cause)) throw new PolicyUnusable(`not a policy module: ${messageOf(cause)}`, { cause })
      if (initial === maximum) {
        throw new PolicyAbort('load', 'memory', `the policy does not fit into ${options.memoryLimitMb} MiB`, cause)
      }
    }
  }
}

/** A system that does not promise as much as is asked for may still give what is needed, bit by bit. */
function memoryOf(initial: number, maximum: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial, maximum })
  } catch (cause) {
    if (initial <= FIRST_PAGES) throw cause
    return memoryOf(Math.floor(initial / 2), maximum)
  }
}

function isTooSmall(cause: unknown): boolean {
  return (
    cause instanceof WebAssembly.RuntimeError ||
    (cause instanceof WebAssembly.LinkError && /memory/.test(cause.message))
  )
}

/** Evaluates; the input goes as bytes, because the SDK takes null, false, 0 and "" for no input. */
function run(instance: Instance, entrypoint: number, bytes: ArrayBuffer | undefined): unknown {
  const results: readonly { readonly result: unknown }[] = instance.loaded.evaluate(bytes, entrypoint)
  return results[0]?.result
}

/** What a module of ABI 1.2 exports to evaluate in one call. */
interface Eval {
  opa_eval(
    reserved: 0,
    entrypoint: number,
    data: number,
    input: number,
    length: number,
    heap: number,
    format: 0 | 1,
  ): number
}

/** As the SDK evaluates, which keeps its addresses to itself and always parses what comes out. */
function runText(
  { loaded, memory }: Instance,
  entrypoint: number,
  input: Uint8Array | undefined,
  form: 'json' | 'terms',
): Uint8Array | undefined {
  const { wasmInstance, dataAddr, dataHeapPtr } = loaded as unknown as {
    readonly wasmInstance: { readonly exports: unknown }
    readonly dataAddr: number
    readonly dataHeapPtr: number
  }
  const length = input?.byteLength ?? 0
  const heap = dataHeapPtr + length
  const lacking = heap - memory.buffer.byteLength
  if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE))
  if (input) new Uint8Array(memory.buffer).set(input, dataHeapPtr)
  const exports = wasmInstance.exports as Eval
  const format = form === 'json' ? 0 : 1
  const address = exports.opa_eval(0, entrypoint, dataAddr, input ? dataHeapPtr : 0, length, heap, format)
  const bytes = new Uint8Array(memory.buffer)
  const text = bytes.subarray(address, bytes.indexOf(0, address))
  return resultIn(text)
}

/** The value in `[{"result":…}]`, or in `{{"result": …}}` as a term, copied out of the instance; nothing in `[]`. */
function resultIn(text: Uint8Array): Uint8Array | undefined {
  const start = text.indexOf(colon) + 1
  return start === 0 ? undefined : text.slice(start, text.length - 2)
}

const PAGE = 65_536
const colon = ':'.charCodeAt(0)

/** The SDK takes JSON as bytes only in an ArrayBuffer of their own. */
function ownBytes(value: unknown): ArrayBuffer {
  const bytes = value instanceof Uint8Array ? value : jsonBytes(value)
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
  return (whole ? bytes : bytes.slice()).buffer as ArrayBuffer
}

/** Turns everything that can be thrown through an instance into a typed error. */
function guarded<T>(entrypoint: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof PolicyUnusable) throw cause
    if (cause instanceof Halt) throw new PolicyAbort(entrypoint, cause.reason, cause.message, cause.cause)
    if (cause instanceof WebAssembly.RuntimeError) throw new PolicyAbort(entrypoint, 'trap', cause.message, cause)
    if (cause instanceof RangeError) {
      const reason = /memory|grow/i.test(cause.message) ? 'memory' : 'trap'
      throw new PolicyAbort(entrypoint, reason, cause.message, cause)
    }
    throw new PolicyAbort(entrypoint, 'trap', messageOf(cause), cause)
  }
}

function unknownEntrypoint(name: string, known: readonly string[]): string {
  return `the policy has no entry point ${JSON.stringify(name)}; it has ${[...known].sort().join(', ')}`
}
