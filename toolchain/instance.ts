import { type Machine, wasiImports } from './wasi.ts'

/** The functions of the module; each takes and gives JSON. */
export type FunctionName = 'compile' | 'check' | 'format' | 'test' | 'capabilities'

/** One instance of the compiler module. After a throw it is in an unknown state and must not be called again. */
export interface CompilerInstance {
  readonly call: (name: FunctionName, request: string) => string
  readonly memoryBytes: () => number
}

/** Instantiates the module and starts its runtime (about 0.1 s). */
export function startInstance(module: WebAssembly.Module, machine: Omit<Machine, 'print'>): CompilerInstance {
  let printed = ''
  const print = (text: string) => {
    printed = (printed + text).slice(0, MAXIMUM_PRINTED)
  }
  const instance: WebAssembly.Instance = new WebAssembly.Instance(
    module,
    wasiImports(module, () => memory().buffer, { ...machine, print }),
  )
  const memory = () => instance.exports.memory as WebAssembly.Memory
  const exported = instance.exports as unknown as Exports
  exported._initialize()
  return {
    call: (name, request) => {
      printed = ''
      try {
        return callWithText(exported, memory, name, request)
      } catch (error) {
        throw new Error(reason(error, printed))
      }
    },
    memoryBytes: () => memory().buffer.byteLength,
  }
}

const MAXIMUM_PRINTED = 4_000

type Exports = Readonly<Record<FunctionName, (address: number, size: number) => bigint>> & {
  readonly _initialize: () => void
  readonly alloc: (size: number) => number
  readonly release: (address: number) => void
}

function callWithText(
  exported: Exports,
  memory: () => WebAssembly.Memory,
  name: FunctionName,
  request: string,
): string {
  const bytes = new TextEncoder().encode(request)
  const address = exported.alloc(bytes.length) >>> 0
  new Uint8Array(memory().buffer, address, bytes.length).set(bytes)
  const answer = BigInt.asUintN(64, exported[name](address, bytes.length))
  const start = Number(answer >> 32n)
  const text = new TextDecoder().decode(new Uint8Array(memory().buffer, start, Number(answer & 0xffffffffn)))
  exported.release(address)
  exported.release(start)
  return text
}

/** Go prints why it gives up before it does; the first line says it all. */
function reason(error: unknown, printed: string): string {
  const firstLine = printed.split('\n').find((line) => line !== '')
  return firstLine ?? (error instanceof Error ? error.message : String(error))
}
