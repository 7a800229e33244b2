import type { MapValue, Value } from '../../../model/value.ts'
import { type Made, make } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { isIntrinsic } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'
import { anyMethod, isRestDocument, pathsOf } from './document.ts'
import { ofResource } from './expect.ts'
import { isSaid, setTree, type TreeMap, thaw } from './tree.ts'

const properties = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials']

/**
 * Answers preflight requests: every path without OPTIONS gets a mock one with the headers that `Cors` says.
 * Source: API Gateway developer guide, "Enable CORS on a resource using the API Gateway import API".
 */
export function addCors(api: ServerlessResource, root: TreeMap | undefined): void {
  const cors = valueAt(api.properties, 'Cors')
  if (!isSaid(cors)) return
  const refuse = ofResource(api.id)
  if (!root || root.entries.size === 0) {
    throw refuse("Cors works only with inline Swagger specified in 'DefinitionBody' property.", cors.at)
  }
  const { at } = cors
  const said = settings(cors, (problem) => refuse(problem, at))
  if (!isRestDocument(root)) {
    const problem =
      "Unable to add Cors configuration because 'DefinitionBody' does not contain a valid Swagger definition."
    throw refuse(problem, cors.at)
  }
  const allowsAll = said.origin === undefined || textOf(said.origin) === "'*'"
  if (isTrue(said.credentials) && allowsAll) {
    const problem = `Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is "'*'" or not set`
    throw refuse(problem, cors.at)
  }
  for (const { items } of pathsOf(root)) {
    for (const item of items) {
      if (item.entries.has('options')) continue
      if (said.isOriginEmpty) {
        const problem = 'Structure of the SAM template is invalid. Invalid input. Value for AllowedOrigins is required'
        throw refuse(problem, cors.at)
      }
      setTree(item, 'options', thaw(make(preflight(said, methodsAllowed(item)), cors.at)), cors.at)
    }
  }
}

interface CorsSettings {
  readonly isOriginEmpty: boolean
  readonly origin: Value | undefined
  readonly headers: Value | undefined
  readonly methods: Value | undefined
  readonly maxAge: Value | undefined
  readonly credentials: Value | undefined
}

function settings(cors: Value, refuse: (problem: string) => Error): CorsSettings {
  const nothing = {
    isOriginEmpty: false,
    origin: undefined,
    headers: undefined,
    methods: undefined,
    maxAge: undefined,
    credentials: undefined,
  }
  if (textOf(cors) !== undefined || isIntrinsic(cors)) return { ...nothing, origin: cors }
  if (cors.type !== 'map') throw refuse("Invalid value for 'Cors' property")
  for (const name of cors.entries.keys()) {
    if (!properties.includes(name)) throw refuse(`Invalid key '${name}' for 'Cors' property.`)
  }
  const origin = entry(cors, 'AllowOrigin')
  return {
    isOriginEmpty: cors.entries.has('AllowOrigin') && !isSaid(origin),
    origin,
    headers: entry(cors, 'AllowHeaders'),
    methods: entry(cors, 'AllowMethods'),
    maxAge: entry(cors, 'MaxAge'),
    credentials: entry(cors, 'AllowCredentials'),
  }
}

function entry(map: MapValue, name: string): Value | undefined {
  return map.entries.get(name)?.value
}

function isTrue(value: Value | undefined): boolean {
  return value?.type === 'scalar' && value.value === true
}

const allMethods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']

/** The methods of a path and OPTIONS, in quotes: API Gateway wants an expression. */
function methodsAllowed(item: TreeMap): string {
  const names = item.entries.has(anyMethod) ? allMethods : ['options', ...item.entries.keys()]
  return `'${names
    .map((name) => name.toUpperCase())
    .sort()
    .join(',')}'`
}

function preflight(said: CorsSettings, methods: string): Made {
  const headers: readonly (readonly [string, Made | undefined, 'string' | 'integer'])[] = [
    ['Access-Control-Allow-Headers', isSaid(said.headers) ? said.headers : undefined, 'string'],
    ['Access-Control-Allow-Methods', isSaid(said.methods) ? said.methods : methods, 'string'],
    ['Access-Control-Allow-Origin', said.origin ?? "'*'", 'string'],
    ['Access-Control-Max-Age', valueAt(said.maxAge), 'integer'],
    ['Access-Control-Allow-Credentials', isTrue(said.credentials) ? "'true'" : undefined, 'string'],
  ]
  const given = headers.filter(([, value]) => value !== undefined)
  return {
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            given.map(([name, value]) => [`method.response.header.${name}`, value]),
          ),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: {
      '200': {
        description: 'Default response for CORS method',
        headers: Object.fromEntries(given.map(([name, , type]) => [name, { type }])),
      },
    },
  }
}
