import { fail } from '../resolve/failure.ts'
import { collectionType, STRING } from '../resolve/types.ts'
import { type Call, type Family, pure } from './function.ts'

/** IP address ranges. IPv4 alone; IPv6 is calculated on the same numbers of 128 bits. */
export const networkFunctions: Family = {
  cidrhost: pure(['string', 'whole'], STRING, ([prefix, host]: [string, number], call) => {
    const { base, size, bits } = parsePrefix(prefix, call)
    const count = 1n << BigInt(bits - size)
    const offset = BigInt(host) < 0n ? count + BigInt(host) : BigInt(host)
    if (offset < 0n || offset >= count) return fail(`There is no host ${host} in ${prefix}.`, call.at)
    return addressText(base + offset, bits)
  }),
  cidrnetmask: pure(['string'], STRING, ([prefix]: [string], call) => {
    const { size, bits } = parsePrefix(prefix, call)
    if (bits !== 32) return fail('"cidrnetmask" needs an IPv4 range.', call.at)
    return addressText(((1n << BigInt(size)) - 1n) << BigInt(32 - size), 32)
  }),
  cidrsubnet: pure(['string', 'whole', 'whole'], STRING, ([prefix, more, index]: [string, number, number], call) => {
    const { base, size, bits } = parsePrefix(prefix, call)
    const length = size + more
    const count = more < 0 ? 1n : 1n << BigInt(Math.min(more, bits))
    if (length > bits || length < 0 || index < 0 || BigInt(index) >= count) {
      return fail(`There is no subnet ${index} of ${more} more bits in ${prefix}.`, call.at)
    }
    const host = BigInt(bits - length)
    return `${addressText(((base >> host) + BigInt(index)) << host, bits)}/${length}`
  }),
  cidrsubnets: pure(
    ['string', 'whole...'],
    collectionType('list', STRING),
    ([prefix, ...sizes]: [string, ...number[]], call) => {
      const { base, size, bits } = parsePrefix(prefix, call)
      let next = base
      return sizes.map((more) => {
        const length = size + more
        if (more < 1 || length > bits) return fail(`There is no subnet of ${more} more bits in ${prefix}.`, call.at)
        const step = 1n << BigInt(bits - length)
        const start = ((next + step - 1n) / step) * step
        next = start + step
        // The first address of all is where Terraform takes its search to have gone round.
        if (start === 0n) fail(`There is no subnet of ${more} more bits in ${prefix}.`, call.at)
        if (next > base + (1n << BigInt(bits - size)))
          return fail(`${prefix} has no room for all of these subnets.`, call.at)
        return `${addressText(start, bits)}/${length}`
      })
    },
  ),
}

function parsePrefix(
  prefix: string,
  call: Call,
): { readonly base: bigint; readonly size: number; readonly bits: number } {
  const [address = '', length = ''] = prefix.split('/')
  const bits = address.includes(':') ? 128 : 32
  const value = bits === 32 ? parseIpv4(address) : parseIpv6(address)
  const size = Number(length)
  if (value === undefined || !/^\d+$/.test(length) || size > bits)
    return fail(`"${prefix}" is not an address range.`, call.at)
  const host = BigInt(bits - size)
  return { base: (value >> host) << host, size, bits }
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || parts.some((part) => !/^0*\d{1,3}$/.test(part) || Number(part) > 255)) return undefined
  return parts.reduce((value, part) => (value << 8n) + BigInt(part), 0n)
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  return groups.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n)
}

function addressText(value: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16))
  const longest = groups
    .join(':')
    .match(/(?:^|:)0(?::0)+(?=:|$)/g)
    ?.sort((a, b) => b.length - a.length)[0]
  if (longest === undefined) return groups.join(':')
  return groups
    .join(':')
    .replace(longest, longest.startsWith(':') ? ':' : '')
    .replace(/^:?$|^:(?!:)/, '::')
    .replace(/([^:]):$/, '$1::')
}
