import type { Entity, Normalised } from '../../model/entity.ts'
import type { Resource } from '../../model/resource.ts'
import type { Entry, Value } from '../../model/value.ts'
import { normalise as normaliseResources } from '../mapping/mapping.ts'
import { hiddenWhere, plain } from '../mapping/source.ts'
import { mappings } from './kinds/index.ts'
import type { Parameter } from './parameters.ts'
import type { Template } from './template.ts'

/** The entities of a template's resources, and its parameters. */
export function normalise(template: Template, resources: readonly Resource[]): Normalised {
  const made = normaliseResources(mappings, resources)
  return { ...made, entities: [...made.entities, ...[...template.parameters.values()].map(parameterEntity)] }
}

function parameterEntity(parameter: Parameter): Entity {
  const { name, at } = parameter
  const attributes: readonly (readonly [string, Value])[] = [
    ['name', plain(name, at)],
    ['type', plain(parameter.type, at)],
    ['description', parameter.description ?? plain(null, at)],
    ['default', hiddenWhere(parameter.noEcho, parameter.default ?? plain(null, at))],
    ['sensitive', plain(parameter.noEcho, at)],
    ['allowed_values', { type: 'list', items: parameter.allowed, at }],
  ]
  const entries = new Map<string, Entry>(attributes.map(([key, value]) => [key, { key: value.at, value }]))
  return {
    kind: 'input_parameter',
    id: name,
    owner: { id: name, type: 'Parameter', at },
    attributes: { type: 'map', entries, at },
    defaulted: [],
  }
}
