import type { MapValue, Value } from '../../../model/value.ts'
import { makeMap } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { jsonText } from '../hash.ts'
import { resolveMappings, resolveParameters } from '../intrinsic.ts'
import { optional } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { checkReservedTags, createdBy, tagList } from '../tags.ts'

/**
 * A nested application: a template, or one of the application repository, whose template is not here.
 * Source: AWS SAM developer guide, "AWS::Serverless::Application".
 */
export const application: ServerlessType = {
  type: 'AWS::Serverless::Application',
  phase: 'other',
  properties: {
    Location: optional('text', 'map'),
    TemplateUrl: optional('text'),
    Parameters: optional('map'),
    NotificationARNs: optional('list of texts or maps'),
    Tags: optional('map'),
    TimeoutInMinutes: optional('number'),
  },
  validate: (resource, expansion) => {
    repositoryEntry(resource, expansion)
  },
  expand: (resource, expansion) => {
    const { id, properties, at } = resource
    const location = valueAt(properties, 'Location')
    const entry = repositoryEntry(resource, expansion)
    const tags = valueAt(properties, 'Tags')
    checkReservedTags(id, tags, reserved)
    const own = [createdBy('lambda', at), ...(entry ? entryTags(entry) : [])]
    expansion.add({
      id,
      type: 'AWS::CloudFormation::Stack',
      properties: makeMap(
        {
          TemplateURL: entry ? undefined : location,
          Parameters: valueAt(properties, 'Parameters'),
          NotificationARNs: valueAt(properties, 'NotificationARNs'),
          TimeoutInMinutes: valueAt(properties, 'TimeoutInMinutes'),
          Tags: tagList(tags, own),
        },
        at,
      ),
      attributes: resource.mainAttributes,
      at,
    })
  },
}

const reserved = ['lambda:createdBy', 'serverlessrepo:applicationId', 'serverlessrepo:semanticVersion']

interface RepositoryEntry {
  readonly application: Value
  readonly version: Value
}

/** What the application repository is asked for; `undefined` where a template is named instead. */
function repositoryEntry(
  { id, properties, at }: ServerlessResource,
  expansion: Expansion,
): RepositoryEntry | undefined {
  const location = valueAt(properties, 'Location')
  if (!properties.entries.has('Location')) {
    throw new InvalidResource(id, 'Resource is missing the required [Location] property.', at)
  }
  if (location?.type !== 'map') return undefined
  for (const name of ['ApplicationId', 'SemanticVersion']) {
    if (location.entries.has(name)) continue
    throw new InvalidResource(id, `Resource is missing the required [${name}] property.`, location.at)
  }
  const application = known(location, 'ApplicationId', expansion)
  if (!application) throw new InvalidResource(id, "Property 'ApplicationId' is required.", location.at)
  if (textOf(application)?.includes('{{resolve:')) {
    const problem = "Serverless Application Repostiory does not support dynamic reference in 'ApplicationId' property."
    throw new InvalidResource(id, problem, application.at)
  }
  const version = known(location, 'SemanticVersion', expansion)
  if (!version) throw new InvalidResource(id, "Property 'SemanticVersion' cannot be blank.", location.at)
  const both = [
    ['ApplicationId', application],
    ['SemanticVersion', version],
  ] as const
  for (const [name, value] of both) {
    if (textOf(value) !== undefined || awaitsRegion(value, expansion)) continue
    const problem =
      value.type === 'map'
        ? `Property '${name}' cannot be resolved. Only FindInMap and Ref intrinsic functions are supported.`
        : `Property 'Location.${name}' should be a string.`
    throw new InvalidResource(id, problem, value.at)
  }
  return { application, version }
}

/** It would be known if the region were: a choice by region is common, and no mistake. */
function awaitsRegion(value: Value, { region }: Expansion): boolean {
  return region === undefined && jsonText(value).includes('AWS::Region')
}

function known(location: MapValue, name: string, expansion: Expansion): Value | undefined {
  const written = valueAt(location, name)
  const value = written && resolveMappings(resolveParameters(written, expansion), expansion)
  return textOf(value) === '' ? undefined : value
}

function entryTags({ application, version }: RepositoryEntry): readonly Value[] {
  return [
    makeMap({ Key: 'serverlessrepo:applicationId', Value: application }, application.at),
    makeMap({ Key: 'serverlessrepo:semanticVersion', Value: version }, version.at),
  ]
}
