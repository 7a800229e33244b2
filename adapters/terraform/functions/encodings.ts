import { parse as parseYaml } from 'yaml'
import { fail } from '../resolve/failure.ts'
import { readJsonTemplate } from '../resolve/json-template.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { markSensitive } from '../resolve/types.ts'
import { fromPlain, isKnown, isSensitive, type Plain, unknownLike } from '../resolve/value.ts'
import { type Family, pure } from './function.ts'

/** Texts that stand for data: JSON, YAML, Base64, URLs. */
export const encodingFunctions: Family = {
  jsonencode: ([value], call) =>
    value ? { type: 'json', value, at: call.at } : fail('"jsonencode" takes 1 argument.', call.at),
  jsondecode: ([value], call) => {
    if (!value) return fail('"jsondecode" takes 1 argument.', call.at)
    if (value.type === 'json') return { ...value.value, at: call.at }
    if (!isKnown(value)) return unknownLike(value, call.at)
    const text = textOf(asText(value, call.at))
    try {
      JSON.parse(text)
    } catch {
      return fail('This text is not JSON.', call.at)
    }
    const read = readJsonTemplate([{ value, exact: false }], call.at) ?? fromPlain(JSON.parse(text) as Plain, call.at)
    return isSensitive(value) ? markSensitive(read) : read
  },
  yamldecode: pure(['string'], ([text]: [string], call) => {
    try {
      return parseYaml(text, { maxAliasCount: 100, version: '1.1' }) as Plain
    } catch {
      return fail('This text is not YAML.', call.at)
    }
  }),
  base64encode: pure(['string'], ([text]: [string]) => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: pure(['string'], ([text]: [string], call) => {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return fail('This text is not Base64.', call.at)
    return Buffer.from(text, 'base64').toString('utf8')
  }),
  urlencode: pure(['string'], ([text]: [string]) =>
    encodeURIComponent(text)
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, hexadecimal),
  ),
}

function hexadecimal(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
