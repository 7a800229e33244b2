import { valueAt } from '../../term-order.ts'
import type { ObjectTerm, Term } from '../../terms.ts'
import { isArray, isObject } from '../builtin.ts'

/** The places of a schema that `$ref` can name: the whole, what has an `$id` (or `id`), and JSON pointers into those. */
export class References<Compiled> {
  /** Filled by the compiler, by absolute reference. */
  readonly compiled = new Map<string, Compiled>()
  readonly #documents = new Map<string, Term>()

  constructor(document: Term) {
    this.#documents.set('', document)
    this.#collect(document, '')
  }

  /** The URI that references inside a node are relative to. */
  baseOf(node: ObjectTerm, base: string): string {
    const id = valueAt(node, 'id') ?? valueAt(node, '$id')
    return typeof id === 'string' ? absolute(id, base) : base
  }

  /** The node a reference leads to, the URI its own references are relative to, and the key it is compiled under. */
  resolve(reference: string, base: string): { key: string; base: string; node: Term | undefined } {
    const key = absolute(reference, base)
    const [document = '', fragment = ''] = key.split('#', 2)
    const named = this.#documents.get(key)
    if (named !== undefined) return { key, base: document, node: named }
    const whole = this.#documents.get(document)
    return { key, base: document, node: whole === undefined ? undefined : pointed(whole, fragment) }
  }

  #collect(node: Term, base: string): void {
    if (isArray(node)) for (const item of node.items) this.#collect(item, base)
    if (!isObject(node)) return
    const own = this.baseOf(node, base)
    if (own !== base) this.#documents.set(own.replace(/#$/, ''), node)
    for (const [key, value] of node.entries) {
      if (key === 'const' || key === 'enum') continue
      // The names below these are the document's, not keywords.
      if ((key === 'properties' || key === 'dependencies' || key === 'patternProperties') && isObject(value)) {
        for (const [, child] of value.entries) this.#collect(child, own)
      } else this.#collect(value, own)
    }
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
