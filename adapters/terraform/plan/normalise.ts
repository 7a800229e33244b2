import type { Entity, Normalised } from '../../../model/entity.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { normalise as normaliseResources } from '../../mapping/mapping.ts'
import { mappings } from '../kinds/index.ts'
import { withoutReflected } from './reflected.ts'

interface Origin {
  readonly around: readonly Entity[]
  readonly computed: Computed
}

/** The values that are unknown because the provider computes them. */
export type Computed = Pick<WeakSet<Value>, 'has'>

/** The entities of planned resources, and what is around them. */
export function normalisePlanned(resources: readonly Resource[], { around, computed }: Origin): Normalised {
  const made = normaliseResources(mappings, asConfigured(resources, computed))
  return { ...made, entities: [...made.entities, ...around] }
}

/**
 * Resources as the author configured them. What nobody configured and the provider will compute is, as in the sources, not
 * there; so is an empty text, which is how the provider writes an argument that is not set.
 */
export function asConfigured(resources: readonly Resource[], computed: Computed): readonly Resource[] {
  return withoutReflected(resources).map((resource) => {
    const properties = configuredBlock(resource.properties, computed)
    return properties === resource.properties ? resource : { ...resource, properties }
  })
}

function configuredBlock(block: MapValue, computed: Computed): MapValue {
  let isSame = true
  const entries: [string, Entry][] = []
  for (const [name, entry] of block.entries) {
    const { value } = entry
    if (computed.has(value) || (value.type === 'scalar' && value.value === '')) {
      isSame = false
      continue
    }
    const made = value.type === 'list' ? configuredBlocks(value, computed) : value
    isSame &&= made === value
    entries.push([name, made === value ? entry : { ...entry, value: made }])
  }
  return isSame ? block : { ...block, entries: new Map(entries) }
}

function configuredBlocks(list: Extract<Value, { type: 'list' }>, computed: Computed): Value {
  const items = list.items.map((item) => (item.type === 'map' ? configuredBlock(item, computed) : item))
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items }
}
