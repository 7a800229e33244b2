/** How much is read. Sizes are bytes. What lies beyond is a diagnostic and never passes silently. */
export interface Limits {
  /** A template or a source file. */
  readonly fileSize: number
  /** A Terraform plan or state. */
  readonly planSize: number
  /** All inputs together. */
  readonly totalSize: number
  /** Inputs. */
  readonly files: number
  /** Names looked at while searching folders. */
  readonly names: number
}

const megabyte = 1024 * 1024

export const defaultLimits: Limits = {
  fileSize: 10 * megabyte,
  planSize: 512 * megabyte,
  totalSize: 1024 * megabyte,
  files: 10_000,
  names: 1_000_000,
}

/** A size for people: `512 MB`, `1.5 KB`, `12 bytes`. */
export function sizeText(bytes: number): string {
  if (bytes >= megabyte) return `${rounded(bytes / megabyte)} MB`
  return bytes >= 1024 ? `${rounded(bytes / 1024)} KB` : `${bytes} bytes`
}

/** A size as people write it, in bytes: `20MB`, `1.5 GB`, `4096`. `undefined` where it is none. */
export function parseSize(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)?$/i.exec(text.trim()) ?? []
  if (number === undefined) return undefined
  const factor = { B: 1, KB: 1024, MB: megabyte, GB: 1024 * megabyte }[unit?.toUpperCase() ?? 'B'] ?? 1
  const bytes = Math.floor(Number(number) * factor)
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10)
}
