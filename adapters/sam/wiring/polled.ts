import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { makeScalar } from '../build.ts'
import type { Expansion } from '../expansion.ts'
import type { EventShape, FunctionEvent, RoleNeeds } from '../serverless.ts'
import { addEventSourceMapping, type MappingSource } from './event-source-mapping.ts'

/** A source that a managed policy of AWS lets Lambda read from. */
export function readsWith(
  policy: string,
  source: MappingSource,
): EventShape<FunctionEvent, RoleNeeds | undefined>['expand'] {
  return (event, expansion) => ({
    inline: addEventSourceMapping(event, source, expansion),
    managed: [serviceRolePolicy(policy, expansion, event.at)],
  })
}

/** The ARN of a policy that AWS manages for service roles. */
export function serviceRolePolicy(name: string, { partition }: Expansion, at: Span): Value {
  return makeScalar(`arn:${partition}:iam::aws:policy/service-role/${name}`, at)
}
