import { jsonParts } from '../../model/native.ts'
import type { Span } from '../../model/source.ts'
import { joinParts, partsOf, renderPart, type TextPart } from '../../model/text.ts'
import type { JsonValue, UnknownValue, Value, Via } from '../../model/value.ts'
import { readJson } from '../sources/json.ts'

/**
 * One text of several values. Dynamic references in it (`{{resolve:…}}`) become unknown parts, what is hidden stays
 * hidden, a JSON document with unknown parts keeps its structure. `undefined` where one of the values can be no text.
 */
export function joinTexts(pieces: readonly Value[], at: Span): Value | undefined {
  const texts = pieces.map(piecesOf)
  if (!texts.every((text) => text !== undefined)) return undefined
  const via = mergeVias(pieces)
  const literal = texts.flat().every((part) => typeof part === 'string')
  const sensitive = pieces.some((piece) => piece.type === 'scalar' && piece.sensitive)
  const parts = literal ? texts.flat() : texts.flatMap((text, index) => hidden(text, pieces[index]))
  const joined = joinParts(withDynamicReferences(joinParts(parts, at)), at, via)
  if (joined.type === 'text') return withStructure(joined.parts, joined) ?? joined
  return sensitive && joined.type === 'scalar' ? { ...joined, sensitive: true } : joined
}

/** A value at the place where it is used, with the way it came. Elements of a list are used there too. */
export function usedAt(value: Value, at: Span, via: readonly Via[] = []): Value {
  const all = mergeVias([{ ...value, via: [...via, ...(value.via ?? [])] }])
  const placed = { at, ...(all ? { via: all } : {}) }
  if (value.type !== 'list') return { ...value, ...placed }
  const items = value.items.map((item) =>
    item.type !== 'list' && item.via === value.via ? { ...item, ...placed } : usedAt(item, at, via),
  )
  return { ...value, items, ...placed }
}

export function mergeVias(values: readonly Value[]): readonly Via[] | undefined {
  const all = new Map<string, Via>()
  let last: readonly Via[] | undefined
  for (const { via } of values) {
    if (!via || via === last) continue
    last = via
    for (const step of via) {
      const { file, startLine, startColumn } = step.location
      const key = `${step.reason} ${startLine}:${startColumn} ${file}`
      if (!all.has(key)) all.set(key, step)
    }
  }
  return all.size > 0 ? [...all.values()] : undefined
}

function piecesOf(value: Value): readonly TextPart[] | undefined {
  return value.type === 'json' ? jsonParts(value.value) : partsOf(value)
}

/** A hidden literal must not stand open in a text that is known in part. */
function hidden(parts: readonly TextPart[], from: Value | undefined): readonly TextPart[] {
  if (from?.type !== 'scalar' || !from.sensitive) return parts
  return [{ type: 'unknown', cause: { why: 'its value is hidden', needs: [] }, symbol: 'hidden value', at: from.at }]
}

const opening = '{{resolve:'

/** The pieces of a text, its dynamic references replaced by what they stand for. */
function withDynamicReferences(text: Value): readonly TextPart[] {
  const parts = partsOf(text) ?? []
  if (!parts.some((part) => typeof part === 'string' && part.includes(opening))) return parts
  const result: TextPart[] = []
  let inside: TextPart[] | undefined
  for (const part of parts) {
    if (typeof part !== 'string') {
      ;(inside ?? result).push(part)
      continue
    }
    let rest = part
    while (rest !== '') {
      const mark = inside ? '}}' : opening
      const found = rest.indexOf(mark)
      if (found === -1) {
        ;(inside ?? result).push(rest)
        break
      }
      ;(inside ?? result).push(rest.slice(0, found))
      rest = rest.slice(found + mark.length)
      if (inside) result.push(dynamicReference(inside, text.at))
      inside = inside ? undefined : []
    }
  }
  return inside ? [...result, opening, ...inside] : result
}

/** `{{resolve:secretsmanager:db:SecretString:password}}`. Source: CloudFormation User Guide, "dynamic references". */
function dynamicReference(parts: readonly TextPart[], at: Span): UnknownValue {
  const symbol = parts.map(renderPart).join('')
  const secret = !symbol.startsWith('ssm:')
  const why = secret
    ? `it is a secret that is read at deployment (${symbol})`
    : `it is read from the parameter store at deployment (${symbol})`
  return { type: 'unknown', cause: { why, needs: [] }, symbol, origin: secret ? 'secret' : 'ssm_parameter', at }
}

export function hasDynamicReference(text: string): boolean {
  return text.includes(opening)
}

const first = 0xe000
const most = 0x1800

/** A text that is JSON but for its unknown parts, as the value it is the JSON of. */
function withStructure(parts: readonly TextPart[], { at, via }: Value): JsonValue | undefined {
  if (typeof parts[0] !== 'string' || !/^\s*[{[]/.test(parts[0]) || parts.length > most) return undefined
  const text = parts
    .map((part, index) => (typeof part === 'string' ? part : String.fromCharCode(first + index)))
    .join('')
  const value = readJson(text, at) ?? readJson(quotePlaceholders(text), at)
  return value && { type: 'json', value: restore(value, parts), at, ...(via ? { via } : {}) }
}

/** A part that stands for a number or a whole value, where JSON wants no quotes. */
function quotePlaceholders(text: string): string {
  return text.replace(/([:[,]\s*)([\ue000-\uf7ff])(?=\s*[,}\]])/g, '$1"$2"')
}

function restore(value: Value, parts: readonly TextPart[]): Value {
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => restore(item, parts)) }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) =>
          [
            restoreText(key, parts)
              .map((part) => (typeof part === 'string' ? part : renderPart(part)))
              .join(''),
            { ...entry, value: restore(entry.value, parts) },
          ] as const,
      )
      return { ...value, entries: new Map(entries) }
    }
    case 'scalar':
      return typeof value.value === 'string' ? joinParts(restoreText(value.value, parts), value.at) : value
    default:
      return value
  }
}

function restoreText(text: string, parts: readonly TextPart[]): readonly TextPart[] {
  return text.split(/([\ue000-\uf7ff])/).map((piece) => {
    const index = piece.length === 1 ? piece.charCodeAt(0) - first : -1
    return index >= 0 && index < most ? (parts[index] ?? piece) : piece
  })
}
