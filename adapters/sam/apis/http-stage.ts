import type { Value } from '../../../model/value.ts'
import { makeMap, makeScalar, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isSaid } from './tree.ts'

/**
 * Adds the stage of an HTTP API and gives its id. Source: AWS SAM developer guide, "AWS::Serverless::HttpApi": generated
 * resources.
 */
export function addHttpStage(api: ServerlessResource, tags: Value | undefined, expansion: Expansion): string {
  const { properties, at } = api
  const id = stageId(api)
  const named = valueAt(properties, 'StageName')
  expansion.add({
    id,
    type: 'AWS::ApiGatewayV2::Stage',
    properties: makeMap(
      {
        ApiId: ref(api.id),
        StageName: isSaid(named) ? named : makeScalar('$default', at),
        StageVariables: valueAt(properties, 'StageVariables'),
        AccessLogSettings: valueAt(properties, 'AccessLogSettings'),
        DefaultRouteSettings: valueAt(properties, 'DefaultRouteSettings'),
        RouteSettings: valueAt(properties, 'RouteSettings'),
        Tags: tags,
        AutoDeploy: true,
      },
      at,
    ),
    attributes: api.attributes,
    at,
  })
  const dotted = expansion.dotted.get(api.id) ?? new Map<string, string>()
  expansion.dotted.set(api.id, dotted.set('Stage', id))
  return id
}

/** The id has the name where it can hold it, else a hash of it. */
function stageId(api: ServerlessResource): string {
  const written = valueAt(api.properties, 'StageName')
  const name = isSaid(written) ? (textOf(written) ?? '') : '$default'
  if (name === '$default') return `${api.id}ApiGatewayDefaultStage`
  return /^[\p{L}\p{N}]+$/u.test(name) ? `${api.id}${name}Stage` : `${api.id}Stage${hashOf(name)}`
}
