import type { Entity } from '../../model/entity.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { type Mapping, makeEntity, type ResourceIndex, scopeOf } from './mapping.ts'
import { isNull, type Source } from './source.ts'

/**
 * What resources of these types name without declaring it: an archive of code, an image. Those that name the same share
 * one entity, whose id is that name; it is declared where it is named first.
 */
export function named(
  kind: KindName,
  types: readonly string[],
  name: Source,
  attributes: Readonly<Record<string, Source>>,
): Mapping {
  return {
    types,
    make: (resource, stack) => ({ entities: entityOf(kind, resource, stack, name, attributes) }),
  }
}

function entityOf(
  kind: KindName,
  resource: Resource,
  stack: ResourceIndex,
  name: Source,
  attributes: Readonly<Record<string, Source>>,
): readonly Entity[] {
  const value = name(scopeOf(resource, stack))
  const text = isNull(value) ? '' : renderText(value)
  if (text === '' || text.includes('${unknown}')) return []
  return [makeEntity(kind, resource, stack, attributes, { id: `${kind}:${text}`, value: resource.properties })]
}
