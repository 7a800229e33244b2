import type { Entity } from '../../../model/entity.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { hiddenWhere, plain } from '../../mapping/source.ts'
import { markSensitive } from '../resolve/marks.ts'
import type { ConfiguredModule } from './configuration.ts'
import { isTrue, mapAt } from './node.ts'

/** The variables of the root module, as far as a plan tells of them: neither their types nor what they allow. */
export function variableEntities(plan: MapValue, root: ConfiguredModule | undefined): readonly Entity[] {
  const given = mapAt(plan, 'variables')
  const names = new Set([...(root?.variables.keys() ?? []), ...(given?.entries.keys() ?? [])])
  return [...names].map((name) => variableEntity(name, root?.variables.get(name), given))
}

/** The values of variables that are declared sensitive: a plan holds them in clear. */
export function sensitiveVariables(plan: MapValue, root: ConfiguredModule | undefined): readonly Value[] {
  const given = mapAt(plan, 'variables')
  return [...(root?.variables ?? [])].flatMap(([name, declared]) => {
    const value = entryOf(given?.entries.get(name)?.value, 'value')?.value
    const values = [value, entryOf(declared, 'default')?.value].filter((one) => one !== undefined)
    return isTrue(entryOf(declared, 'sensitive')?.value) ? values.map(markSensitive) : []
  })
}

function variableEntity(name: string, declared: Value | undefined, given: MapValue | undefined): Entity {
  const key = given?.entries.get(name)?.key
  const at = declared?.at ?? key ?? plainPlace
  const isSensitive = isTrue(entryOf(declared, 'sensitive')?.value)
  const fallback = entryOf(declared, 'default')?.value ?? plain(null, at)
  const isWhole = fallback.type === 'list' || fallback.type === 'map'
  const attributes: readonly (readonly [string, Value])[] = [
    ['name', plain(name, at)],
    ['type', plain(null, at)],
    ['description', entryOf(declared, 'description')?.value ?? plain(null, at)],
    ['default', hiddenWhere(isSensitive, isWhole ? { type: 'json', value: fallback, at: fallback.at } : fallback)],
    ['sensitive', plain(isSensitive, at)],
    ['allowed_values', plain([], at)],
  ]
  const entries = new Map<string, Entry>(attributes.map(([attribute, of]) => [attribute, { key: of.at, value: of }]))
  return {
    kind: 'input_parameter',
    id: `var.${name}`,
    owner: { id: `var.${name}`, type: 'variable', at },
    attributes: { type: 'map', entries, at },
    defaulted: [],
  }
}

const plainPlace = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
