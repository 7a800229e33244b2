import { createHash } from 'node:crypto'
import type { Attribute, DerivedEntity, EntityTable } from '../model/attribute.ts'
import { kinds } from '../model/kinds/index.ts'
import { plainOf } from './evaluate/input.ts'
import { childOf, trace, unescapeSegment } from './evaluate/paths.ts'

/**
 * What a finding is, wherever and whenever it is found: policy, kind, resource, the cited paths by what identifies
 * their elements, and the cited values. Moving a file or adding a statement in front changes nothing. A secret takes
 * part with its place and detector only: its value is not in the attributes.
 */
export function fingerprint(
  table: EntityTable,
  finding: {
    readonly policy: string
    readonly entity: DerivedEntity
    readonly resource: string
    readonly attributes: readonly string[]
    readonly condition: string | null
  },
): string {
  const { policy, entity, resource, attributes, condition } = finding
  const paths = attributes.map((path) => identifyPath(table, entity, path)).sort()
  const values = attributes.map((path) => `[${trace(table, entity, path).ends.map(canonicalOf).join(',')}]`)
  const parts = [policy, entity.kind, resource, paths].map(canonical)
  const text = `[${parts.join(',')},[${values.join(',')}],${canonical(condition)}]`
  return createHash('sha256').update(text).digest('hex')
}

/** A path with each list index replaced by what names the element: its Sid, name, target or value. */
export function identifyPath(table: EntityTable, entity: DerivedEntity, path: string): string {
  let attribute: Attribute | undefined = entity.attributes
  const segments: string[] = []
  for (const raw of path.split('/')) {
    const key = unescapeSegment(raw)
    if (attribute?.type === 'link') attribute = table.get(attribute.kind)?.get(attribute.id)?.attributes
    const child: Attribute | undefined = attribute ? childOf(attribute, key) : undefined
    segments.push(attribute?.type === 'list' && child ? `[${identityOf(child)}]` : raw)
    attribute = child
  }
  return segments.join('/')
}

const identifying = ['sid', 'name', 'key', 'text', 'target', 'arn', 'value'] as const

function identityOf(attribute: Attribute): string {
  if (attribute.type === 'link') return `${kinds[attribute.kind].collection}/${attribute.id}`
  if (attribute.type === 'scalar') return String(attribute.value)
  if (attribute.type !== 'map') return canonicalOf(attribute)
  for (const name of identifying) {
    const inner = attribute.entries.get(name)
    if (inner?.type === 'scalar' && inner.value !== null) return String(inner.value)
  }
  return canonicalOf(attribute)
}

/** A statement is cited by many findings, with several paths each, and takes long to write. */
const written = new WeakMap<Attribute, string>()

function canonicalOf(attribute: Attribute): string {
  const known = written.get(attribute)
  if (known !== undefined) return known
  const text = canonical(plainOf(attribute) ?? null)
  written.set(attribute, text)
  return text
}

/** JSON with sorted keys, so that equal values give equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const object = value as Readonly<Record<string, unknown>>
    const keys = Object.keys(object)
      .filter((key) => object[key] !== undefined)
      .sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
