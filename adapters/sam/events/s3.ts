import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { fnIf, type MadeMap, make, makeMap, noValue, ref } from '../build.ts'
import { asList, emptyMap, itemsOf, textOf, valueAt, withEntry, withItems } from '../edit.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { sameValue } from '../hash.ts'
import { argumentOf } from '../intrinsic.ts'
import { optional, required } from '../properties.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'
import { checkedType } from '../wiring/changed-resource.ts'
import { dependOn } from '../wiring/depends-on.ts'
import { addPermission } from '../wiring/permission.ts'

/** Notifications of a bucket of the same template; the bucket is changed. Source: AWS SAM developer guide, "S3". */
export const s3: EventSource = {
  type: 'S3',
  forFunction: {
    properties: {
      Bucket: required('text'),
      Events: { is: ['text', 'list of texts'], required: true, literal: true },
      Filter: optional('map of texts'),
    },
    expand: (event, expansion) => {
      const bucket = bucketOf(event, expansion)
      const permission = addPermission(
        event,
        { principal: 's3.amazonaws.com', sourceAccount: ref('AWS::AccountId') },
        expansion,
      )
      expansion.update(bucket, (body) => {
        const properties = withNotifications(bucket, propertiesOf(bucket, body), event)
        const condition = event.owner.attributes.get('Condition')?.value
        const name = textOf(condition)
        if (name === undefined) checkDependencies(body, event)
        if (name === undefined) return dependOn(withEntry(body, 'Properties', properties), permission, event.at)
        return withEntry(body, 'Properties', withConditionalDependency(bucket, properties, permission, name, event.at))
      })
      return undefined
    },
  },
}

function bucketOf({ id, properties, at }: FunctionEvent, { resources }: Expansion): string {
  const bucket = valueAt(properties, 'Bucket')
  const reference = argumentOf(bucket, 'Ref')
  const name = textOf(reference)
  if (reference && name === undefined) {
    throw new InvalidEvent(id, "'Ref' value in S3 events is not a valid string.", reference.at)
  }
  if (name === undefined || !resources.has(name)) {
    const problem = 'S3 events must reference an S3 bucket in the same template.'
    throw new InvalidEvent(id, problem, bucket?.at ?? at)
  }
  return checkedType(name, 'AWS::S3::Bucket', resources)
}

function checkDependencies(body: MapValue, { logicalId }: FunctionEvent): void {
  const entry = body.entries.get('DependsOn')
  if (!entry || asList(entry.value).every((item) => textOf(item) !== undefined)) return
  const problem = "Invalid type for field 'DependsOn'. Expected a string or list of strings."
  throw new InvalidResource(logicalId, problem, entry.value.at)
}

function propertiesOf(bucket: string, body: MapValue): MapValue {
  const properties = body.entries.get('Properties')
  if (!properties) return emptyMap(body.at)
  if (properties.value.type === 'map') return properties.value
  throw new InvalidResource(bucket, 'Properties should be a map.', properties.key)
}

function withNotifications(bucket: string, properties: MapValue, event: FunctionEvent): MapValue {
  const configuration = valueAt(properties, 'NotificationConfiguration') ?? emptyMap(event.at)
  if (configuration.type !== 'map') {
    throw new InvalidResource(bucket, "Property 'NotificationConfiguration' should be a map.", configuration.at)
  }
  const listed = valueAt(configuration, 'LambdaConfigurations')
  if (listed && listed.type !== 'list') {
    throw new InvalidResource(bucket, 'Invalid type for LambdaConfigurations. Must be a list.', listed.at)
  }
  const all = [...itemsOf(listed)]
  for (const made of notifications(event)) if (!all.some((other) => sameValue(made, other))) all.push(made)
  const list = { type: 'list' as const, items: all, at: listed?.at ?? event.at }
  return withEntry(properties, 'NotificationConfiguration', withEntry(configuration, 'LambdaConfigurations', list))
}

function notifications({ properties, target, owner, at }: FunctionEvent): readonly Value[] {
  const condition = textOf(owner.attributes.get('Condition')?.value)
  return asList(valueAt(properties, 'Events')).map((name) => {
    const call: MadeMap = { Event: name, Filter: valueAt(properties, 'Filter'), Function: target.arn }
    return make(condition === undefined ? call : fnIf(condition, call, noValue), at)
  })
}

/** A tag makes the bucket wait for a permission that exists under a condition only: DependsOn knows no conditions. */
function withConditionalDependency(
  bucket: string,
  properties: MapValue,
  permission: string,
  condition: string,
  at: Span,
): MapValue {
  const tags = valueAt(properties, 'Tags')
  if (tags && tags.type !== 'list') throw new InvalidResource(bucket, "Property 'Tags' should be a list.", tags.at)
  const tag = makeMap(
    {
      Key: `sam:ConditionalDependsOn:${permission}`,
      Value: fnIf(condition, ref(permission), 'no dependency'),
    },
    at,
  )
  return withEntry(properties, 'Tags', withItems(tags, [tag], at))
}
