import { parse as parseYaml } from 'yaml'
import { jsonBytes } from '../../engine/evaluate/json-bytes.ts'
import type { DataInput } from '../pool/tasks.ts'

/** The bytes of the input as JSON; undefined where the request has none. */
export type ReadInput = { readonly input: Uint8Array | undefined } | { readonly problem: string }

/**
 * Takes the input out of a request's body. What is no JSON (or YAML) is a problem: the instance itself reads whatever
 * it is given. Where the body is plainly `{"input": …}` its bytes are passed on as they came.
 */
export function readInput(given: DataInput): ReadInput {
  if (given.in === 'none' || given.body.length === 0) return { input: undefined }
  const { body } = given
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const parsed = parse(bytes, given.yaml)
  if ('problem' in parsed) return parsed
  const { value } = parsed
  if (given.in === 'body') return { input: given.yaml || isEscaped(bytes) ? jsonBytes(value) : body }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'body contains malformed input document: it must be an object' }
  }
  const { input } = value as { readonly input?: unknown }
  // OPA takes a null for no input.
  if (input === undefined || input === null) return { input: undefined }
  return { input: (given.yaml ? undefined : slice(bytes, value)) ?? jsonBytes(input) }
}

function parse(bytes: Buffer, yaml: boolean): { readonly value: unknown } | { readonly problem: string } {
  try {
    const text = decoder.decode(bytes)
    return { value: yaml ? parseYaml(text, { maxAliasCount: 100, logLevel: 'silent' }) : JSON.parse(text) }
  } catch {
    // The messages of parsers quote what they read.
    return { problem: `body contains malformed input document: it is not valid ${yaml ? 'YAML' : 'JSON'}` }
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The bytes between `{"input":` and the last `}`, where nothing else can be between them. */
function slice(bytes: Buffer, body: object): Uint8Array | undefined {
  const head = /^\s*\{\s*"input"\s*:/.exec(bytes.toString('latin1', 0, 64))?.[0]
  if (head === undefined || Object.keys(body).length !== 1 || isEscaped(bytes)) return undefined
  const again = bytes.indexOf('"input"', head.length)
  return again === -1 ? bytes.subarray(head.length, bytes.lastIndexOf('}')) : undefined
}

/** Escapes may hide a second `input`, and halves of surrogate pairs, which the instance refuses. */
function isEscaped(bytes: Buffer): boolean {
  return bytes.includes('\\u')
}
