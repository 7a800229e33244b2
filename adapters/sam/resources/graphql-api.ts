import { saidAt } from '../apis/tree.ts'
import { getAtt, type MadeMap, makeMap, ref, sub } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { addApiKeys, authProperties, permitAuthorizers } from '../graphql/auth.ts'
import { addDataSources } from '../graphql/data-sources.ts'
import { addFunctions } from '../graphql/functions.ts'
import { checkNested, graphQlShapes } from '../graphql/properties.ts'
import { addResolvers } from '../graphql/resolvers.ts'
import { trustOf } from '../role.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { createdBy, tagList } from '../tags.ts'

/** An AppSync API with all that belongs to it. Source: AWS SAM developer guide, "AWS::Serverless::GraphQLApi". */
export const graphQlApi: ServerlessType = {
  type: 'AWS::Serverless::GraphQLApi',
  phase: 'other',
  properties: graphQlShapes,
  ignoresOthers: true,
  expand: (api, expansion) => {
    checkNested(api)
    addApi(api, expansion)
    const schema = addSchema(api, expansion)
    addApiKeys(api, expansion)
    permitAuthorizers(api, expansion)
    const sources = addDataSources(api, expansion)
    const functions = addFunctions(api, sources, expansion)
    addResolvers(api, schema, functions, expansion)
    addDomain(api, expansion)
    addCache(api, expansion)
  },
}

/** Properties that the API has as they are written. */
const carried = [
  'XrayEnabled',
  'Visibility',
  'OwnerContact',
  'IntrospectionConfig',
  'QueryDepthLimit',
  'ResolverCountLimit',
] as const

function addApi(api: ServerlessResource, expansion: Expansion): void {
  const { id, properties, at } = api
  const same: MadeMap = Object.fromEntries(carried.map((name) => [name, valueAt(properties, name)]))
  expansion.add({
    id,
    type: 'AWS::AppSync::GraphQLApi',
    properties: makeMap(
      {
        Name: saidAt(properties, 'Name') ?? id,
        ...authProperties(api),
        ...same,
        LogConfig: logConfig(api, expansion),
        Tags: tagList(valueAt(properties, 'Tags'), [createdBy('graphqlapi', at)]),
      },
      at,
    ),
    attributes: api.mainAttributes,
    at,
  })
}

/** Logs are kept unless they are turned off. */
function logConfig(api: ServerlessResource, expansion: Expansion): MadeMap | undefined {
  const logging = valueAt(api.properties, 'Logging')
  if (logging?.type === 'scalar' && logging.value === false) return undefined
  return {
    CloudWatchLogsRoleArn: saidAt(logging, 'CloudWatchLogsRoleArn') ?? addLogRole(api, expansion),
    FieldLogLevel: saidAt(logging, 'FieldLogLevel') ?? 'ALL',
    ExcludeVerboseContent: valueAt(logging, 'ExcludeVerboseContent'),
  }
}

function addLogRole(
  { id, properties, mainAttributes: attributes, at }: ServerlessResource,
  expansion: Expansion,
): MadeMap {
  const role = `${id}CloudWatchRole`
  const place = valueAt(properties, 'Logging')?.at ?? at
  const policy = sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs')
  const made = { AssumeRolePolicyDocument: trustOf('appsync.amazonaws.com', place), ManagedPolicyArns: [policy] }
  expansion.add({ id: role, type: 'AWS::IAM::Role', properties: makeMap(made, place), attributes, at: place })
  return getAtt(role, 'Arn')
}

function addSchema(
  { id, properties, mainAttributes: attributes, at }: ServerlessResource,
  expansion: Expansion,
): string {
  const inline = saidAt(properties, 'SchemaInline')
  const uri = saidAt(properties, 'SchemaUri')
  if (inline && uri) {
    const problem = "Both 'SchemaInline' and 'SchemaUri' cannot be defined at the same time."
    throw new InvalidResource(id, problem, uri.at)
  }
  const written = inline ?? uri
  if (!written) throw new InvalidResource(id, "One of 'SchemaInline' or 'SchemaUri' must be set.", at)
  const schema = `${id}Schema`
  expansion.add({
    id: schema,
    type: 'AWS::AppSync::GraphQLSchema',
    properties: makeMap({ ApiId: getAtt(id, 'ApiId'), Definition: inline, DefinitionS3Location: uri }, written.at),
    attributes,
    at: written.at,
  })
  return schema
}

function addDomain({ id, properties, mainAttributes: attributes }: ServerlessResource, expansion: Expansion): void {
  const domain = valueAt(properties, 'DomainName')
  if (domain?.type !== 'map') return
  const { at } = domain
  const name = `${id}DomainName`
  expansion.add({ id: name, type: 'AWS::AppSync::DomainName', properties: domain, attributes, at })
  expansion.add({
    id: `${name}ApiAssociation`,
    type: 'AWS::AppSync::DomainNameApiAssociation',
    properties: makeMap({ ApiId: getAtt(id, 'ApiId'), DomainName: ref(name) }, at),
    attributes,
    at,
  })
}

function addCache({ id, properties, mainAttributes: attributes }: ServerlessResource, expansion: Expansion): void {
  const cache = valueAt(properties, 'Cache')
  if (cache?.type !== 'map') return
  const { at, entries } = cache
  const given: MadeMap = Object.fromEntries([...entries].map(([name, { value }]) => [name, value]))
  expansion.add({
    id: `${id}ApiCache`,
    type: 'AWS::AppSync::ApiCache',
    properties: makeMap({ ApiId: getAtt(id, 'ApiId'), ...given }, at),
    attributes,
    at,
  })
}
