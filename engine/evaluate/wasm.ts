import * as sdk from '@open-policy-agent/opa-wasm'
import { type Builtin, BuiltinError } from './builtins/builtin.ts'
import { hostBuiltins } from './builtins/index.ts'
import { encodeTerm, parseTerm, type Term } from './terms.ts'

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
  /** Replaces the base documents, what policies see as `data`; JSON value or the UTF-8 bytes of JSON. */
  setData(data: unknown): void
  /** Bytes of WebAssembly memory held by the present instance. */
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

export interface PolicyLocation {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** An evaluation that ended without a value. */
export class PolicyAbort extends Error {
  override readonly name = 'PolicyAbort'
  readonly entrypoint: string
  /** abort: the policy contradicts itself; trap: it overran its stack; memory: it needs more than the limit; builtin: a built-in failed. */
  readonly reason: 'abort' | 'trap' | 'memory' | 'builtin'
  /** The place in the policy, where the message of the instance names one. */
  readonly location: PolicyLocation | undefined

  constructor(entrypoint: string, reason: PolicyAbort['reason'], text: string, cause?: unknown) {
    super(`${entrypoint}: ${text}`, { cause })
    this.entrypoint = entrypoint
    this.reason = reason
    this.location = locationIn(text)
  }
}

/** A module that cannot be evaluated here: no WebAssembly, another ABI, a built-in we do not have, no such entry point. */
export class PolicyUnusable extends Error {
  override readonly name = 'PolicyUnusable'
}

/**
 * Loads a module compiled by OPA. The SDK's `LoadedPolicy` evaluates, on an instance made here: its own loader lets its
 * built-ins win over ours, has no memory limit and leaves a broken instance in use after an exception.
 */
export function loadPolicy(wasm: Uint8Array | WebAssembly.Module, options: PolicyOptions): Policy {
  const module = compile(wasm)
  let data = options.data === undefined ? undefined : jsonBytes(options.data)
  let instance = instantiate(module, options, data)
  let usable = true
  const { entrypoints } = instance.loaded
  return {
    entrypoints: Object.keys(entrypoints).sort(),
    evaluate(entrypoint, input) {
      const id = Object.hasOwn(entrypoints, entrypoint) ? entrypoints[entrypoint] : undefined
      if (id === undefined) throw new PolicyUnusable(unknownEntrypoint(entrypoint, Object.keys(entrypoints)))
      if (!usable) instance = instantiate(module, options, data)
      usable = false
      const result = guarded(entrypoint, () => run(instance, id, input))
      usable = true
      return result
    },
    setData(value) {
      data = jsonBytes(value)
      usable = false
    },
    memoryBytes: () => instance.memory.buffer.byteLength,
  }
}

const PAGES_PER_MB = 16
const FIRST_PAGES = 32

// The package declares named exports for ES modules, but its ES module has only the default one.
const { LoadedPolicy } = (sdk as unknown as { readonly default: typeof sdk }).default

interface Instance {
  readonly loaded: sdk.LoadedPolicy
  readonly memory: WebAssembly.Memory
}

/** What a policy module exports, as far as the built-ins need it. Addresses are offsets into its memory. */
interface Exports {
  readonly opa_wasm_abi_version?: { readonly value: number }
  readonly opa_wasm_abi_minor_version?: { readonly value: number }
  builtins(): number
  opa_malloc(size: number): number
  opa_free(address: number): void
  opa_value_parse(address: number, length: number): number
  opa_value_dump(value: number): number
}

/** Between the instance and the built-ins; exports and names are filled once the instance is there. */
interface Bridge {
  readonly memory: WebAssembly.Memory
  readonly builtins: Readonly<Record<string, Builtin>>
  readonly strict: boolean
  exports?: Exports
  functions: ReadonlyMap<number, { readonly name: string; readonly call: Builtin }>
}

/** Thrown through the instance by `opa_abort` and, in strict mode, by built-ins. */
class Halt extends Error {
  readonly reason: PolicyAbort['reason']

