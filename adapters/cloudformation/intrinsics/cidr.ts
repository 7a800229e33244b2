import { scalar, type Value } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Call, type Intrinsic, isHidden, listArgument, refuse, textOf } from '../intrinsic.ts'

/** Address blocks cut out of a larger one: `[block, count, host bits]`. */
export const cidr: Intrinsic = {
  name: 'Fn::Cidr',
  resolve: (call) => {
    const written = listArgument(call)
    if (!written || written.length < 2 || written.length > 3)
      return refuse(call, 'it takes a block, a count and the number of host bits.')
    const operands = written.map((value) => call.resolver.resolve(value))
    return overChoices(operands, call.at, (resolved) => {
      const open = resolved.find((value) => value !== null && value.type !== 'scalar')
      if (open)
        return {
          type: 'unknown',
          cause: { why: 'the address block is known at deployment', needs: [], ...causeOf(open) },
          at: call.at,
        }
      const secret = resolved.some(isHidden)
      return blocks(call, resolved.map(textOf), secret)
    })
  },
}

function causeOf(value: Value): { readonly why?: string; readonly needs?: readonly string[] } {
  return value.type === 'unknown' ? value.cause : {}
}

function blocks(call: Call, [block = '', count = '', bits]: readonly (string | undefined)[], secret: boolean): Value {
  const [address = '', prefix = ''] = block.split('/')
  const width = address.includes(':') ? 128 : 32
  const from = width === 32 ? ipv4(address) : ipv6(address)
  const number = /^\d{1,3}$/.test(count) ? Number(count) : 0
  const hostBits = bits === undefined ? (width === 32 ? 8 : 64) : Number(bits)
  if (from === undefined || !/^\d+$/.test(prefix) || Number(prefix) > width)
    return refuse(call, `${secret ? 'a hidden value' : `"${block}"`} is no address block.`)
  if (number < 1 || number > 256) return refuse(call, 'its count must be from 1 to 256.')
  if (!Number.isInteger(hostBits) || hostBits < 1 || hostBits > width)
    return refuse(call, `its number of host bits must be from 1 to ${width}.`)
  const size = 1n << BigInt(hostBits)
  const mask = (1n << BigInt(width - Number(prefix))) - 1n
  const base = from & ~mask
  if (size * BigInt(number) > mask + 1n)
    return refuse(
      call,
      secret ? 'the blocks do not fit.' : `${number} blocks of ${hostBits} bits do not fit into ${block}.`,
    )
  const items = Array.from({ length: number }, (_, index) => {
    const start = base + size * BigInt(index)
    const text = scalar(`${width === 32 ? ipv4Text(start) : ipv6Text(start)}/${width - hostBits}`, call.at)
    return secret ? { ...text, sensitive: true as const } : text
  })
  return { type: 'list', items, at: call.at }
}

function ipv4(text: string): bigint | undefined {
  const bytes = text.split('.')
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256)) return undefined
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

function ipv6(text: string): bigint | undefined {
  const [head = '', tail, ...others] = text.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = 8 - left.length - right.length
  if (others.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n)
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.')
}

function ipv6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16))
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::')
}
