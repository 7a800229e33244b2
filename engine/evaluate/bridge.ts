import { type Builtin, BuiltinError } from './builtins/builtin.ts'
import { messageOf, type PolicyAbort, PolicyUnusable } from './policy-error.ts'
import { encodeTerm, parseTerm, type Term } from './terms.ts'

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

/** Between an instance and the built-ins on the host; exports and functions are there once it is connected. */
export interface Bridge {
  readonly memory: WebAssembly.Memory
  readonly builtins: Readonly<Record<string, Builtin>>
  readonly strict: boolean
  exports?: Exports
  functions: ReadonlyMap<number, { readonly name: string; readonly call: Builtin }>
}

/** Thrown through the instance by `opa_abort` and, in strict mode, by built-ins. */
export class Halt extends Error {
  readonly reason: PolicyAbort['reason']

  constructor(reason: PolicyAbort['reason'], message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

/** What a policy module imports. */
export function importsOf(bridge: Bridge): Readonly<Record<string, WebAssembly.ImportValue>> {
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

/**
 * Gives the bridge its instance, and the minor version of the instance's ABI. Throws {@link PolicyUnusable} for another
 * ABI and for built-ins that are missing.
 */
export function connect(bridge: Bridge, instance: WebAssembly.Instance): number {
  const exports = instance.exports as unknown as Exports
  bridge.exports = exports
  const minorVersion = requireAbi(exports)
  bridge.functions = requireBuiltins(exports, bridge)
  return minorVersion
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
