import type { Entity } from '../../model/entity.ts'
import type { Span } from '../../model/source.ts'
import type { Entry, Value } from '../../model/value.ts'
import { hiddenWhere, plain } from './source.ts'

/** A parameter of a template or a variable, as its declaration tells of it. */
export interface DeclaredParameter {
  readonly id: string
  readonly name: string
  /** What the format calls it. */
  readonly sort: 'Parameter' | 'variable'
  readonly at: Span
  readonly type: Value
  readonly description: Value
  readonly fallback: Value
  /** Its value must not be shown. */
  readonly hidden: boolean
  readonly allowed: Value
}

/** The entity of a parameter or variable. */
export function inputParameter({ id, name, sort, at, hidden, ...declared }: DeclaredParameter): Entity {
  const attributes: readonly (readonly [string, Value])[] = [
    ['name', plain(name, at)],
    ['type', declared.type],
    ['description', declared.description],
    ['default', hiddenWhere(hidden, declared.fallback)],
    ['sensitive', plain(hidden, at)],
    ['allowed_values', declared.allowed],
  ]
  const entries = new Map<string, Entry>(attributes.map(([key, value]) => [key, { key: value.at, value }]))
  return {
    kind: 'input_parameter',
    id,
    owner: { id, type: sort, at },
    attributes: { type: 'map', entries, at },
    defaulted: [],
  }
}
