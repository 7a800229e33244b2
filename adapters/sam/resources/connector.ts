import type { Value } from '../../../model/value.ts'
import { changedText } from '../build.ts'
import { connect, permissionNames } from '../connectors/connect.ts'
import { releaseConnectors } from '../connectors/embedded.ts'
import { type Endpoint, readEndpoint } from '../connectors/endpoint.ts'
import { asList, textOf, valueAt, withEntry } from '../edit.ts'
import { type Invalid, InvalidResource, InvalidSeveral } from '../errors.ts'
import type { Expansion, Shared } from '../expansion.ts'
import { required } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'

/**
 * Grants from one resource to others. Source: AWS SAM developer guide, "AWS::Serverless::Connector".
 */
export const connector: ServerlessType = {
  type: 'AWS::Serverless::Connector',
  phase: 'connector',
  properties: {
    Source: { is: ['map'], required: true, literal: true },
    Destination: required('map', 'list of maps'),
    Permissions: required('list of texts'),
  },
  prepare: (expansion) => {
    expansion.shared(state).invalid.push(...releaseConnectors(expansion))
  },
  expand: (resource, expansion) => {
    const made = destinationsOf(resource).flatMap(({ destination, suffix }) => {
      const source = valueAt(resource.properties, 'Source') ?? destination
      const there = endpointOf(resource, destination, source, expansion)
      const here = endpointOf(resource, source, destination, expansion)
      const connection = {
        id: resource.id,
        suffix,
        ends: { Source: here, Destination: there },
        permissions: permissionNames(valueAt(resource.properties, 'Permissions')),
        attributes: resource.mainAttributes,
        at: resource.at,
      }
      return connect(connection, expansion)
    })
    expansion.shared(state).made.set(resource.id, made)
  },
  finish: (expansion) => {
    const { made, invalid } = expansion.shared(state)
    if (made.size > 0) followConnectors(made, expansion)
    if (invalid.length > 0) throw new InvalidSeveral(invalid)
  },
}

interface State {
  /** Connector → what it made. */
  readonly made: Map<string, readonly string[]>
  /** Connectors that cannot be told from the resource they are written in. */
  readonly invalid: Invalid[]
}

const state: Shared<State> = { begin: () => ({ made: new Map(), invalid: [] }) }

function destinationsOf({ id, properties, at }: ServerlessResource) {
  const written = valueAt(properties, 'Destination')
  if (written?.type !== 'list') return asList(written).map((destination) => ({ destination, suffix: '' }))
  if (written.items.length === 0) throw new InvalidResource(id, "'Destination' is an empty list", at)
  return written.items.map((destination, index) => ({ destination, suffix: `Destination${index}` }))
}

function endpointOf({ id }: ServerlessResource, written: Value, other: Value, expansion: Expansion): Endpoint {
  const endpoint = readEndpoint(written, other, expansion)
  if (typeof endpoint === 'string') throw new InvalidResource(id, endpoint, written.at)
  return endpoint
}

/** What depends on a connector depends on what the connector made. */
function followConnectors(made: ReadonlyMap<string, readonly string[]>, expansion: Expansion): void {
  for (const [id, body] of [...expansion.resources]) {
    const written = valueAt(body, 'DependsOn')
    const before = asList(written)
    if (!written || !before.some((item) => made.has(textOf(item) ?? ''))) continue
    const items = new Map<string, Value>()
    for (const item of before) {
      const name = textOf(item) ?? ''
      for (const id of made.get(name) ?? [name]) items.set(id, item.type === 'scalar' ? changedText(item, id) : item)
    }
    expansion.update(id, (changed) =>
      withEntry(changed, 'DependsOn', { type: 'list', items: [...items.values()], at: written.at }),
    )
  }
}
