import type { MapValue, Value } from '../../../model/value.ts'
import { definitionOf } from '../apis/definition.ts'
import { documentOf, isHttpDocument } from '../apis/document.ts'
import { addDomainV2 } from '../apis/domain-v2.ts'
import { disableEndpoint, invalidDocument } from '../apis/endpoint.ts'
import { ofResource, shown, typeName } from '../apis/expect.ts'
import { httpFlavour } from '../apis/flavour.ts'
import { addHttpAuth } from '../apis/http-auth.ts'
import { addHttpCors } from '../apis/http-cors.ts'
import { addHttpStage } from '../apis/http-stage.ts'
import { prepareApis } from '../apis/implicit.ts'
import { get, getMap, isSaid, mapAt, push, set, type TreeMap } from '../apis/tree.ts'
import { makeMap, makeScalar } from '../build.ts'
import { entriesOf, textOf, valueAt, withEntry } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { referenceName, resolveParameters } from '../intrinsic.ts'
import { optional } from '../properties.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'

/** An HTTP API with its stage. Source: AWS SAM developer guide, "AWS::Serverless::HttpApi". */
export const httpApi: ServerlessType = {
  type: 'AWS::Serverless::HttpApi',
  phase: 'api',
  properties: {
    Name: optional('any'),
    StageName: optional('text', 'map'),
    Tags: optional('map'),
    DefinitionBody: optional('map'),
    DefinitionUri: optional('text', 'map'),
    StageVariables: optional('map'),
    CorsConfiguration: optional('boolean', 'map'),
    AccessLogSettings: optional('map'),
    DefaultRouteSettings: optional('map'),
    Auth: optional('map'),
    RouteSettings: optional('map'),
    Domain: optional('map'),
    FailOnWarnings: optional('boolean'),
    Description: optional('text'),
    DisableExecuteApiEndpoint: optional('boolean'),
    PropagateTags: optional('boolean'),
  },
  globals: {
    section: 'HttpApi',
    properties: [
      'Auth',
      'AccessLogSettings',
      'StageVariables',
      'Tags',
      'CorsConfiguration',
      'DefaultRouteSettings',
      'Domain',
      'RouteSettings',
      'FailOnWarnings',
      'PropagateTags',
    ],
  },
  prepare: (expansion) => prepareApis(httpFlavour, expansion),
  expand: (resource, expansion) => expandHttpApi(withParameters(resource, expansion), expansion),
}

function withParameters(resource: ServerlessResource, expansion: Expansion): ServerlessResource {
  const properties = ['CorsConfiguration', 'Domain'].reduce((edited, name) => {
    const value = valueAt(edited, name)
    return value ? withEntry(edited, name, resolveParameters(value, expansion)) : edited
  }, resource.properties)
  return { ...resource, properties }
}

function expandHttpApi(resource: ServerlessResource, expansion: Expansion): void {
  const { id, properties, at } = resource
  const root = bodyOf(resource, expansion)
  addHttpCors(resource, root)
  addHttpAuth(resource, root, expansion)
  const tags = addTags(resource, root)
  disableEndpoint(resource, root, 'http')
  addTitle(resource, root)
  addDescription(resource, root)
  if (root && isSaid(valueAt(properties, 'FailOnWarnings'))) renameDefaultPath(root)
  const failing = valueAt(properties, 'FailOnWarnings')
  expansion.add({
    id,
    type: 'AWS::ApiGatewayV2::Api',
    properties: makeMap(
      { ...contentOf(resource, root, expansion), FailOnWarnings: isSaid(failing) ? failing : undefined },
      at,
    ),
    attributes: resource.mainAttributes,
    at,
  })
  const stage = addHttpStage(resource, tags, expansion)
  addDomainV2({ api: resource, stage, tags, records: 'shared' }, valueAt(properties, 'Domain'), expansion)
}

function bodyOf({ id, properties }: ServerlessResource, expansion: Expansion): TreeMap | undefined {
  const root = documentOf(id, properties, expansion)?.root
  const uri = valueAt(properties, 'DefinitionUri')
  if (isSaid(uri) && root && root.entries.size > 0) {
    throw ofResource(id)("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.", uri.at)
  }
  return root
}

