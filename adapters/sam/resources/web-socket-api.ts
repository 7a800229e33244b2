import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { addDomainV2 } from '../apis/domain-v2.ts'
import { saidAt } from '../apis/tree.ts'
import { makeList, makeMap } from '../build.ts'
import { textOf, valueAt, withEntry } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { resolveParameters } from '../intrinsic.ts'
import { literal, optional, required } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { addRoutes } from '../websocket/routes.ts'

/** An API of two ways. Source: AWS SAM developer guide, "AWS::Serverless::WebSocketApi". */
export const webSocketApi: ServerlessType = {
  type: 'AWS::Serverless::WebSocketApi',
  phase: 'api',
  properties: {
    AccessLogSettings: optional('map'),
    ApiKeySelectionExpression: optional('text'),
    Auth: optional('map'),
    DefaultRouteSettings: optional('map'),
    Description: optional('text'),
    DisableExecuteApiEndpoint: optional('boolean'),
    DisableSchemaValidation: optional('boolean'),
    Domain: optional('map'),
    FailOnWarnings: optional('boolean'),
    IpAddressType: optional('text'),
    Name: optional('text'),
    PropagateTags: literal('boolean'),
    Routes: required('map'),
    RouteSelectionExpression: required('text'),
    RouteSettings: optional('map'),
    StageName: optional('text', 'map'),
    StageVariables: optional('map'),
    Tags: optional('map'),
  },
  globals: {
    section: 'WebSocketApi',
    properties: [
      'AccessLogSettings',
      'ApiKeySelectionExpression',
      'DefaultRouteSettings',
      'DisableExecuteApiEndpoint',
      'DisableSchemaValidation',
      'Domain',
      'FailOnWarnings',
      'IpAddressType',
      'PropagateTags',
      'RouteSelectionExpression',
      'RouteSettings',
      'StageVariables',
      'Tags',
    ],
  },
  expand: (written, expansion) => {
    const api = withParameters(withoutConditions(written), expansion)
    checkSettings(api)
    addApi(api, tagsOf(api), expansion)
    const tags = propagates(api) ? tagsOf(api) : ownTags(api)
    const stageName = valueAt(api.properties, 'StageName') ?? defaultStage
    const routes = addRoutes(api, stageName, expansion)
    checkDomain(api)
    const stage = addStage(api, { stageName, routes, tags }, expansion)
    addDomainV2({ api, stage, tags, records: 'replaced' }, valueAt(api.properties, 'Domain'), expansion)
  },
}

const defaultStage = 'default'

function checkDomain({ id, properties }: ServerlessResource): void {
  const mutual = valueAt(properties, 'Domain', 'MutualTlsAuthentication')
  if (!mutual) return
  const problem = 'Mutual TLS domain name association is not supported for Websocket APIs.'
  throw new InvalidResource(id, problem, mutual.at)
}

/** The service forgets the condition and the deletion policies of these APIs. */
function withoutConditions(api: ServerlessResource): ServerlessResource {
  const mainAttributes = new Map([...api.mainAttributes].filter(([name]) => !api.attributes.has(name)))
  return { ...api, attributes: new Map(), mainAttributes }
}

/** These properties are looked into, so parameters in them are known. */
function withParameters(api: ServerlessResource, expansion: Expansion): ServerlessResource {
  const properties = ['Auth', 'Domain', 'Routes'].reduce((edited, name) => {
    const value = valueAt(edited, name)
    return value ? withEntry(edited, name, resolveParameters(value, expansion)) : edited
  }, api.properties)
  return { ...api, properties }
}

function checkSettings({ id, properties }: ServerlessResource): void {
  for (const name of ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings']) {
    const value = valueAt(properties, name)
    if (value && value.type !== 'map') {
      throw new InvalidResource(id, `Property '${name}' should be a map.`, value.at)
    }
  }
  const stage = valueAt(properties, 'StageName')
  if (textOf(stage) === '$default') {
    throw new InvalidResource(id, 'Stages cannot be named $default for WebSocket APIs.', stage?.at ?? null)
  }
  const addresses = valueAt(properties, 'IpAddressType')
  const kind = textOf(addresses)
  if (kind !== undefined && kind !== 'ipv4' && kind !== 'dualstack') {
    throw new InvalidResource(id, "IpAddressType must be 'ipv4' or 'dualstack'.", addresses?.at ?? null)
  }
}

function propagates({ properties }: ServerlessResource): boolean {
  const propagate = valueAt(properties, 'PropagateTags')
  return propagate?.type === 'scalar' && propagate.value === true
}

/** Tags as this service has them: name → value. */
function tagsOf(api: ServerlessResource): MapValue {
  const written = valueAt(api.properties, 'Tags')
  const own = ownTags(api)
  return written?.type === 'map' ? { ...written, entries: new Map([...written.entries, ...own.entries]) } : own
}

function ownTags({ at }: ServerlessResource): MapValue {
  return makeMap({ 'websocketapi:createdBy': 'SAM' }, at)
}

function addApi({ id, properties, mainAttributes, at }: ServerlessResource, tags: Value, expansion: Expansion): void {
  expansion.add({
    id,
    type: 'AWS::ApiGatewayV2::Api',
    properties: makeMap(
      {
        ...given(properties, ['ApiKeySelectionExpression', 'Description', 'DisableExecuteApiEndpoint']),
        ...given(properties, ['DisableSchemaValidation', 'IpAddressType']),
        Name: valueAt(properties, 'Name') ?? id,
        ProtocolType: 'WEBSOCKET',
        RouteSelectionExpression: valueAt(properties, 'RouteSelectionExpression'),
        Tags: tags,
      },
      at,
    ),
    attributes: mainAttributes,
    at,
  })
}

function given(properties: MapValue, names: readonly string[]): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(names.map((name) => [name, valueAt(properties, name)]))
}

interface Stage {
  readonly stageName: Value | string
  readonly routes: readonly string[]
  readonly tags: Value
}

function addStage(
  { id, properties, attributes, at }: ServerlessResource,
  { stageName, routes, tags }: Stage,
  expansion: Expansion,
): string {
  const stage = stageId(id, stageName)
  const settings = saidAt(properties, 'RouteSettings')
  const place = typeof stageName === 'string' ? at : stageName.at
  // Settings name routes, which must be there first.
  const waits: readonly [string, Entry][] = settings
    ? [['DependsOn', { key: settings.at, value: makeList(routes, settings.at) }]]
    : []
  expansion.add({
    id: stage,
    type: 'AWS::ApiGatewayV2::Stage',
    properties: makeMap(
      {
        ApiId: { Ref: id },
        AutoDeploy: true,
        StageName: stageName,
        ...given(properties, ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables']),
        Tags: tags,
      },
      place,
    ),
    attributes: new Map([...attributes, ...waits]),
    at: place,
  })
  const dotted = expansion.dotted.get(id) ?? new Map<string, string>()
  expansion.dotted.set(id, dotted.set('Stage', stage))
  return stage
}

function stageId(id: string, stageName: Value | string): string {
  const name = typeof stageName === 'string' ? stageName : textOf(stageName)
  if (name === undefined) return `${id}Stage`
  if (name === defaultStage) return `${id}DefaultStage`
  return `${id}${name}Stage`
}
