import type { MapValue, Reference, Value } from '../../../model/value.ts'
import { withoutKeys } from '../plan/address.ts'
import type { Planned } from '../plan/changes.ts'
import { noted } from '../resolve/value.ts'

/** An instance that a state holds, with the blocks it depends on. */
export interface Held {
  readonly planned: Planned
  readonly dependsOn: readonly string[]
}

/**
 * Instances whose values note which attribute of another one they repeat: an ARN wherever it stands, a name or id in
 * what depends on it.
 */
export function linked(held: readonly Held[]): readonly Planned[] {
  const byText = new Map<string, Reference[]>()
  for (const { planned } of held) {
    if (planned.mode === 'data') continue
    for (const [name, { value }] of planned.values.entries) {
      if (
        value.type !== 'scalar' ||
        typeof value.value !== 'string' ||
        value.sensitive ||
        !isIdentity(name, value.value)
      )
        continue
      const reference: Reference = { type: 'reference', resource: planned.address, attribute: name, at: value.at }
      const found = byText.get(value.value)
      if (found) found.push(reference)
      else byText.set(value.value, [reference])
    }
  }
  return held.map(({ planned, dependsOn }) => {
    const wanted = new Set(dependsOn.map(withoutKeys))
    const find = (text: string): Reference | undefined => {
      const found = (byText.get(text) ?? []).filter(({ resource }) => resource !== planned.address)
      const near = found.filter(({ resource }) => wanted.has(withoutKeys(resource)))
      if (near.length > 0) return oneOf(near)
      return text.startsWith('arn:') ? oneOf(found) : undefined
    }
    return { ...planned, values: withLinks(planned.values, find) }
  })
}

/** Attributes by which another resource may name one. An ARN that is merely used is no identity of who uses it. */
function isIdentity(name: string, text: string): boolean {
  if (text === '') return false
  return name === 'id' || name === 'name' || name === 'url' || ownArns.test(name) || ownNames.has(name)
}

const ownArns = /^(?:arn|invoke_arn|qualified_arn|qualified_invoke_arn|execution_arn|stream_arn|latest_stream_arn)$/
const ownNames: ReadonlySet<string> = new Set([
  'bucket',
  'function_name',
  'key_id',
  'layer_arn',
  'policy_id',
  'queue_url',
  'root_resource_id',
  'unique_id',
])

/** Of several attributes with the same text, that of one resource; none where several resources have it. */
function oneOf(found: readonly Reference[]): Reference | undefined {
  const [first] = found
  if (!first || found.some(({ resource }) => resource !== first.resource)) return undefined
  return found.find(({ attribute }) => attribute === 'arn') ?? first
}

function withLinks(map: MapValue, find: (text: string) => Reference | undefined): MapValue {
  let isSame = true
  const entries = [...map.entries].map(([key, entry]) => {
    const value = withLink(entry.value, find)
    isSame &&= value === entry.value
    return [key, { ...entry, value }] as const
  })
  return isSame ? map : { ...map, entries: new Map(entries) }
}

function withLink(value: Value, find: (text: string) => Reference | undefined): Value {
  if (value.type === 'map') return withLinks(value, find)
  if (value.type === 'list') {
    const items = value.items.map((item) => withLink(item, find))
    return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
  }
  if (value.type !== 'scalar' || typeof value.value !== 'string' || value.sensitive || value.value === '') return value
  const reference = find(value.value)
  return reference ? noted(value, { from: { ...reference, at: value.at } }) : value
}
