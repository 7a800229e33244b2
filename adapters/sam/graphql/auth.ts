import type { Value } from '../../../model/value.ts'
import { isSaid } from '../apis/tree.ts'
import { getAtt, type Made, type MadeMap, make, makeMap } from '../build.ts'
import { connect } from '../connectors/connect.ts'
import { entriesOf, itemsOf, textOf, valueAt, without } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'

/** `Auth` in the words of the service, property of the API → value. */
export function authProperties(api: ServerlessResource): MadeMap {
  const auth = valueAt(api.properties, 'Auth')
  const additional = itemsOf(valueAt(auth, 'Additional')).map((one) => providerOf(api, one, withoutDefault))
  return {
    ...(auth ? providerOf(api, auth, (pool) => pool) : {}),
    AdditionalAuthenticationProviders: additional.length > 0 ? additional : undefined,
  }
}

/** Type of authentication → the property that configures it, and what the service calls that. */
const configurations = new Map([
  ['AWS_LAMBDA', { property: 'LambdaAuthorizer', made: 'LambdaAuthorizerConfig' }],
  ['OPENID_CONNECT', { property: 'OpenIDConnect', made: 'OpenIDConnectConfig' }],
  ['AMAZON_COGNITO_USER_POOLS', { property: 'UserPool', made: 'UserPoolConfig' }],
])

function providerOf({ id }: ServerlessResource, auth: Value, poolOf: (pool: Value) => Value): MadeMap {
  const type = valueAt(auth, 'Type')
  const given = [...configurations.values()].filter(({ property }) => valueAt(auth, property))
  if (given.length > 1) {
    throw new InvalidResource(id, "'Auth' has more than one authentication configuration defined.", auth.at)
  }
  const name = textOf(type) ?? ''
  const asked = configurations.get(name)
  const config = asked && valueAt(auth, asked.property)
  if (asked && !config) {
    throw new InvalidResource(id, `'${asked.property}' must be defined if type is '${name}'.`, auth.at)
  }
  const configured: Record<string, Made> = { AuthenticationType: type ?? name }
  if (asked && isSaid(config)) configured[asked.made] = asked.property === 'UserPool' ? poolOf(config) : config
  return configured
}

/** Only the main authentication has a default action. */
function withoutDefault(pool: Value): Value {
  return pool.type === 'map' ? without(pool, 'DefaultAction') : pool
}

/** Lets the API call the functions that authorise its callers. */
export function permitAuthorizers(api: ServerlessResource, expansion: Expansion): void {
  const auth = valueAt(api.properties, 'Auth')
  const functions = [...(auth ? [auth] : []), ...itemsOf(valueAt(auth, 'Additional'))].flatMap((one) =>
    textOf(valueAt(one, 'Type')) === 'AWS_LAMBDA' ? (valueAt(one, 'LambdaAuthorizer', 'AuthorizerUri') ?? []) : [],
  )
  for (const [index, called] of functions.entries()) {
    const source = { type: graphQlType, writtenType: graphQlType, id: api.id }
    const destination = { type: functionType, writtenType: functionType, values: { Arn: called } }
    const connection = {
      id: `${api.id}ToLambdaAuthConnector${index + 1}`,
      suffix: '',
      ends: {
        Source: { ...source, values: { ResourceId: make(getAtt(api.id, 'ApiId'), called.at) } },
        Destination: destination,
      },
      permissions: ['Write'],
      attributes: new Map(),
      at: called.at,
    }
    connect(connection, expansion)
  }
}

const graphQlType = 'AWS::AppSync::GraphQLApi'
const functionType = 'AWS::Lambda::Function'

/** Adds the keys by which callers of the API are known. */
export function addApiKeys(api: ServerlessResource, expansion: Expansion): void {
  for (const [name, { key, value }] of entriesOf(valueAt(api.properties, 'ApiKeys'))) {
    const properties = {
      ApiId: getAtt(api.id, 'ApiId'),
      ApiKeyId: valueAt(value, 'ApiKeyId'),
      Description: valueAt(value, 'Description'),
      Expires: valueAt(value, 'ExpiresOn'),
    }
    expansion.add({
      id: `${api.id}${name}`,
      type: 'AWS::AppSync::ApiKey',
      properties: makeMap(properties, key),
      attributes: api.mainAttributes,
      at: key,
    })
  }
}
