import type { Span } from '../../../model/source.ts'
import { renderPart } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { readJsonTemplate, readJsonText } from '../resolve/json-template.ts'
import { markSensitive } from '../resolve/marks.ts'
import { asText, jsonOf } from '../resolve/texts.ts'
import { STRING } from '../resolve/types.ts'
import { isKnown, isMarked, isNull, isSensitive, unknownLike } from '../resolve/value.ts'
import { decodeText, encodeText } from './charsets.ts'
import { decodeCsv } from './csv.ts'
import { expectCount, type Family, pure } from './function.ts'
import { yamlFunctions } from './yaml.ts'

/** Texts that stand for data: JSON, YAML, CSV, Base64, URLs. */
export const encodingFunctions: Family = {
  ...yamlFunctions,
  jsonencode: (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value) return fail('"jsonencode" takes 1 argument.', call.at)
    const made = jsonOf(value, call.at)
    return isSensitive(value) && isKnown(value) ? markSensitive(made) : made
  },
  jsondecode: (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value || isNull(value)) return fail('"jsondecode" needs a text.', call.at)
    if (value.type === 'json') {
      const inner: Value = { ...value.value, at: call.at }
      return isMarked(value) ? markSensitive(inner) : inner
    }
    const text = asText(value, call.at)
    if (text.type === 'text') {
      const read = readJsonTemplate([{ value: text, exact: false }], call.at)
      return read ? { ...read, at: call.at } : unknownLike(value, call.at)
    }
    if (!isKnown(text)) return decodedSecret(value, call.at)
    const read = readJsonText(text, call.at) ?? fail('This text is not JSON.', call.at)
    return isSensitive(value) ? markSensitive(read) : read
  },
  csvdecode: (args, call) => decodeCsv(args, call),
  base64encode: pure(['string'], STRING, ([text]: [string]) => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: pure(['string'], STRING, ([text]: [string], call) => {
    const bytes = fromBase64(text) ?? fail('This text is not Base64.', call.at)
    return utf8(bytes) ?? fail('What this Base64 stands for is not a text in UTF-8.', call.at)
  }),
  textencodebase64: pure(['string', 'string'], STRING, ([text, charset]: [string, string], call) => {
    return Buffer.from(encodeText(text, charset, call)).toString('base64')
  }),
  textdecodebase64: pure(['string', 'string'], STRING, ([text, charset]: [string, string], call) => {
    return decodeText(fromBase64(text) ?? fail('This text is not Base64.', call.at), charset, call)
  }),
  urlencode: pure(['string'], STRING, ([text]: [string]) =>
    encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\uFFFD'))
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, hexadecimal),
  ),
}

/** What a secret of a store holds is as secret as the whole, and named after it. */
function decodedSecret(value: Value, at: Span): Value {
  const unknown = unknownLike(value, at)
  if ((value.type !== 'unknown' && value.type !== 'reference') || value.origin === undefined) return unknown
  const named = value.type === 'reference' || value.symbol !== undefined
  return { ...unknown, origin: value.origin, ...(named ? { symbol: `jsondecode(${renderPart(value)})` } : {}) }
}

function fromBase64(text: string): Uint8Array | undefined {
  const plain = text.replaceAll(/[\r\n]/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 !== 0) return undefined
  return Buffer.from(plain, 'base64')
}

/** Bytes as a text; undefined where they are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function hexadecimal(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
