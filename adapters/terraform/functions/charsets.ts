import { TextDecoder } from 'node:util'
import { fail } from '../resolve/failure.ts'
import type { Call } from './function.ts'

/** The bytes of a text in a character set, named as IANA names it. */
export function encodeText(text: string, charset: string, call: Call): Uint8Array {
  const name = charset.toLowerCase()
  if (UTF8.has(name)) return Buffer.from(text, 'utf8')
  if (name === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (name === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  if (name === 'utf-16') return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  const bytesOf = encoderOf(name, charset, call)
  const encoded = Array.from(text, (letter) => {
    return bytesOf(letter) ?? fail(`The text holds characters that ${charset} does not have.`, call.at)
  })
  return Uint8Array.from(encoded.flat())
}

function encoderOf(name: string, charset: string, call: Call): (letter: string) => readonly number[] | undefined {
  if (WINDOWS.has(name)) return windowsByte
  const highest = LATIN[name as keyof typeof LATIN]
  if (highest === undefined) {
    const bytes = table(decoderOf(charset, call))
    return (letter) => bytes.get(letter)
  }
  return (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code <= highest ? [code] : undefined
  }
}

/** The text that bytes stand for in a character set. */
export function decodeText(bytes: Uint8Array, charset: string, call: Call): string {
  const name = charset.toLowerCase()
  const highest = LATIN[name as keyof typeof LATIN]
  if (highest !== undefined) {
    if (bytes.some((byte) => byte > highest)) noText(charset, call)
    return Buffer.from(bytes).toString('latin1')
  }
  if (WINDOWS.has(name)) return Array.from(bytes, (byte) => windowsSign(byte) ?? noText(charset, call)).join('')
  try {
    return decoderOf(name === 'utf-16' ? 'utf-16be' : charset, call).decode(bytes)
  } catch {
    return noText(charset, call)
  }
}

const UTF8 = new Set(['utf-8', 'utf8', 'csutf8'])

/** The last character of the sets that begin as Unicode does. */
const LATIN = { 'iso-8859-1': 0xff, 'iso_8859-1': 0xff, latin1: 0xff, 'us-ascii': 0x7f, ascii: 0x7f } as const

const WINDOWS = new Set(['windows-1252', 'cswindows1252'])

/** What the character set of Windows has where that of ISO has control characters; a point where it has nothing. */
const WINDOWS_SIGNS = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'

function windowsSign(byte: number): string | undefined {
  if (byte < 0x80 || byte > 0x9f) return String.fromCharCode(byte)
  const sign = WINDOWS_SIGNS[byte - 0x80]
  return sign === '.' ? undefined : sign
}

function windowsByte(letter: string): readonly number[] | undefined {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80 || (code > 0x9f && code <= 0xff)) return [code]
  const at = WINDOWS_SIGNS.indexOf(letter)
  return at === -1 ? undefined : [0x80 + at]
}

function noText(charset: string, call: Call): never {
  return fail(`These bytes are no text in ${charset}.`, call.at)
}

function decoderOf(charset: string, call: Call): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true })
  } catch {
    return fail(`"${charset}" is not a character set that is known here.`, call.at)
  }
}

/** The bytes of every character of a set, of one byte or two. */
function table(decoder: TextDecoder): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  const add = (...bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !found.has(text)) found.set(text, bytes)
    } catch {
      // These bytes stand for nothing.
    }
  }
  for (let byte = 0; byte < 256; byte += 1) add(byte)
  if (found.size === 256) return found
  for (let first = 0x80; first < 256; first += 1) for (let next = 0x30; next < 256; next += 1) add(first, next)
  return found
}
