import type { MapValue, Value } from '../../../model/value.ts'
import { makeMap, ref, sub } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'

/** How connections are authorised. */
export interface ConnectAuth {
  readonly type: 'NONE' | 'AWS_IAM' | 'CUSTOM'
  readonly written: MapValue
}

const types = ['AWS_IAM', 'CUSTOM', 'NONE'] as const

/** Reads `Auth`, which holds for the `$connect` route. Source: AWS SAM developer guide, "WebSocketApiAuth". */
export function readAuth({ id, properties }: ServerlessResource): ConnectAuth | undefined {
  const auth = valueAt(properties, 'Auth')
  if (auth?.type !== 'map' || auth.entries.size === 0) return undefined
  const refused = (problem: string) => new InvalidResource(id, problem, auth.at)
  if (!valueAt(properties, 'Routes', '$connect')) {
    throw refused('Authorization is only available if there is a $connect route.')
  }
  const more = [...auth.entries.keys()].some((name) => name !== 'AuthType')
  const written = valueAt(auth, 'AuthType')
  if (!written) {
    if (more) throw refused('AuthType must be specified for additional auth configurations.')
    return undefined
  }
  const name = textOf(written)?.toUpperCase()
  const type = types.find((known) => known === name)
  if (!type) throw refused('AuthType is not one of AWS_IAM, CUSTOM or NONE.')
  if (type !== 'CUSTOM' && more) throw refused(`No additional configurations supported for AuthType ${type}.`)
  if (type === 'CUSTOM' && !valueAt(auth, 'AuthArn')) {
    throw refused('AuthArn must be specified if AuthType is CUSTOM.')
  }
  // The service takes any case here and then knows large letters only: `custom` leaves connections open.
  return { type: textOf(written) === type ? type : 'NONE', written: auth }
}

/** Adds the authorizer of connections and lets it be called. Gives its logical id. */
export function addAuthorizer(api: ServerlessResource, { written }: ConnectAuth, expansion: Expansion): string {
  const { id, attributes } = api
  const { at } = written
  const authorizer = `${id}ConnectAuthorizer`
  const called = valueAt(written, 'AuthArn')
  const role = valueAt(written, 'InvokeRole')
  const uri = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations'
  expansion.add({
    id: authorizer,
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: makeMap(
      {
        ApiId: ref(id),
        AuthorizerType: 'REQUEST',
        Name: valueAt(written, 'Name') ?? authorizer,
        AuthorizerUri: sub(uri, { AuthArn: called }),
        AuthorizerCredentialsArn: role,
        IdentitySource: valueAt(written, 'IdentitySource'),
        AuthorizerPayloadFormatVersion: valueAt(written, 'PayloadFormatVersion'),
      },
      at,
    ),
    attributes,
    at,
  })
  if (!role) permitAuthorizer(api, called, written, expansion)
  return authorizer
}

function permitAuthorizer(
  { id }: ServerlessResource,
  called: Value | undefined,
  { at }: MapValue,
  expansion: Expansion,
): void {
  const authorizers = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*'
  const properties = {
    Action: 'lambda:InvokeFunction',
    FunctionName: called,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sub(authorizers, { __ApiId__: ref(id) }),
  }
  expansion.add({
    id: `${id}AuthorizerPermission`,
    type: 'AWS::Lambda::Permission',
    properties: makeMap(properties, at),
    at,
  })
}