  constructor(reason: PolicyAbort['reason'], message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

function compile(wasm: Uint8Array | WebAssembly.Module): WebAssembly.Module {
  if (wasm instanceof WebAssembly.Module) return wasm
  try {
    return new WebAssembly.Module(wasm)
  } catch (cause) {
    throw new PolicyUnusable(`not a WebAssembly module: ${messageOf(cause)}`, { cause })
  }
}

function instantiate(module: WebAssembly.Module, options: PolicyOptions, data: ArrayBuffer | undefined): Instance {
  const { instance, bridge } = link(module, options)
  const { memory } = bridge
  return guarded('load', () => {
    const exports = instance.exports as unknown as Exports
    bridge.exports = exports
    const minorVersion = requireAbi(exports)
    bridge.functions = requireBuiltins(exports, bridge)
    const loaded = new LoadedPolicy({ instance, module }, memory, minorVersion)
    if (data !== undefined) loaded.setData(data)
    return { loaded, memory }
  })
}

/**
 * A module says how much memory it needs at least, but JavaScript cannot ask it: so the first instance is tried with
 * more and more.
 */
function link(module: WebAssembly.Module, options: PolicyOptions): { instance: WebAssembly.Instance; bridge: Bridge } {
  const maximum = Math.max(1, Math.floor(options.memoryLimitMb * PAGES_PER_MB))
  for (let initial = Math.min(FIRST_PAGES, maximum); ; initial = Math.min(initial * 2, maximum)) {
    const memory = new WebAssembly.Memory({ initial, maximum })
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

function isTooSmall(cause: unknown): boolean {
  return (
    cause instanceof WebAssembly.RuntimeError ||
    (cause instanceof WebAssembly.LinkError && /memory/.test(cause.message))
  )
}

function importsOf(bridge: Bridge): Readonly<Record<string, WebAssembly.ImportValue>> {
  const builtin = (id: number, _context: number, ...values: number[]): number => callBuiltin(bridge, id, values)
  return {
    memory: bridge.memory,
    opa_abort: (address: number) => {
      const message = textAt(bridge.memory, address)
      throw new Halt(message === 'opa_malloc: failed' ? 'memory' : 'abort', message)
    },
    // Only print() calls it, which the compiler erases; there is nowhere to print to.
    opa_println: () => undefined,
    opa_builtin0: builtin,
    opa_builtin1: builtin,
    opa_builtin2: builtin,
    opa_builtin3: builtin,
    opa_builtin4: builtin,
  }
}

function requireAbi(exports: Exports): number {
  const major = exports.opa_wasm_abi_version?.value
  const minor = exports.opa_wasm_abi_minor_version?.value
  if (major === 1 && minor !== undefined && minor >= 2) return minor
  throw new PolicyUnusable(`policy ABI ${major}.${minor} is not supported; 1.2 and later versions 1 are`)
}

function requireBuiltins(exports: Exports, bridge: Bridge): Bridge['functions'] {
  const functions = new Map<number, { name: string; call: Builtin }>()
  const missing: string[] = []
  const wanted = dump(exports, bridge.memory, exports.builtins())
  for (const [name, id] of Object.entries(JSON.parse(wanted) as Record<string, number>)) {
    const call = Object.hasOwn(bridge.builtins, name) ? bridge.builtins[name] : undefined
    if (call === undefined) missing.push(name)
    else functions.set(id, { name, call })
  }
  if (missing.length > 0)
    throw new PolicyUnusable(`built-in functions not available here: ${missing.sort().join(', ')}`)
  return functions
}

/** Zero is Rego's undefined: the expression that called fails, unless errors are strict. */
function callBuiltin(bridge: Bridge, id: number, values: readonly number[]): number {
  const builtin = bridge.functions.get(id)
  const exports = bridge.exports
  if (builtin === undefined || exports === undefined) throw new Halt('trap', `no built-in with number ${id}`)
  try {
    const terms = values.map((value) => parseTerm(dump(exports, bridge.memory, value)))
    const result = builtin.call(terms)
    return result === undefined ? 0 : store(exports, bridge.memory, result)
  } catch (cause) {
    if (cause instanceof Halt || cause instanceof WebAssembly.RuntimeError) throw cause
    if (cause instanceof BuiltinError && !bridge.strict) return 0
    throw new Halt('builtin', `${builtin.name}: ${messageOf(cause)}`, cause)
  }
}

function dump(exports: Exports, memory: WebAssembly.Memory, value: number): string {
  const address = exports.opa_value_dump(value)
  const text = textAt(memory, address)
  exports.opa_free(address)
  return text
}

function store(exports: Exports, memory: WebAssembly.Memory, term: Term): number {
  const bytes = encoder.encode(encodeTerm(term))
  const address = exports.opa_malloc(bytes.length)
  new Uint8Array(memory.buffer).set(bytes, address)
  const value = exports.opa_value_parse(address, bytes.length)
  exports.opa_free(address)
  if (value === 0) throw new Error('its result is no Rego value')
  return value
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The NUL-terminated UTF-8 text at an address. */
function textAt(memory: WebAssembly.Memory, address: number): string {
  const bytes = new Uint8Array(memory.buffer)
  const end = bytes.indexOf(0, address)
  return decoder.decode(bytes.subarray(address, end < 0 ? bytes.length : end))
}

/** Evaluates; the input goes as bytes, because the SDK takes null, false, 0 and "" for no input. */
function run(instance: Instance, entrypoint: number, input: unknown): unknown {
  const bytes = input === undefined ? undefined : jsonBytes(input)
  const results: readonly { readonly result: unknown }[] = instance.loaded.evaluate(bytes, entrypoint)
  return results[0]?.result
}

/** The SDK takes JSON as bytes only in an ArrayBuffer of their own. */
function jsonBytes(value: unknown): ArrayBuffer {
  const bytes = value instanceof Uint8Array ? value : encoder.encode(JSON.stringify(value))
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

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function locationIn(text: string): PolicyLocation | undefined {
  const found = /^(.+?):(\d+):(\d+): /.exec(text)
  return found?.[1] === undefined ? undefined : { file: found[1], line: Number(found[2]), column: Number(found[3]) }
}

function unknownEntrypoint(name: string, known: readonly string[]): string {
  return `the policy has no entry point ${JSON.stringify(name)}; it has ${[...known].sort().join(', ')}`
}
