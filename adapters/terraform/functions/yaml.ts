import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type Scalar as YamlScalar,
} from 'yaml'
import type { Value } from '../../../model/value.ts'
import { Failure, fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { numberFromText } from '../resolve/number.ts'
import { asText, limitedText, textOf } from '../resolve/texts.ts'
import { STRING } from '../resolve/types.ts'
import { bool, isKnown, isNull, listOf, mapOf, nothing, plainText, unknownLike } from '../resolve/value.ts'
import { type Call, expectCount, type Family, takeArguments } from './function.ts'
import { yamlText } from './yaml-text.ts'

/** YAML as Terraform reads and writes it: the scalars of version 1.2, with the words for true and false of version 1.1. */
export const yamlFunctions: Family = {
  yamldecode: (args, call) => {
    const [text] = takeArguments(args, ['string'], call)
    if (!text || !isKnown(text)) return unknownLike(text as Value, call.at)
    return markedLike(decode(textOf(asText(text, call.at)), call), text)
  },
  yamlencode: (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value || !isKnown(value)) return unknownLike(value as Value, call.at, STRING)
    return markedLike(plainText(limitedText(yamlText(value), call.at), call.at), value)
  },
}

/** Aliases may repeat what holds aliases: more values than this come of no file that anybody wrote. */
const MAX_VALUES = 200_000

interface Reading {
  readonly document: Document.Parsed
  readonly call: Call
  readonly open: Node[]
  left: number
}

/** The parser takes about a second for as much. */
const MAX_LENGTH = 1_000_000

function decode(text: string, call: Call): Value {
  if (text.length > MAX_LENGTH) return fail('This YAML is longer than can be read.', call.at, 'TOO_MANY_VALUES')
  const documents = parsed(text, call)
  const [document] = documents
  if (documents.length !== 1 || !document || (document.contents as Node | null) === null)
    return fail(`This text holds ${documents.length > 1 ? 'more than one document' : 'no document'} of YAML.`, call.at)
  const [problem] = document.errors
  if (problem) return fail('This text is not YAML.', call.at)
  return read(document.contents, { document, call, open: [], left: MAX_VALUES })
}

function parsed(text: string, call: Call): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      logLevel: 'silent',
      merge: false,
    })
    return Array.isArray(documents) ? documents : []
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown
    return fail('This text is not YAML.', call.at)
  }
}

function read(node: ParsedNode | Node | null, reading: Reading): Value {
  const { call, open } = reading
  reading.left -= 1
  if (reading.left < 0) fail('The aliases of this YAML stand for more than can be read.', call.at, 'TOO_MANY_VALUES')
  if (node === null) return nothing(call.at)
  if (isAlias(node)) {
    const target = node.resolve(reading.document)
    if (!target || open.includes(target)) return fail(`The alias *${node.source} stands for nothing.`, call.at)
    return read(target, reading)
  }
  if (isScalar(node)) return scalarOf(node, call)
  const { tag } = node
  if (tag !== undefined && !COLLECTIONS.has(tag)) return fail(`The tag ${tag} is not known to Terraform.`, call.at)
  open.push(node)
  const made = isSeq<Node>(node)
    ? listOf(
        node.items.map((item) => read(item, reading)),
        call.at,
      )
    : readMap(node, reading)
  open.pop()
  return made
}

function readMap(node: Node, reading: Reading): Value {
  const { call } = reading
  const merged = new Map<string, Value>()
  const own = new Map<string, Value>()
  for (const { key, value } of isMap<Node, Node | null>(node) ? node.items : []) {
    if (isScalar(key) && key.source === '<<') {
      for (const [name, item] of source(read(value, reading), call)) merged.set(name, item)
      continue
    }
    const name = read(key, reading)
    if (name.type !== 'scalar' || isNull(name)) return fail('Only texts can be keys in YAML.', call.at)
    own.set(textOf(asText(name, call.at)), value ? read(value, reading) : nothing(call.at))
  }
  const entries = new Map([...merged, ...own])
  return mapOf(
    [...entries].map(([name, value]) => [name, { key: call.at, value }] as const),
    call.at,
  )
}

/** The map that `<<` brings in: Terraform takes no list of them. */
function source(value: Value, call: Call): readonly (readonly [string, Value])[] {
  if (value.type !== 'map') return fail('What "<<" merges must be a map.', call.at)
  return [...value.entries].map(([name, entry]) => [name, entry.value] as const)
}

const TAG = 'tag:yaml.org,2002:'
const COLLECTIONS = new Set([`${TAG}map`, `${TAG}seq`])
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
])

function scalarOf(node: YamlScalar, call: Call): Value {
  const text = node.source ?? String(node.value ?? '')
  const tag = node.tag?.replace(TAG, '')
  if (tag !== undefined && !SCALARS.has(tag)) return fail(`The tag ${node.tag} is not known to Terraform.`, call.at)
  if (tag === 'null') return nothing(call.at)
  if (/\p{Cs}/u.test(text)) return fail('This YAML escapes half of a character.', call.at)
  if (node.type !== 'PLAIN' || tag === 'str' || tag === 'binary') return plainText(text.normalize(), call.at)
  const word = WORDS.get(text)
  if (word !== undefined) return word === null ? nothing(call.at) : bool(word, call.at)
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return fail('Terraform has no number for .nan.', call.at)
  return numberOf(text, call) ?? plainText(timeOf(text) ?? text.normalize(), call.at)
}

const SCALARS = new Set(['str', 'int', 'float', 'bool', 'null', 'binary', 'timestamp'])

function numberOf(text: string, call: Call): Value | undefined {
  const endless = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(text)
  if (endless) return numberFromText(`${endless[1]}inf`, call.at)
  if (/^0(?:x[0-9a-fA-F]+|o[0-7]+)$/.test(text)) return numberFromText(String(BigInt(text)), call.at)
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text) ? numberFromText(text, call.at) : undefined
}

/** A date or time, as RFC 3339 writes it. Source: yaml.org, "Timestamp". */
function timeOf(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[-+]\d\d:\d\d))|(?: (\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?))?$/.exec(
      text,
    )
  if (!match) return undefined
  const [, year = '', month = '', day = '', ...rest] = match
  const [hour, minute, second] = rest[0] === undefined ? rest.slice(4) : rest
  const two = (digits: string | undefined) => (digits ?? '0').padStart(2, '0')
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(hour ?? 0) > 23)
    return undefined
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${rest[3] ?? 'Z'}`
}
