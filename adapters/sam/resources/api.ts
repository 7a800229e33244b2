import { addAuthorizerPermissions, authOf } from '../apis/auth.ts'
import { addDomain } from '../apis/domain.ts'
import { endpointOf } from '../apis/endpoint.ts'
import { restFlavour } from '../apis/flavour.ts'
import { prepareApis } from '../apis/implicit.ts'
import { pass } from '../apis/properties.ts'
import { bodyOf, contentOf } from '../apis/rest-document.ts'
import { addDeployment, addStage, stageId } from '../apis/rest-stage.ts'
import { addUsagePlan } from '../apis/usage-plan.ts'
import { makeMap } from '../build.ts'
import { valueAt, withEntry } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
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
