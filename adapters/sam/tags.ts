import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { isSaid } from './apis/tree.ts'
import { makeMap } from './build.ts'
import { entriesOf, textOf, valueAt, withPath } from './edit.ts'
import { InvalidResource } from './errors.ts'
import type { Expansion } from './expansion.ts'
import type { ServerlessResource } from './serverless.ts'

/**
 * Tags as `[{Key, Value}]`, those of the transform first; `undefined` where there are none. A function call among
 * them is no call to the service, but one more key.
 */
export function tagList(tags: Value | undefined, own: readonly Value[] = []): Value | undefined {
  if (tags && tags.type !== 'map' && own.length === 0) return tags
  const written = entriesOf(tags).map(([name, { key, value }]) => {
    const empty = value.type === 'scalar' && value.value === null
    return makeMap(
      { Key: { type: 'scalar', value: name, at: key }, Value: empty ? { ...value, value: '' } : value },
      key,
    )
  })
  const items = [...own, ...written]
  const at = tags?.at ?? items[0]?.at
  return at === undefined || items.length === 0 ? undefined : { type: 'list', items, at }
}

/** The tag by which the service marks what it makes: `lambda:createdBy: SAM`. */
export function createdBy(prefix: string, at: Span): Value {
  return makeMap({ Key: `${prefix}:createdBy`, Value: 'SAM' }, at)
}

/** Throws where the author wrote a tag that the service reserves. */
export function checkReservedTags(id: string, tags: Value | undefined, reserved: readonly string[]): void {
  for (const [name, { key }] of entriesOf(tags)) {
    if (!reserved.includes(name)) continue
    const problem = `${name} is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.`
    throw new InvalidResource(id, problem, key)
  }
}

/**
 * Gives the tags of a resource to what was made for it, where `PropagateTags` says so and tags have a place. They replace
 * what is there. Source: AWS SAM developer guide, "PropagateTags".
 */
export function propagateTags(resource: ServerlessResource, expansion: Expansion): void {
  const value = propagatedTags(resource)
  if (!value) return
  for (const id of [...expansion.madeFor(resource.id), ...expansion.changedFor(resource.id)]) {
    expansion.update(id, (body) => {
      const type = textOf(valueAt(body, 'Type'))
      return type !== undefined && taggable.has(type) ? withPath(body, ['Properties', 'Tags'], value) : body
    })
  }
}

/** The tags that everything made for a resource gets, as a list; `undefined` where none are passed on. */
export function propagatedTags({ properties }: ServerlessResource): Value | undefined {
  return isSaid(valueAt(properties, 'PropagateTags')) ? tagList(valueAt(properties, 'Tags')) : undefined
}

/** What is made and takes tags as a list, and the buckets whose events a function gets. */
const taggable = new Set([
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::IoT::TopicRule',
  'AWS::S3::Bucket',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::ApiKey',
])