function contentOf(api: ServerlessResource, root: TreeMap | undefined, expansion: Expansion) {
  const content = definitionOf(api, root, expansion)
  if (content) return content
  const problem =
    "'DefinitionUri' or 'DefinitionBody' are required properties of an 'AWS::Serverless::HttpApi'. Add a value for one of these properties or add a 'HttpApi' event to an 'AWS::Serverless::Function'."
  throw ofResource(api.id)(problem, api.at)
}

/** Tags stand in the document, where there is one that can be edited; the stage and the domain have them as well. */
function addTags({ id, properties, at }: ServerlessResource, root: TreeMap | undefined): Value | undefined {
  const tags = valueAt(properties, 'Tags')
  const refuse = ofResource(id)
  const isEmpty = !root || root.entries.size === 0
  if (isSaid(tags) && isEmpty) {
    throw refuse("Tags works only with inline OpenApi specified in the 'DefinitionBody' property.", tags.at)
  }
  if (isEmpty || !root) return undefined
  if (!isHttpDocument(root)) {
    if (!isSaid(tags)) return undefined
    throw refuse("Unable to add `Tags` because 'DefinitionBody' does not contain a valid OpenApi definition.", tags.at)
  }
  const own = { key: at, value: makeScalar('SAM', at) }
  const all: MapValue = {
    type: 'map',
    at: tags?.at ?? at,
    entries: new Map([...entriesOf(tags), ['httpapi:createdBy', own]]),
  }
  for (const [name, { key, value }] of all.entries) addTag(root, name, value, key)
  return all
}

const tagValue = 'x-amazon-apigateway-tag-value'

function addTag(root: TreeMap, name: string, value: Value, at: Value['at']): void {
  const there = get(root, 'tags')
  if (there && there.type !== 'list') {
    const problem = `Tags in OpenApi DefinitionBody needs to be a list. ${shown(there)} is a ${typeName(there)} not a list.`
    throw new InvalidTemplate(problem, there.at)
  }
  const known = there?.items.find((item) => textOf(valueAt(item, 'name')) === name)
  if (known?.type === 'map') set(known, tagValue, value, at)
  else push(root, 'tags', [{ name, [tagValue]: value }], at)
}

/** `Name` is the title of a document that has none but the default. */
function addTitle(api: ServerlessResource, root: TreeMap | undefined): void {
  const name = valueAt(api.properties, 'Name')
  if (!isSaid(name)) return
  const info = infoFor(api, 'Name', name, root, (known) => referenceName(valueAt(known, 'title')) === 'AWS::StackName')
  set(info, 'title', name, name.at)
}

function addDescription(api: ServerlessResource, root: TreeMap | undefined): void {
  const description = valueAt(api.properties, 'Description')
  if (!isSaid(description)) return
  const info = infoFor(api, 'Description', description, root, (known) => !isSaid(valueAt(known, 'description')))
  set(info, 'description', description, description.at)
}

/** The `info` of a document for writing what a property says, if the author did not write it there himself. */
function infoFor(
  { id }: ServerlessResource,
  property: string,
  { at }: Value,
  root: TreeMap | undefined,
  isFree: (info: Value | undefined) => boolean,
): TreeMap {
  const inline = "inline OpenApi specified in the 'DefinitionBody' property."
  if (!root || root.entries.size === 0) throw ofResource(id)(`${property} works only with ${inline}`, at)
  if (!isFree(get(root, 'info'))) {
    const problem = `Unable to set ${property} because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.`
    throw ofResource(id)(problem, at)
  }
  if (!isHttpDocument(root)) throw invalidDocument('http', root)
  return mapAt(root, 'info', at)
}

/** Import warns of a path without a slash, so where warnings fail the default route has one. */
function renameDefaultPath(root: TreeMap): void {
  const paths = getMap(root, 'paths')
  const entry = paths?.entries.get('$default')
  if (!paths || !entry) return
  paths.entries.delete('$default')
  paths.entries.set('/$default', entry)
}
