import { createHash } from 'node:crypto'
import type { MapValue, Value } from '../../../model/value.ts'
import { addAuth, addAuthorizerPermissions, authOf } from '../apis/auth.ts'
import { addCors } from '../apis/cors.ts'
import { definitionOf } from '../apis/definition.ts'
import { isRestDocument, pathsOf } from '../apis/document.ts'
import { addDomain } from '../apis/domain.ts'
import { disableEndpoint, endpointOf, invalidDocument } from '../apis/endpoint.ts'
import { ofResource, versionText } from '../apis/expect.ts'
import { addGatewayResponses } from '../apis/gateway-responses.ts'
import { prepareApis, restFlavour } from '../apis/implicit.ts'
import { addModels } from '../apis/models.ts'
import { checkVersion, finishDocument, versionedDocument } from '../apis/openapi3.ts'
import { isSaid, set, type Tree, type TreeMap, thaw } from '../apis/tree.ts'
import { addUsagePlan } from '../apis/usage-plan.ts'
import { changedText, makeMap, makeScalar, ref } from '../build.ts'
import { textOf, valueAt, withEntry } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf, jsonText } from '../hash.ts'
import { resolveParameters } from '../intrinsic.ts'
import { literal, optional, required } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { propagateTags, tagList } from '../tags.ts'

/** A REST API with its stage. Source: AWS SAM developer guide, "AWS::Serverless::Api". */
export const api: ServerlessType = {
  type: 'AWS::Serverless::Api',
  phase: 'api',
  properties: {
    Name: optional('text', 'map'),
    StageName: required('text', 'map'),
    Tags: optional('map'),
    DefinitionBody: optional('map'),
    DefinitionUri: optional('text', 'map'),
    MergeDefinitions: literal('boolean'),
    CacheClusterEnabled: optional('boolean'),
    CacheClusterSize: optional('text'),
    Variables: optional('map'),
    EndpointConfiguration: optional('text', 'map'),
    MethodSettings: optional('list'),
    BinaryMediaTypes: optional('list'),
    MinimumCompressionSize: optional('number'),
    Cors: optional('text', 'map'),
    Auth: optional('map'),
    GatewayResponses: optional('map'),
    AccessLogSetting: optional('map'),
    CanarySetting: optional('map'),
    TracingEnabled: optional('boolean'),
    OpenApiVersion: optional('any'),
    Models: optional('map'),
    Domain: optional('map'),
    FailOnWarnings: optional('boolean'),
    Description: optional('text'),
    Mode: optional('text'),
    DisableExecuteApiEndpoint: optional('boolean'),
    ApiKeySourceType: optional('text'),
    AlwaysDeploy: literal('boolean'),
    Policy: optional('text', 'map'),
    PropagateTags: optional('boolean'),
    SecurityPolicy: optional('text'),
    EndpointAccessMode: optional('text'),
  },
  globals: {
    section: 'Api',
    properties: [
      'Auth',
      'Name',
      'DefinitionUri',
      'CacheClusterEnabled',
      'CacheClusterSize',
      'MergeDefinitions',
      'Variables',
      'EndpointConfiguration',
      'MethodSettings',
      'BinaryMediaTypes',
      'MinimumCompressionSize',
      'Cors',
      'GatewayResponses',
      'AccessLogSetting',
      'CanarySetting',
      'TracingEnabled',
      'OpenApiVersion',
      'Domain',
      'AlwaysDeploy',
      'PropagateTags',
      'SecurityPolicy',
      'EndpointAccessMode',
    ],
  },
  prepare: (expansion) => prepareApis(restFlavour, expansion),
  expand: (resource, expansion) => expandApi(withParameters(resource, expansion), expansion),
}

/** These properties are looked into, so parameters in them are known. */
function withParameters(resource: ServerlessResource, expansion: Expansion): ServerlessResource {
  const properties = ['BinaryMediaTypes', 'Domain', 'Auth'].reduce((edited, name) => {
    const value = valueAt(edited, name)
    return value ? withEntry(edited, name, resolveParameters(value, expansion)) : edited
  }, resource.properties)
  return { ...resource, properties }
}

function expandApi(resource: ServerlessResource, expansion: Expansion): void {
  const { id, properties, at } = resource
  const root = bodyOf(resource, expansion)
  const auth = authOf(resource)
  const endpoint = endpointOf(resource, expansion)
  const content = contentOf(resource, root, auth, expansion)
  const tags = tagList(valueAt(properties, 'Tags'))
  expansion.add({
    id,
    type: 'AWS::ApiGateway::RestApi',
    properties: makeMap(
      {
        ...content,
        ...pass(properties, ['BinaryMediaTypes', 'MinimumCompressionSize', 'FailOnWarnings', 'Name', 'Description']),
        ...pass(properties, ['Mode', 'ApiKeySourceType', 'Policy', 'SecurityPolicy', 'EndpointAccessMode']),
        ...endpoint,
      },
      at,
    ),
    attributes: resource.mainAttributes,
    at,
  })
  const stage = stageId(resource)
  addDomain(resource, valueAt(properties, 'Domain'), stage, expansion)
  const deployment = addDeployment(resource, content, expansion)
  addStage(resource, { stage, deployment }, tags, expansion)
  addAuthorizerPermissions(resource, auth, expansion)
  addUsagePlan(resource, auth, stage, expansion)
  propagateTags(resource, expansion)
  const dotted = expansion.dotted.get(id) ?? new Map<string, string>()
  expansion.dotted.set(id, dotted.set('Stage', stage).set('Deployment', deployment))
}

