import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { entriesOf, itemsOf, textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { isNoValue } from '../intrinsic.ts'
import { authorizerUri } from './authorizers.ts'
import { expectBoolean, expectList, expectMap, expectText, ofResource, type Refuse } from './expect.ts'
import { iamScheme } from './security.ts'
import { isSaid } from './tree.ts'

/** An authorizer of an HTTP API. */
export interface HttpAuthorizer {
  readonly name: string
  readonly scheme: Made
  readonly scopes: Value | undefined
  /** The function that the API must be let call for it: only where that is asked for. */
  readonly function: Value | undefined
  readonly at: Span
}

/** The authorizers of an HTTP API. Source: AWS SAM developer guide, "HttpApiAuth", "OAuth2Authorizer", "LambdaAuthorizer". */
export function httpAuthorizersOf(api: string, auth: MapValue, expansion: Expansion): readonly HttpAuthorizer[] {
  const refuse = ofResource(api)
  const written = valueAt(auth, 'Authorizers')
  const named = entriesOf(written && expectMap(written, 'Auth.Authorizers', refuse)).map(([name, { key, value }]) =>
    authorizerOf(name, expectMap(value, `Auth.Authorizers.${name}`, refuse, key), key, refuse, expansion),
  )
  const iam = valueAt(auth, 'EnableIamAuthorizer')
  if (iam?.type !== 'scalar' || iam.value !== true || named.some(({ name }) => name === 'AWS_IAM')) return named
  return [...named, { name: 'AWS_IAM', scheme: iamScheme, scopes: undefined, function: undefined, at: iam.at }]
}

function authorizerOf(
  name: string,
  said: MapValue,
  at: Span,
  refuse: Refuse,
  { partition }: Expansion,
): HttpAuthorizer {
  const outdated = said.entries.get('OpenIdConnectUrl')
  if (outdated) {
    const problem = `'OpenIdConnectUrl' is no longer a supported property for authorizer '${name}'. Please refer to the AWS SAM documentation.`
    throw refuse(problem, outdated.key)
  }
  const jwt = valueAt(said, 'JwtConfiguration')
  const isJwt = isSaid(jwt)
  checkWords(said, isJwt, refuse)
  const scopes = valueAt(said, 'AuthorizationScopes')
  if (scopes && scopes.type !== 'list') throw refuse('AuthorizationScopes must be a list.', scopes.at)
  if (!isJwt) checkFunction(name, said, refuse)
  if (isJwt && !isSaid(valueAt(said, 'IdentitySource'))) {
    throw refuse(`${name} OAuth2 Authorizer must define 'IdentitySource'.`, at)
  }
  const permission = valueAt(said, 'EnableFunctionDefaultPermissions')
  const property = `Authorizers.${name}.EnableFunctionDefaultPermissions`
  const isPermitted = permission !== undefined && expectBoolean(permission, property, refuse)
  return {
    name,
    scheme: jwt && isJwt ? jwtScheme(jwt, said, refuse) : functionScheme(name, said, partition, refuse),
    scopes,
    function: isPermitted ? valueAt(said, 'FunctionArn') : undefined,
    at,
  }
}

const wordsOfJwt = ['AuthorizationScopes', 'JwtConfiguration', 'IdentitySource']
const wordsOfFunction = [
  'FunctionArn',
  'FunctionInvokeRole',
  'Identity',
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'EnableFunctionDefaultPermissions',
]

/** What is said belongs to the kind of authorizer. */
function checkWords(said: MapValue, isJwt: boolean, refuse: Refuse): void {
  for (const name of isJwt ? wordsOfFunction : wordsOfJwt) {
    const value = valueAt(said, name)
    if (!value) continue
    const instead = name === 'IdentitySource' ? " For Lambda Authorizer, use the 'Identity' property instead." : ''
    throw refuse(`${name} is only supported for ${isJwt ? 'Lambda' : 'OAuth2'} Authorizer.${instead}`, value.at)
  }
}

function checkFunction(name: string, said: MapValue, refuse: Refuse): void {
  for (const property of ['FunctionArn', 'AuthorizerPayloadFormatVersion']) {
    if (!isSaid(valueAt(said, property))) {
      throw refuse(`${name} Lambda Authorizer must define '${property}'.`, said.at)
    }
  }
  const identity = valueAt(said, 'Identity')
  if (isSaid(identity)) expectMap(identity, `Auth.Authorizers.${name}.Identity`, refuse)
}

function jwtScheme(jwt: Value, said: MapValue, refuse: Refuse): Made {
  const configuration = expectMap(jwt, 'JwtConfiguration', refuse)
  return {
    type: 'oauth2',
    'x-amazon-apigateway-authorizer': {
      type: 'jwt',
      jwtConfiguration: Object.fromEntries(
        entriesOf(configuration).map(([name, { value }]) => [name.toLowerCase(), value]),
      ),
      identitySource: valueAt(said, 'IdentitySource'),
    },
  }
}

const sources: readonly (readonly [string, string])[] = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['StageVariables', '$stageVariables.'],
  ['Context', '$context.'],
]

function functionScheme(name: string, said: MapValue, partition: string, refuse: Refuse): Made {
  const identity = valueAt(said, 'Identity')
  const role = valueAt(said, 'FunctionInvokeRole')
  const simple = valueAt(said, 'EnableSimpleResponses')
  return {
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerUri: authorizerUri(partition, valueAt(said, 'FunctionArn')),
      authorizerCredentials: isSaid(role) && textOf(role) !== 'NONE' ? role : undefined,
      identitySource: isSaid(identity) ? identitySource(name, identity, refuse) : undefined,
      authorizerResultTtlInSeconds: valueAt(identity, 'ReauthorizeEvery'),
      authorizerPayloadFormatVersion: valueAt(said, 'AuthorizerPayloadFormatVersion'),
      enableSimpleResponses: isSaid(simple) ? simple : undefined,
    },
  }
}

function identitySource(name: string, identity: Value, refuse: Refuse): readonly string[] {
  return sources.flatMap(([source, prefix]) => {
    const list = valueAt(identity, source)
    if (!isSaid(list)) return []
    const property = `Authorizers.${name}.Identity.${source}`
    return itemsOf(expectList(list, property, refuse)).map(
      (item, index) => `${prefix}${expectText(item, `${property}[${index}]`, refuse)}`,
    )
  })
}

/** The name of the default authorizer, if there is one. */
export function defaultHttpAuthorizer(api: string, auth: MapValue): string | undefined {
  const chosen = valueAt(auth, 'DefaultAuthorizer')
  if (!isSaid(chosen) || isNoValue(chosen)) return undefined
  return expectText(chosen, 'Auth.DefaultAuthorizer', ofResource(api))
}
