import { holds, type World } from '../../model/condition.ts'
import type { Resource } from '../../model/resource.ts'
import type { Cause, Choice, Entry, MapValue, Value } from '../../model/value.ts'

/**
 * The resources of one world: those that exist in it, with every choice made. What the world leaves open is unknown:
 * a value for the reason its condition gives, a resource with all of its properties.
 */
export function chooseResources(resources: readonly Resource[], world: World): readonly Resource[] {
  return resources.flatMap((resource) => {
    const exists = holds(resource.exists, world)
    if (exists === false) return []
    if (exists === undefined) return [hidden(resource)]
    const { properties, attributes } = resource
    const chosen = { ...resource, properties: chooseMap(properties, world) }
    return [attributes ? { ...chosen, attributes: chooseMap(attributes, world) } : chosen]
  })
}

export function choose(value: Value, world: World): Value | null {
  switch (value.type) {
    case 'choice':
      return chooseBranch(value, world)
    case 'map':
      return chooseMap(value, world)
    case 'list':
      return { ...value, items: changed(value.items, (item) => choose(item, world)) }
    case 'json': {
      const inner = choose(value.value, world)
      return inner === value.value ? value : inner && { ...value, value: inner }
    }
    default:
      return value
  }
}

function chooseBranch(choice: Choice, world: World): Value | null {
  const answer = holds(choice.condition, world)
  if (answer === undefined) return { type: 'unknown', cause: openCause(choice), at: choice.at }
  const branch = answer ? choice.then : choice.otherwise
  return branch && choose(branch, world)
}

function chooseMap(map: MapValue, world: World): MapValue {
  let same = true
  const entries = new Map<string, Entry>()
  for (const [key, entry] of map.entries) {
    const value = choose(entry.value, world)
    if (value !== entry.value) same = false
    if (value) entries.set(key, value === entry.value ? entry : { key: entry.key, value })
  }
  return same ? map : { ...map, entries }
}

function changed(items: readonly Value[], change: (item: Value) => Value | null): readonly Value[] {
  const next = items.map(change)
  return next.every((item, index) => item === items[index]) ? items : next.filter((item) => item !== null)
}

function openCause(choice: Choice): Cause {
  return { why: 'too many undecided conditions meet here', needs: [], at: choice.at }
}

function hidden(resource: Resource): Resource {
  const cause: Cause = { why: 'too many undecided conditions decide whether it exists', needs: [], at: resource.at }
  return { ...resource, properties: { type: 'map', entries: new Map(), open: cause, at: resource.at }, many: cause }
}
