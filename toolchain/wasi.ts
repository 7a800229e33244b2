/** What the WebAssembly module is given of the machine: a clock, random bytes, and a place for what it prints. */
export interface Machine {
  /** Nanoseconds since 1970. */
  readonly wallClock: () => bigint
  /** Nanoseconds since any fixed moment, never backwards. */
  readonly steadyClock: () => bigint
  readonly fillRandom: (bytes: Uint8Array) => void
  /** Text written to standard output or error. */
  readonly print: (text: string) => void
}

/** The module ended itself: a Go panic, or no memory left. */
export class ProcessExit extends Error {
  readonly code: number

  constructor(code: number) {
    super(`the program ended itself with code ${code}`)
    this.name = 'ProcessExit'
    this.code = code
  }
}

type Memory = () => ArrayBuffer
type WasiFunction = (...args: never[]) => number

const SUCCESS = 0
const BAD_FILE_DESCRIPTOR = 8
const CLOCK_REALTIME = 0

/**
 * The `wasi_snapshot_preview1` functions that a Go reactor needs, and nothing else: no files, no arguments, no
 * environment, no sockets. Every other imported function answers "bad file descriptor" (WASI preview 1, `errno`).
 * Ours instead of `node:wasi`, because that one crashes Node 20 and 22 once the memory has grown.
 */
export function wasiImports(module: WebAssembly.Module, memory: Memory, machine: Machine): WebAssembly.Imports {
  const known = wasiFunctions(memory, machine)
  const functions: Record<string, WasiFunction> = {}
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    if (space === 'wasi_snapshot_preview1') functions[name] = known[name] ?? (() => BAD_FILE_DESCRIPTOR)
  }
  return { wasi_snapshot_preview1: functions }
}

function wasiFunctions(memory: Memory, machine: Machine): Record<string, WasiFunction> {
  const view = () => new DataView(memory())
  return {
    args_get: () => SUCCESS,
    args_sizes_get: (count: number, size: number) => writeZeros(view(), count, size),
    environ_get: () => SUCCESS,
    environ_sizes_get: (count: number, size: number) => writeZeros(view(), count, size),
    clock_time_get: (clock: number, _precision: bigint, result: number) => {
      view().setBigUint64(result, clock === CLOCK_REALTIME ? machine.wallClock() : machine.steadyClock(), true)
      return SUCCESS
    },
    random_get: (address: number, size: number) => {
      machine.fillRandom(new Uint8Array(memory(), address, size))
      return SUCCESS
    },
    fd_write: (file: number, vectors: number, count: number, written: number) =>
      file === 1 || file === 2 ? print(memory(), vectors, count, written, machine.print) : BAD_FILE_DESCRIPTOR,
    proc_exit: (code: number) => {
      throw new ProcessExit(code)
    },
    sched_yield: () => SUCCESS,
    poll_oneoff: (subscriptions: number, events: number, count: number, ready: number) =>
      pollNow(view(), subscriptions, events, count, ready),
  }
}

function writeZeros(view: DataView, first: number, second: number): number {
  view.setUint32(first, 0, true)
  view.setUint32(second, 0, true)
  return SUCCESS
}

function print(
  memory: ArrayBuffer,
  vectors: number,
  count: number,
  written: number,
  show: (text: string) => void,
): number {
  const view = new DataView(memory)
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for (let index = 0; index < count; index += 1) {
    const address = view.getUint32(vectors + 8 * index, true)
    const length = view.getUint32(vectors + 8 * index + 4, true)
    text += decoder.decode(new Uint8Array(memory, address, length), { stream: true })
    size += length
  }
  show(text + decoder.decode())
  view.setUint32(written, size, true)
  return SUCCESS
}

/**
 * Every subscription is ready at once. Go sleeps only while a timer is pending and nothing else can run; it looks at
 * the clock when it wakes, so the worst is a busy wait. Layout: subscription 48 bytes (userdata 8, tag 1 at 8), event
 * 32 bytes (userdata 8, errno 2, type 1 at 10).
 */
function pollNow(view: DataView, subscriptions: number, events: number, count: number, ready: number): number {
  for (let index = 0; index < count; index += 1) {
    const subscription = subscriptions + 48 * index
    const event = events + 32 * index
    view.setBigUint64(event, view.getBigUint64(subscription, true), true)
    view.setUint16(event + 8, SUCCESS, true)
    view.setUint8(event + 10, view.getUint8(subscription + 8))
  }
  view.setUint32(ready, count, true)
  return SUCCESS
}