function pass(properties: MapValue, names: readonly string[]): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(names.map((name) => [name, valueAt(properties, name)]))
}

/** The document of the API, if it has one that is written out. */
function bodyOf({ id, properties }: ServerlessResource, expansion: Expansion): TreeMap | undefined {
  const refuse = ofResource(id)
  const document = versionedDocument(id, properties, expansion)
  const uri = valueAt(properties, 'DefinitionUri')
  if (isSaid(uri) && document && document.root.entries.size > 0) {
    throw refuse("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.", uri.at)
  }
  if (isSaid(uri) && isSaid(valueAt(properties, 'MergeDefinitions'))) {
    throw refuse("Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.", uri.at)
  }
  return document?.root
}

/** `Body` or `BodyS3Location`, after all that the properties of the API write into the document. */
function contentOf(
  resource: ServerlessResource,
  root: TreeMap | undefined,
  auth: MapValue | undefined,
  expansion: Expansion,
): Readonly<Record<string, Value | undefined>> {
  const { id, properties, at } = resource
  const version = valueAt(properties, 'OpenApiVersion')
  disableEndpoint(resource, root, 'rest')
  if (isSaid(version)) checkVersion(version, id)
  if (isSaid(version) && !/^[2-3](\.\d)(\.\d)?$/.test(versionText(version) ?? '')) {
    throw ofResource(id)("The OpenApiVersion value must be of the format '3.0.0'.", version.at)
  }
  addCors(resource, root)
  addAuth(resource, auth, root, expansion)
  if (auth && root) finishDocument(root, version, at)
  addGatewayResponses(resource, root)
  addBinaryMediaTypes(properties, root)
  addModels(resource, root)
  if (isSaid(valueAt(properties, 'Models')) && root) finishDocument(root, version, at)
  if (root && !isSaid(valueAt(properties, 'DefinitionUri'))) finishDocument(root, version, at)
  return definitionOf(resource, root, expansion) ?? {}
}

/** Media types in the document, where a slash is a slash. */
function addBinaryMediaTypes(properties: MapValue, root: TreeMap | undefined): void {
  const types = valueAt(properties, 'BinaryMediaTypes')
  if (!isSaid(types) || !root || root.entries.size === 0) return
  if (!isRestDocument(root)) throw invalidDocument('rest', root)
  pathsOf(root)
  set(root, 'x-amazon-apigateway-binary-media-types', withSlashes(thaw(types)), types.at)
}

function withSlashes(value: Tree): Tree {
  if (value.type === 'list') return { ...value, items: value.items.map(withSlashes) }
  if (value.type === 'map') {
    const entries = [...value.entries].map(
      ([name, { key, value: inner }]) => [name, { key, value: withSlashes(inner) }] as const,
    )
    return { ...value, entries: new Map(entries) }
  }
  return value.type === 'scalar' && typeof value.value === 'string'
    ? changedText(value, value.value.replaceAll('~1', '/'))
    : value
}

function stageId({ id, properties }: ServerlessResource): string {
  const name = textOf(valueAt(properties, 'StageName')) ?? ''
  return /^[\p{L}\p{N}]+$/u.test(name) ? `${id}${name}Stage` : `${id}Stage${hashOf(name)}`
}

/** A deployment for each state of the document: its id ends in a hash of it. */
function addDeployment(
  { id, properties, attributes, at }: ServerlessResource,
  content: Readonly<Record<string, Value | undefined>>,
  expansion: Expansion,
): string {
  const state = Object.values(content).map((value) => (value ? jsonText(value) : ''))
  const domain = valueAt(properties, 'Domain')
  const text = [...state, domain ? jsonText(domain) : ''].join('')
  const digest = createHash('sha1').update(text, 'utf8').digest('hex')
  const deployment = `${id}Deployment${digest.slice(0, 10)}`
  expansion.add({
    id: deployment,
    type: 'AWS::ApiGateway::Deployment',
    properties: makeMap(
      {
        RestApiId: ref(id),
        Description: `RestApi deployment id: ${digest}`,
        StageName: isSaid(valueAt(properties, 'OpenApiVersion')) ? undefined : 'Stage',
      },
      at,
    ),
    attributes,
    at,
  })
  return deployment
}

function addStage(
  { id, properties, attributes, at }: ServerlessResource,
  { stage, deployment }: { readonly stage: string; readonly deployment: string },
  tags: Value | undefined,
  expansion: Expansion,
): void {
  expansion.add({
    id: stage,
    type: 'AWS::ApiGateway::Stage',
    properties: makeMap(
      {
        RestApiId: ref(id),
        DeploymentId: ref(deployment),
        StageName: valueAt(properties, 'StageName') ?? makeScalar('', at),
        ...pass(properties, ['CacheClusterEnabled', 'CacheClusterSize', 'Variables', 'MethodSettings']),
        ...pass(properties, ['AccessLogSetting', 'CanarySetting', 'TracingEnabled']),
        Tags: tags,
      },
      at,
    ),
    attributes,
    at,
  })
}
