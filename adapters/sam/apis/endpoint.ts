import type { Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { isIntrinsic } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isHttpDocument, isOpenApi3, isRestDocument, pathsOf } from './document.ts'
import { ofResource } from './expect.ts'
import { get, isSaid, mapAt, push, set, setTree, type TreeMap } from './tree.ts'

/**
 * `EndpointConfiguration` of a REST API and the parameter that import wants beside it. Where edge endpoints are not
 * offered, regional is said. Source: AWS SAM developer guide, "EndpointConfiguration".
 */
export function endpointOf(
  api: ServerlessResource,
  { partition }: Expansion,
): Readonly<Record<string, Made | undefined>> {
  const written = valueAt(api.properties, 'EndpointConfiguration')
  if (!isSaid(written)) return partition === 'aws' ? {} : endpointType('REGIONAL', {})
  if (written.type !== 'map' || isIntrinsic(written)) return endpointType(written, {})
  const upper = valueAt(written, 'VPCEndpointIds')
  const lower = valueAt(written, 'VpcEndpointIds')
  if (upper && lower) {
    const problem = "'VPCEndpointIds' and 'VpcEndpointIds' cannot be used together in EndpointConfiguration."
    throw ofResource(api.id)(problem, lower.at)
  }
  const type = valueAt(written, 'Type')
  if (!type) return endpointType(written, {})
  const rest = { VpcEndpointIds: upper ?? lower, IpAddressType: valueAt(written, 'IpAddressType') }
  return endpointType(type, rest)
}

function endpointType(type: Made, rest: Readonly<Record<string, Made | undefined>>) {
  return { EndpointConfiguration: { Types: [type], ...rest }, Parameters: { endpointConfigurationTypes: type } }
}

const extension = 'x-amazon-apigateway-endpoint-configuration'

/** Says in a document whether the API answers under the address that API Gateway gives it. */
export function disableEndpoint(api: ServerlessResource, root: TreeMap | undefined, flavour: 'rest' | 'http'): void {
  const disabled = valueAt(api.properties, 'DisableExecuteApiEndpoint')
  if (!disabled) return
  if (!root || root.entries.size === 0) {
    throw ofResource(api.id)("DisableExecuteApiEndpoint works only within 'DefinitionBody' property.", disabled.at)
  }
  if (flavour === 'rest' ? !isRestDocument(root) : !isHttpDocument(root)) throw invalidDocument(flavour, root)
  pathsOf(root)
  if (!isOpenApi3(get(root, 'openapi')) && flavour === 'rest') {
    set(configuration(root, 'Invalid OpenAPI definition', disabled), 'disableExecuteApiEndpoint', disabled, disabled.at)
    return
  }
  const servers = get(root, 'servers')
  if (!isSaid(servers)) push(root, 'servers', [{ [extension]: { disableExecuteApiEndpoint: disabled } }], disabled.at)
  if (servers?.type !== 'list') return
  for (const [index, server] of servers.items.entries()) {
    if (server.type !== 'map') continue
    const problem = `Invalid OpenAPI definition of 'servers[${index}]'`
    set(configuration(server, problem, disabled), 'disableExecuteApiEndpoint', disabled, disabled.at)
  }
}

function configuration(parent: TreeMap, problem: string, { at }: Value): TreeMap {
  const written = parent.entries.get(extension)
  if (written && !isNull(written.value) && written.value.type !== 'map') {
    throw new InvalidTemplate(`${problem}: The value of '${extension}' should be a map.`, written.key)
  }
  if (written && isNull(written.value)) setTree(parent, extension, { type: 'map', entries: new Map(), at }, at)
  return mapAt(parent, extension, at)
}

/** What editing of a document that cannot be edited comes to. */
export function invalidDocument(flavour: 'rest' | 'http', root: TreeMap): InvalidTemplate {
  const problem =
    flavour === 'rest'
      ? "Invalid Swagger document or the Swagger document is not explicitly defined in 'DefinitionBody'."
      : "Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'."
  return new InvalidTemplate(problem, root.at)
}
