import type { Entity } from '../../../model/entity.ts'
import { type Entry, entryOf, type MapValue, type Value } from '../../../model/value.ts'
import { providerEntity } from '../settings.ts'
import { referencesOf } from './configuration.ts'
import { mapAt, textAt } from './node.ts'

/** The provider blocks of a plan's configuration: what is written in them, and the variables that are. */
export function providerEntities(plan: MapValue): readonly Entity[] {
  const blocks = [...(mapAt(mapAt(plan, 'configuration'), 'provider_config')?.entries ?? [])]
  return blocks.map(([key, { value }]) => {
    const name = textAt(value, 'name') ?? key
    const alias = entryOf(value, 'alias')
    const written = configured(mapAt(value, 'expressions'), value, plan)
    const properties = alias ? { ...written, entries: new Map(written.entries).set('alias', alias) } : written
    const module = textAt(value, 'module_address')
    const id = ['provider', name, ...(alias ? [textAt(value, 'alias') ?? ''] : [])].join('.')
    return providerEntity({ id: module === undefined ? id : `${module}.${id}`, name, properties, at: value.at })
  })
}

function configured(expressions: MapValue | undefined, block: Value, plan: MapValue): MapValue {
  const entries = [...(expressions?.entries ?? [])].map(([name, { key, value }]): [string, Entry] => [
    name,
    { key, value: expressed(value, plan) },
  ])
  return { type: 'map', entries: new Map(entries), at: block.at }
}

/** A constant, the value of a variable, or what only the configuration could tell; nested blocks as lists of the same. */
function expressed(expression: Value, plan: MapValue): Value {
  if (expression.type === 'list') {
    return { ...expression, items: expression.items.map((item) => configured(asMap(item), item, plan)) }
  }
  const constant = entryOf(expression, 'constant_value')?.value
  if (constant) return constant
  const [reference, ...more] = referencesOf(expression)
  const variable = reference?.startsWith('var.') && more.length === 0 ? reference.slice('var.'.length) : undefined
  const given = variable === undefined ? undefined : entryOf(mapAt(mapAt(plan, 'variables'), variable), 'value')?.value
  if (given) return given
  const why = reference === undefined ? 'a plan does not tell what it is' : `a plan does not tell what ${reference} is`
  return { type: 'unknown', cause: { why, needs: [] }, at: expression.at }
}

function asMap(value: Value): MapValue | undefined {
  return value.type === 'map' ? value : undefined
}
