import type { MapValue, Value } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { entriesOf, valueAt } from '../edit.ts'
import { isIntrinsic } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isRestDocument, pathsOf } from './document.ts'
import { expectMap, ofResource, type Refuse, typeName } from './expect.ts'
import { isSaid, mapAt, set, type TreeMap } from './tree.ts'

const properties = ['ResponseParameters', 'ResponseTemplates', 'StatusCode']

/** The parts of a request that parameters are of, as the document names them. */
const parts = new Map([
  ['Headers', 'header'],
  ['Paths', 'path'],
  ['QueryStrings', 'querystring'],
])

/** Writes `GatewayResponses` into the document of a REST API. Source: AWS SAM developer guide, "Controlling API responses". */
export function addGatewayResponses(api: ServerlessResource, root: TreeMap | undefined): void {
  const written = valueAt(api.properties, 'GatewayResponses')
  if (!isSaid(written)) return
  const refuse = ofResource(api.id)
  if (!root || root.entries.size === 0) {
    const problem = "GatewayResponses works only with inline Swagger specified in 'DefinitionBody' property."
    throw refuse(problem, written.at)
  }
  const responses = entriesOf(written).map(([type, { key, value }]) => {
    if (isIntrinsic(value)) {
      const problem =
        'Unable to set GatewayResponses attribute because intrinsic functions are not supported for this field.'
      throw refuse(problem, key)
    }
    if (value.type !== 'map') {
      const problem = `Invalid property type '${typeName(value)}' for GatewayResponses. Expected an object of type 'GatewayResponse'.`
      throw refuse(problem, key)
    }
    for (const [name, entry] of value.entries) {
      if (properties.includes(name)) continue
      throw refuse(`Invalid property '${name}' in 'GatewayResponses' property '${type}'.`, entry.key)
    }
    return { type, response: value, key }
  })
  if (!isRestDocument(root)) {
    const problem =
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid Swagger definition."
    throw refuse(problem, written.at)
  }
  pathsOf(root)
  const all = mapAt(root, 'x-amazon-apigateway-gateway-responses', written.at)
  for (const { type, response, key } of responses) set(all, type, responseOf(type, response, refuse), key)
}

function responseOf(type: string, response: MapValue, refuse: Refuse): Made {
  return {
    responseParameters: parametersOf(type, valueAt(response, 'ResponseParameters'), refuse),
    responseTemplates: valueAt(response, 'ResponseTemplates') ?? {},
    statusCode: statusOf(valueAt(response, 'StatusCode'), refuse),
  }
}

function parametersOf(type: string, written: Value | undefined, refuse: Refuse): Made {
  if (!isSaid(written)) return {}
  const groups = expectMap(written, `GatewayResponses.${type}.ResponseParameters`, refuse)
  const parameters = [...groups.entries].flatMap(([group, { key, value }]) => {
    const part = parts.get(group)
    if (part === undefined) throw refuse(`Invalid gateway response parameter '${group}'`, key)
    return entriesOf(expectMap(value, `ResponseParameters.${group}`, refuse, key)).map(
      ([name, entry]): [string, Made] => [`gatewayresponse.${part}.${name}`, entry.value],
    )
  })
  return Object.fromEntries(parameters)
}

function statusOf(written: Value | undefined, refuse: Refuse): string | undefined {
  if (!written) return undefined
  const text = written.type === 'scalar' ? String(written.value).trim() : ''
  if (!/^[+-]?\d+$/.test(text)) throw refuse("Property 'StatusCode' must be numeric", written.at)
  return String(Number(text))
}
