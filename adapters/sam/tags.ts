import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { makeMap } from './build.ts'
import { entriesOf, valueAt, withPath } from './edit.ts'
import { InvalidResource } from './errors.ts'
import type { Expansion } from './expansion.ts'
import { isIntrinsic } from './intrinsic.ts'
import type { ServerlessResource } from './serverless.ts'

/**
 * Tags as `[{Key, Value}]`, those of the transform first. `undefined` where there are none. Tags that an intrinsic
 * function gives stay as they are.
 */
export function tagList(tags: Value | undefined, own: readonly Value[] = []): Value | undefined {
  if (tags && (tags.type !== 'map' || isIntrinsic(tags)) && own.length === 0) return tags
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

/** Gives the tags of a resource to what was made for it, where `PropagateTags` says so and tags have a place. */
export function propagateTags(resource: ServerlessResource, expansion: Expansion): void {
  const tags = valueAt(resource.properties, 'Tags')
  const propagate = valueAt(resource.properties, 'PropagateTags')
  if (!tags || propagate?.type !== 'scalar' || propagate.value !== true) return
  const value = tagList(tags)
  if (!value) return
  for (const id of expansion.madeFor(resource.id)) {
    expansion.update(id, (body) => {
      const type = valueAt(body, 'Type')
      const name = type?.type === 'scalar' ? String(type.value) : ''
      return taggable.has(name) && !valueAt(body, 'Properties', 'Tags')
        ? withPath(body, ['Properties', 'Tags'], value)
        : body
    })
  }
}

/** What is generated and takes tags as a list. */
const taggable = new Set([
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::Events::Rule',
  'AWS::IoT::TopicRule',
])
