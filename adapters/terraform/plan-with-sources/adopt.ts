import type { Resource } from '../../../model/resource.ts'
import type { Entry, Reference, UnknownValue, Value } from '../../../model/value.ts'
import { withoutKeys } from '../plan/address.ts'
import { isOpen, leadsTo } from './match.ts'

/** Values of the sources for one that reads them, with what the plan knows of other resources put in. */
export type Adopt = (source: Value, reader: string) => Value

/**
 * Where the sources do not tell how many instances there are, references lead to those that are planned; what a data
 * source was asked for is what the plan says it answered.
 */
export function adopter(planned: readonly Resource[]): Adopt {
  const byBlock = new Map<string, string[]>()
  const answers = new Map<string, Value | null>()
  for (const { id, mode, properties } of planned) {
    const block = withoutKeys(id)
    const found = byBlock.get(block)
    if (found) found.push(id)
    else byBlock.set(block, [id])
    if (mode === 'data') addAnswers(answers, id, properties.entries)
  }
  return (source, reader) => adopted(source, { byBlock, answers, reader })
}

interface Known {
  readonly byBlock: ReadonlyMap<string, readonly string[]>
  readonly answers: ReadonlyMap<string, Value | null>
  readonly reader: string
}

/** By the name that a module has for it; two modules may have the same name for different ones, and then none is taken. */
function addAnswers(answers: Map<string, Value | null>, id: string, entries: ReadonlyMap<string, Entry>): void {
  const local = id.slice(Math.max(id.lastIndexOf('.data.') + 1, 0))
  for (const [name, { value }] of entries) {
    if (value.type !== 'scalar' || value.value === null) continue
    const symbol = `${local}.${name}`
    answers.set(symbol, answers.has(symbol) ? null : value)
  }
}

function adopted(value: Value, known: Known): Value {
  switch (value.type) {
    case 'reference':
      return isOpen(value.resource) ? reference(value, known) : value
    case 'unknown':
      return answer(value, known)
    case 'list':
      return { ...value, items: value.items.map((item) => adopted(item, known)) }
    case 'map': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: adopted(entry.value, known) }] as const,
      )
      return { ...value, entries: new Map(entries) }
    }
    case 'json':
      return { ...value, value: adopted(value.value, known) }
    case 'text': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? part : adoptedPart(part, known)))
      return { ...value, parts }
    }
    default:
      return value
  }
}

function adoptedPart(
  part: Exclude<Extract<Value, { type: 'text' }>['parts'][number], string>,
  known: Known,
): Extract<Value, { type: 'text' }>['parts'][number] {
  const made = adopted(part, known)
  if (made.type === 'scalar') return made.sensitive || made.value === null ? part : String(made.value)
  return made.type === 'reference' || made.type === 'unknown' || made.type === 'symbol' ? made : part
}

function reference(value: Reference, { byBlock, reader }: Known): Value {
  const all = leadsTo(value.resource, byBlock.get(withoutKeys(value.resource)) ?? [], reader)
  const [only] = all
  if (only !== undefined && all.length === 1) return { ...value, resource: only }
  const name = value.attribute === null ? value.resource : `${value.resource}.${value.attribute}`
  return { type: 'unknown', cause: { why: `${name} is known after apply`, needs: [] }, refs: all, at: value.at }
}

function answer(value: UnknownValue, { answers }: Known): Value {
  const found = value.symbol === undefined ? undefined : answers.get(value.symbol)
  return found ? { ...found, at: value.at, ...(value.via ? { via: value.via } : {}) } : value
}
