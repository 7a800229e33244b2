import {
  type DocumentOptions,
  type ParseOptions,
  parse as parseYaml,
  type ScalarTag,
  type SchemaOptions,
  type ToJSOptions,
} from 'yaml'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { readJsonTemplate } from '../resolve/json-template.ts'
import { markSensitive } from '../resolve/marks.ts'
import { compareText, fromPlain, type Plain } from '../resolve/plain.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { isKnown, isSensitive, unknownLike } from '../resolve/value.ts'
import { type Family, pure } from './function.ts'

/** Texts that stand for data: JSON, YAML, Base64, URLs. */
export const encodingFunctions: Family = {
  jsonencode: ([value], call) =>
    value ? { type: 'json', value: sorted(value), at: call.at } : fail('"jsonencode" takes 1 argument.', call.at),
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
      return parseYaml(text, YAML) as Plain
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

/** YAML as Terraform reads it: the core schema of version 1.2, with the words for true and false of version 1.1. */
const YAML: ParseOptions & DocumentOptions & SchemaOptions & ToJSOptions = {
  version: '1.2',
  schema: 'core',
  maxAliasCount: 100,
  strict: true,
  merge: true,
  uniqueKeys: false,
  logLevel: 'silent',
  customTags: (tags) => [
    word(/^(?:y|Y|yes|Yes|YES|on|On|ON)$/, true),
    word(/^(?:n|N|no|No|NO|off|Off|OFF)$/, false),
    ...tags,
  ],
}

function word(test: RegExp, value: boolean): ScalarTag {
  return { tag: 'tag:yaml.org,2002:bool', default: true, test, resolve: () => value }
}

/** The same value with the keys of every object in order, as `jsonencode` writes them. */
function sorted(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(sorted) }
  if (value.type !== 'map') return value
  const entries = [...value.entries].sort(([a], [b]) => compareText(a, b))
  return { ...value, entries: new Map(entries.map(([key, entry]) => [key, { ...entry, value: sorted(entry.value) }])) }
}

function hexadecimal(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
