import type { Resource } from '../../../model/resource.ts'
import { keyOf, withoutKeys } from '../plan/address.ts'

/** The resource of the sources that a planned one is an instance of. */
export type Match = (address: string) => Resource | undefined

/** Finds resources by address: the instance itself, or the one that stands for all where the sources do not tell how many there are. */
export function matcher(resources: readonly Resource[]): Match {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const open = new Map<string, Resource[]>()
  for (const resource of resources) {
    if (!isOpen(resource.id)) continue
    const block = withoutKeys(resource.id)
    const found = open.get(block)
    if (found) found.push(resource)
    else open.set(block, [resource])
  }
  return (address) => byId.get(address) ?? open.get(withoutKeys(address))?.find(({ id }) => fits(id, address))
}

export function isOpen(id: string): boolean {
  return id.includes('[*]')
}

/** The planned addresses that a reference of the sources may lead to, for one that reads it from an instance. */
export function leadsTo(id: string, planned: readonly string[], reader: string): readonly string[] {
  const all = planned.filter((address) => fits(id, address))
  if (all.length < 2) return all
  const key = keyOf(reader)
  const paired = all.filter((address) => key !== null && keyOf(address) === key)
  return paired.length === 1 ? paired : all
}

/** Whether an address is one of those that an address with `[*]` in it stands for. */
function fits(open: string, address: string): boolean {
  const pieces = open.split('[*]')
  let rest = address
  for (const [index, piece] of pieces.entries()) {
    if (!rest.startsWith(piece)) return false
    rest = rest.slice(piece.length)
    if (index === pieces.length - 1) return rest === ''
    const key = rest.length > 10_000 ? undefined : /^\[(?:"(?:[^"\\]|\\.)*"|[^\]["]*)\]/.exec(rest)?.[0]
    if (key === undefined) return false
    rest = rest.slice(key.length)
  }
  return false
}
