import { isUtf8 } from 'node:buffer'

/** A file's bytes as text, or why they are none. */
export type Decoded = { readonly text: string } | { readonly problem: string }

/**
 * Reads bytes as text: UTF-8 with or without a byte order mark, and UTF-16 where a byte order mark says so. The mark is
 * no part of the text, so that columns count from the first letter.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be')
  if (isArchive(bytes)) {
    return { problem: 'is an archive, not text; of a Terraform plan, give what "terraform show -json" prints of it' }
  }
  if (bytes.subarray(0, probe).includes(0)) return { problem: 'is a binary file, not text' }
  if (!isUtf8(bytes)) return { problem: `is not UTF-8: line ${lineOfFirstFault(bytes)} has bytes of another encoding` }
  return { text: new TextDecoder('utf-8').decode(bytes) }
}

const probe = 8192

/** A zip archive, which is what `terraform plan -out` writes too. Source: APPNOTE.TXT, local file header. */
function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return { problem: 'has the byte order mark of UTF-16 but is not valid UTF-16' }
  }
}

/** The first line that is not valid UTF-8. A line break is never a part of a longer UTF-8 sequence. */
function lineOfFirstFault(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return line
}
