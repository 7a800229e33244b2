const MEMORY_SECTION = 5
const PAGES_PER_MB = 16

/**
 * The WebAssembly module with a maximum on its memory, which Go's linker cannot set: what Rego can make the compiler
 * allocate ends there, with "out of memory", and not at the 4 GiB of the address space.
 */
export function limitMemory(wasm, megabytes) {
  let offset = 8
  while (offset < wasm.length) {
    const id = wasm[offset]
    const size = readLeb(wasm, offset + 1)
    const end = size.next + size.value
    if (id === MEMORY_SECTION) {
      const count = readLeb(wasm, size.next)
      const minimum = readLeb(wasm, count.next + 1)
      if (count.value !== 1 || wasm[count.next] !== 0) throw new Error('expected one memory without a maximum')
      const body = Buffer.from([1, 1, ...leb(minimum.value), ...leb(megabytes * PAGES_PER_MB)])
      const section = Buffer.from([MEMORY_SECTION, ...leb(body.length)])
      return Buffer.concat([wasm.subarray(0, offset), section, body, wasm.subarray(end)])
    }
    offset = end
  }
  throw new Error('the module has no memory section')
}

function readLeb(bytes, start) {
  let value = 0
  let next = start
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[next]
    next += 1
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return { value, next }
  }
}

function leb(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(Math.floor(value / 0x80))]
}
