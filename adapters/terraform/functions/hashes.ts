import { createHash } from 'node:crypto'
import { type Family, pure } from './function.ts'

/** Digests of texts. */
export const hashFunctions: Family = {
  md5: pure(['string'], ([text]: [string]) => digest('md5', text, 'hex')),
  sha1: pure(['string'], ([text]: [string]) => digest('sha1', text, 'hex')),
  sha256: pure(['string'], ([text]: [string]) => digest('sha256', text, 'hex')),
  sha512: pure(['string'], ([text]: [string]) => digest('sha512', text, 'hex')),
  base64sha256: pure(['string'], ([text]: [string]) => digest('sha256', text, 'base64')),
  base64sha512: pure(['string'], ([text]: [string]) => digest('sha512', text, 'base64')),
}

export function digest(algorithm: string, text: string, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(text, 'utf8').digest(encoding)
}
