import type { Entity } from '../../../model/entity.ts'
import { entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { inputParameter } from '../../mapping/input-parameter.ts'
import { plain } from '../../mapping/source.ts'
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
  const at = declared?.at ?? given?.entries.get(name)?.key ?? plainPlace
  const fallback = entryOf(declared, 'default')?.value ?? plain(null, at)
  const isWhole = fallback.type === 'list' || fallback.type === 'map'
  return inputParameter({
    id: `var.${name}`,
    name,
    sort: 'variable',
    at,
    type: plain(null, at),
    description: entryOf(declared, 'description')?.value ?? plain(null, at),
    fallback: isWhole ? { type: 'json', value: fallback, at: fallback.at } : fallback,
    hidden: isTrue(entryOf(declared, 'sensitive')?.value),
    allowed: plain([], at),
  })
}

const plainPlace = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
