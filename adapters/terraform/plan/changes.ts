import type { Span } from '../../../model/source.ts'
import { entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { keyOf } from './address.ts'
import { itemsAt, mapAt, textAt } from './node.ts'
import { overlaid } from './shadow.ts'

/** An instance of a resource or data source as it will be. */
export interface Planned {
  readonly address: string
  /** The address of its module's instance; empty for the root. */
  readonly module: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  /** Its key as it is written in the address; null where it has none. */
  readonly key: string | null
  readonly at: Span
  readonly values: MapValue
  /** Why it is not known how many there are. */
  readonly many?: string
}

/**
 * What a plan leaves behind: its changes without what is deleted or forgotten, then what only the planned values or the
 * deferred changes have, then the data sources that were read before.
 */
export function plannedOf(plan: MapValue): readonly Planned[] {
  const found = new Map<string, Planned>()
  const gone = new Set<string>()
  for (const change of itemsAt(plan, 'resource_changes')) {
    const address = textAt(change, 'address')
    if (address === undefined || textAt(change, 'deposed') !== undefined) continue
    const planned = fromChange(change)
    if (planned) found.set(address, planned)
    else gone.add(address)
  }
  const add = (planned: Planned): void => {
    if (!found.has(planned.address) && !gone.has(planned.address)) found.set(planned.address, planned)
  }
  for (const deferred of itemsAt(plan, 'deferred_changes')) {
    const planned = fromChange(mapAt(deferred, 'resource_change'))
    if (planned) add({ ...planned, ...manyOf(deferred, planned) })
  }
  eachResource(mapAt(mapAt(plan, 'planned_values'), 'root_module'), '', (resource, module) => {
    const address = textAt(resource, 'address')
    if (address !== undefined && !found.has(address)) add(fromValues(resource, module))
  })
  eachResource(mapAt(mapAt(mapAt(plan, 'prior_state'), 'values'), 'root_module'), '', (resource, module) => {
    if (textAt(resource, 'mode') === 'data') add(fromValues(resource, module))
  })
  return [...found.values()]
}

/** The addresses of what is deleted or forgotten. */
export function goneFrom(plan: MapValue): readonly string[] {
  return itemsAt(plan, 'resource_changes').flatMap((change) => {
    const address = textAt(change, 'address')
    return address !== undefined && textAt(change, 'deposed') === undefined && isGone(change) ? [address] : []
  })
}

function isGone(change: Value): boolean {
  const actions = itemsAt(mapAt(change, 'change'), 'actions')
  const [only] = actions.flatMap((item) => (item.type === 'scalar' ? [item.value] : []))
  return actions.length === 1 && (only === 'delete' || only === 'forget')
}

/** What a change makes of an instance; `undefined` where it is gone afterwards. */
function fromChange(change: Value | undefined): Planned | undefined {
  const about = mapAt(change, 'change')
  const after = entryOf(about, 'after')?.value
  const unknown = entryOf(about, 'after_unknown')?.value
  if (!change || !about || isGone(change)) return undefined
  const place = entryOf(change, 'address')?.value.at ?? change.at
  const start: Value = after?.type === 'map' ? after : { type: 'map', entries: new Map(), at: place }
  const values = overlaid(start, unknown, entryOf(about, 'after_sensitive')?.value)
  return instance(change, textAt(change, 'module_address') ?? '', values)
}

/** An instance of planned values or of a state: all that is there is known. */
export function fromValues(resource: Value, module: string): Planned {
  const values: Value = mapAt(resource, 'values') ?? { type: 'map', entries: new Map(), at: resource.at }
  return instance(resource, module, overlaid(values, undefined, entryOf(resource, 'sensitive_values')?.value))
}

function instance(from: Value, module: string, values: Value): Planned {
  const address = textAt(from, 'address') ?? ''
  const at = entryOf(from, 'address')?.value.at ?? from.at
  return {
    address,
    module,
    mode: textAt(from, 'mode') === 'data' ? 'data' : 'managed',
    type: textAt(from, 'type') ?? '',
    name: textAt(from, 'name') ?? '',
    key: keyOf(address),
    at,
    values: values.type === 'map' ? values : { type: 'map', entries: new Map(), at, open: unknownValues },
  }
}

const unknownValues = { why: 'its values are known after apply', needs: [] }

function manyOf(deferred: Value, { address }: Planned): Pick<Planned, 'many'> {
  const isCounted = textAt(deferred, 'reason') !== 'instance_count_unknown' && !address.includes('[*]')
  return isCounted ? {} : { many: 'its count or for_each is known after apply' }
}

/** Calls `visit` with each resource of a module and of those in it. */
export function eachResource(
  module: Value | undefined,
  address: string,
  visit: (resource: Value, module: string) => void,
): void {
  for (const resource of itemsAt(module, 'resources')) visit(resource, address)
  for (const child of itemsAt(module, 'child_modules')) eachResource(child, textAt(child, 'address') ?? '', visit)
}
