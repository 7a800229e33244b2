import type { Entity, Normalised } from '../../model/entity.ts'
import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import { inputParameter } from '../mapping/input-parameter.ts'
import { normalise as normaliseResources } from '../mapping/mapping.ts'
import { plain } from '../mapping/source.ts'
import { mappings } from './kinds/index.ts'
import type { Parameter } from './parameters.ts'
import type { Template } from './template.ts'

/** Parameters of a template, and what stands before their names: `Network/` in a nested one. */
export interface Declared {
  readonly prefix: string
  readonly parameters: Template['parameters']
}

/** The entities of a stack's resources, the parameters of its templates, and the stack itself where its place is given. */
export function normalise(templates: readonly Declared[], resources: readonly Resource[], place?: Span): Normalised {
  const made = normaliseResources(mappings, resources)
  const parameters = templates.flatMap(({ prefix, parameters }) =>
    [...parameters.values()].map((parameter) => parameterEntity(parameter, prefix)),
  )
  return { ...made, entities: [...made.entities, ...parameters, ...(place ? [stackEntity(place)] : [])] }
}

function stackEntity(at: Span): Entity {
  const attributes = { type: 'map' as const, entries: new Map(), at }
  return { kind: 'stack', id: 'stack', owner: { id: 'stack', type: 'template', at }, attributes, defaulted: [] }
}

function parameterEntity(parameter: Parameter, prefix: string): Entity {
  const { name, at } = parameter
  return inputParameter({
    id: prefix + name,
    name,
    sort: 'Parameter',
    at,
    type: plain(parameter.type, at),
    description: parameter.description ?? plain(null, at),
    fallback: parameter.default ?? plain(null, at),
    hidden: parameter.noEcho,
    allowed: { type: 'list', items: parameter.allowed, at },
  })
}
