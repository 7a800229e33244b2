import type { MapValue, Value } from '../../../model/value.ts'
import { makeMap } from '../build.ts'
import { saidAt, textOf, valueAt, withEntry, without } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { resolvedInside, resolveParameters } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'
import { checkReservedTags, createdBy, tagList } from '../tags.ts'
import { codeOf } from './code.ts'
import { sameNames } from './properties.ts'

/** The properties of the Lambda function, all but its role. */
export function functionBody(resource: ServerlessResource, expansion: Expansion): MapValue {
  const { properties, at } = resource
  const same = sameNames.map((name) => [name, valueAt(properties, name)] as const)
  const name = saidAt(properties, 'FunctionName')
  const tracing = isTraced(resource, expansion) ? valueAt(properties, 'Tracing') : undefined
  return makeMap(
    {
      FunctionName: name,
      ...Object.fromEntries(same),
      Code: codeOf(resource),
      TracingConfig: tracing && { Mode: resolvedInside(tracing, expansion) },
      DeadLetterConfig: deadLetters(saidAt(properties, 'DeadLetterQueue')),
      CapacityProviderConfig: capacity(valueAt(properties, 'CapacityProviderConfig')),
      Tags: functionTags(resource),
    },
    at,
  )
}

function deadLetters(queue: Value | undefined): MapValue | undefined {
  return queue && makeMap({ TargetArn: valueAt(queue, 'TargetArn') }, queue.at)
}

function capacity(config: Value | undefined): MapValue | undefined {
  if (config?.type !== 'map' || config.entries.size === 0) return undefined
  const provider = valueAt(config, 'Arn')
  const named = provider ? withEntry(without(config, 'Arn'), 'CapacityProviderArn', provider) : config
  return makeMap({ LambdaManagedInstancesCapacityProviderConfig: named }, config.at)
}

/** Whether traces are sent, as far as parameters that are known tell. */
export function isTraced({ properties }: ServerlessResource, expansion: Expansion): boolean {
  const tracing = saidAt(properties, 'Tracing')
  return tracing !== undefined && textOf(resolveParameters(tracing, expansion)) !== 'Disabled'
}

/** The tag of the transform, then those of the author. */
export function functionTags({ id, properties, at }: ServerlessResource): Value | undefined {
  const tags = valueAt(properties, 'Tags')
  checkReservedTags(id, tags, ['lambda:createdBy'])
  return tagList(tags, [createdBy('lambda', at)])
}
