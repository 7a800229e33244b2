import { valueAt } from '../../term-order.ts'
import type { ObjectTerm, Term } from '../../terms.ts'
import { isArray, isObject } from '../builtin.ts'

/** The parts of a schema that `$ref` can name, by absolute URI: the whole, and what has an `$id` (or `id`). */
export type Documents = ReadonlyMap<string, Term>

export function documentsOf(schema: Term): Documents {
  const documents = new Map([['', schema]])
  collect(schema, '', documents)
  return documents
}

/** The URI that references inside a node are relative to. */
export function baseOf(node: ObjectTerm, base: string): string {
  const id = valueAt(node, 'id') ?? valueAt(node, '$id')
  return typeof id === 'string' ? absolute(id, base) : base
}

export interface Target {
  /** The reference in its absolute form. */
  readonly key: string
  /** The URI that references inside the node are relative to. */
  readonly base: string
  /** Undefined where the reference leads nowhere. */
  readonly node: Term | undefined
}

/** What a reference leads to: a named part, or a place in one by JSON pointer. */
export function resolve(documents: Documents, reference: string, base: string): Target {
  const key = absolute(reference, base)
  const [document = '', fragment = ''] = key.split('#', 2)
  const whole = documents.get(document)
  const node = documents.get(key) ?? (whole === undefined ? undefined : pointed(whole, fragment))
  return { key, base: document, node }
}

function collect(node: Term, base: string, documents: Map<string, Term>): void {
  if (isArray(node)) for (const item of node.items) collect(item, base, documents)
  if (!isObject(node)) return
  const own = baseOf(node, base)
  if (own !== base) documents.set(own.replace(/#$/, ''), node)
  for (const [key, value] of node.entries) {
    if (key === 'const' || key === 'enum') continue
    // The names below these are the document's, not keywords.
    if ((key === 'properties' || key === 'dependencies' || key === 'patternProperties') && isObject(value)) {
      for (const [, child] of value.entries) collect(child, own, documents)
    } else collect(value, own, documents)
  }
}

function absolute(reference: string, base: string): string {
  if (reference.startsWith('#')) return (base.split('#', 1)[0] ?? '') + (reference === '#' ? '' : reference)
  // A base of our own, so that a schema without an address can still have relative names inside.
  const from = new URL(base, 'schema://here/').href
  return URL.canParse(reference, from)
    ? new URL(reference, from).href.replace('schema://here/', '').replace(/#$/, '')
    : reference
}

function pointed(document: Term, fragment: string): Term | undefined {
  if (fragment === '') return document
  if (!fragment.startsWith('/')) return undefined
  const keys = decoded(fragment)
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.reduce<Term | undefined>((node, key) => {
    if (node !== undefined && isObject(node)) return valueAt(node, key)
    return node !== undefined && isArray(node) && /^\d+$/.test(key) ? node.items[Number(key)] : undefined
  }, document)
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
