import type { Attribute, EntityTable } from '../model/attribute.ts'
import { kinds } from '../model/kinds/index.ts'
import { nativeView as nativeValue } from '../model/native.ts'
import type { Policy } from '../model/policy.ts'
import type { Span } from '../model/source.ts'
import type { Given, Stack } from '../model/stack.ts'
import type { Via } from '../model/value.ts'
import { withoutSecrets } from './derive/without-secrets.ts'
import { policyInput } from './evaluate/input.ts'
import type { Around } from './foreign/around.ts'
import { configOf, entitiesOf } from './judge-stack.ts'
import { describeWorlds } from './worlds/describe.ts'
import { enumerateWorlds } from './worlds/enumerate.ts'

/** The very document policies see, with what is unknown and where everything stands; one for each world where there are several. */
export function entitiesView(
  stack: Stack,
  given: Given,
  now: string,
  policies: readonly Policy[] = [],
  around?: Around,
): object {
  const { passes } = enumerateWorlds(stack.resources)
  const worlds = passes.map(({ world }) => world)
  const config = configOf(policies)
  const place = stack.deployedTo ?? given
  const views = worlds.map((world) => {
    const { table } = entitiesOf(stack, world, place, now, around)
    return worldView(policyInput(table, { stack, now, ...place }, config, { resources: true, actions: true }), table)
  })
  const first = views[0] ?? { input: {}, unknown: {}, locations: {} }
  return {
    id: stack.id,
    format: stack.format,
    ...first,
    ...(views.length > 1
      ? {
          worlds: views.map((view, index) => ({
            condition: describeWorlds(worlds.slice(index, index + 1), worlds),
            input: view.input,
          })),
        }
      : {}),
  }
}

/** Every resource after evaluation or expansion, in its own format's words. */
export function nativeView(stack: Stack): object {
  return {
    id: stack.id,
    format: stack.format,
    resources: stack.resources.map(({ id, type, mode, properties, at }) => ({
      id,
      type,
      mode,
      properties: nativeValue(withoutSecrets(properties)),
      location: at,
    })),
    outputs: Object.fromEntries(
      [...stack.outputs].map(([name, value]) => [name, { value: nativeValue(withoutSecrets(value, name)) }]),
    ),
  }
}

function worldView(input: object, table: EntityTable) {
  const unknown: Record<string, { why: string; needs: readonly string[] }> = {}
  const locations: Record<string, Span & { via: readonly Via[] }> = {}
  const visit = (path: string, attribute: Attribute): void => {
    locations[path] = { ...attribute.at, via: attribute.via ?? [] }
    if (attribute.type === 'unknown') unknown[path] = { why: attribute.cause.why, needs: attribute.cause.needs }
    if (attribute.type !== 'list' && attribute.type !== 'map') return
    if (attribute.open) unknown[`${path}/*`] = { why: attribute.open.why, needs: attribute.open.needs }
    const children = attribute.type === 'list' ? attribute.items.entries() : attribute.entries
    for (const [key, child] of children)
      visit(`${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, child)
  }
  for (const [kind, entities] of table) {
    for (const entity of entities.values()) visit(`${kinds[kind].collection}/${entity.id}`, entity.attributes)
  }
  return { input, unknown, locations }
}
