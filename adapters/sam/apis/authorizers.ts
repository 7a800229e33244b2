import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { type Made, sub } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { isIntrinsic } from '../intrinsic.ts'
import { expectBoolean, expectList, expectMap, expectText, ofResource, type Refuse, shown } from './expect.ts'
import { iamScheme } from './security.ts'
import { isSaid } from './tree.ts'

/** An authorizer of a REST API as `Auth.Authorizers` describes it. */
export interface Authorizer {
  readonly name: string
  /** Its security scheme. */
  readonly scheme: Made
  readonly scopes: Value | undefined
  /** The function that the API must be let call for it. */
  readonly function: Value | undefined
  readonly at: Span
}

/**
 * The authorizers of a REST API, `AWS_IAM` among them where it is the default. `undefined` where there are none. Source:
 * AWS SAM developer guide, "ApiAuth", "CognitoAuthorizer", "LambdaTokenAuthorizer", "LambdaRequestAuthorizer".
 */
export function authorizersOf(api: string, auth: MapValue, expansion: Expansion): readonly Authorizer[] | undefined {
  const refuse = ofResource(api)
  const chosen = valueAt(auth, 'DefaultAuthorizer')
  const iam: readonly Authorizer[] =
    textOf(chosen) === 'AWS_IAM'
      ? [{ name: 'AWS_IAM', scheme: iamScheme, scopes: undefined, function: undefined, at: chosen?.at ?? auth.at }]
      : []
  const written = valueAt(auth, 'Authorizers')
  if (!isSaid(written)) return iam.length > 0 ? iam : undefined
  const all = expectMap(written, 'Auth.Authorizers', refuse)
  const named = [...all.entries].map(([name, { key, value }]) => {
    const said = expectMap(value, `Auth.Authorizers.${name}`, refuse, key)
    return authorizerOf(name, said, key, refuse, expansion)
  })
  return [...iam.filter(({ name }) => !all.entries.has(name)), ...named]
}

function authorizerOf(name: string, said: MapValue, at: Span, refuse: Refuse, expansion: Expansion): Authorizer {
  const kind = kindOf(name, said, refuse)
  const scopes = valueAt(said, 'AuthorizationScopes')
  if (scopes) expectList(scopes, `Authorizers.${name}.AuthorizationScopes`, refuse)
  const closed = valueAt(said, 'DisableFunctionDefaultPermissions')
  const isClosed =
    closed !== undefined && expectBoolean(closed, `Authorizers.${name}.DisableFunctionDefaultPermissions`, refuse)
  const called = kind === 'cognito' ? undefined : valueAt(said, 'FunctionArn')
  return {
    name,
    scheme: schemeOf(name, kind, said, refuse, expansion),
    scopes,
    function: isClosed || !isSaid(called) ? undefined : called,
    at,
  }
}

type AuthorizerKind = 'cognito' | 'token' | 'request'

function kindOf(name: string, said: MapValue, refuse: Refuse): AuthorizerKind {
  const payload = valueAt(said, 'FunctionPayloadType')
  const type = textOf(payload)
  if (payload && type !== 'TOKEN' && type !== 'REQUEST') {
    throw refuse(`${name} Authorizer has invalid 'FunctionPayloadType': ${shown(payload)}.`, payload.at)
  }
  if (type === 'REQUEST' && lacksIdentity(name, said, refuse)) {
    const problem = `${name} Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.`
    throw refuse(problem, said.at)
  }
  if (isSaid(valueAt(said, 'UserPoolArn'))) return 'cognito'
  return type === 'REQUEST' ? 'request' : 'token'
}

const sources: readonly (readonly [string, string])[] = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
]

/** A request authorizer needs something to tell requests apart by, unless its answers are not kept. */
function lacksIdentity(name: string, said: MapValue, refuse: Refuse): boolean {
  const identity = valueAt(said, 'Identity')
  if (!isSaid(identity)) return true
  const map = expectMap(identity, `Authorizer.${name}.Identity`, refuse)
  if (sources.some(([source]) => isSaid(valueAt(map, source)))) return false
  const lifetime = valueAt(map, 'ReauthorizeEvery')
  return lifetime?.type !== 'scalar' || Number(lifetime.value) !== 0
}

function schemeOf(name: string, kind: AuthorizerKind, said: MapValue, refuse: Refuse, expansion: Expansion): Made {
  const identity = valueAt(said, 'Identity')
  if (identity && identity.type !== 'map') {
    const kinds = 'LambdaTokenAuthorizationIdentity, LambdaRequestAuthorizationIdentity or CognitoAuthorizationIdentity'
    throw refuse(`Auth.Authorizers.<Authorizer>.Identity must be a dict (${kinds}).`, identity.at)
  }
  const named = valueAt(identity, 'Header')
  const header = kind === 'request' ? 'Unused' : isSaid(named) ? named : 'Authorization'
  const expression = kind === 'request' ? undefined : valueAt(identity, 'ValidationExpression')
  return {
    type: 'apiKey',
    name: header,
    in: 'header',
    'x-amazon-apigateway-authtype': kind === 'cognito' ? 'cognito_user_pools' : 'custom',
    'x-amazon-apigateway-authorizer': {
      ...(kind === 'cognito' ? poolsOf(said) : functionOf(name, kind, said, refuse, expansion)),
      identityValidationExpression: isSaid(expression) ? expression : undefined,
    },
  }
}

function poolsOf(said: MapValue) {
  const pools = valueAt(said, 'UserPoolArn')
  return { type: 'cognito_user_pools', providerARNs: pools?.type === 'list' ? pools : pools ? [pools] : [] }
}

function functionOf(
  name: string,
  kind: 'token' | 'request',
  said: MapValue,
  refuse: Refuse,
  { partition }: Expansion,
): Readonly<Record<string, Made | undefined>> {
  const identity = valueAt(said, 'Identity')
  const role = valueAt(said, 'FunctionInvokeRole')
  const identitySource = kind === 'request' ? identitySourceOf(name, identity, refuse) : undefined
  return {
    type: kind,
    authorizerUri: authorizerUri(partition, valueAt(said, 'FunctionArn')),
    authorizerResultTtlInSeconds: valueAt(identity, 'ReauthorizeEvery'),
    authorizerCredentials: isSaid(role) && textOf(role) !== 'NONE' ? role : undefined,
    identitySource: identitySource === '' ? undefined : identitySource,
  }
}

/** Where API Gateway calls the function of an authorizer. */
export function authorizerUri(partition: string, arn: Made | undefined): Made {
  const path = 'lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations'
  return sub(`arn:${partition}:apigateway:\${AWS::Region}:${path}`, { __FunctionArn__: arn ?? null })
}

function identitySourceOf(name: string, identity: Value | undefined, refuse: Refuse): string {
  const parts = sources.flatMap(([source, prefix]) => {
    const list = valueAt(identity, source)
    if (!isSaid(list)) return []
    const property = `Auth.Authorizers.${name}.Identity.${source}`
    return itemsOf(expectList(list, property, refuse)).map(
      (item, index) => `${prefix}${expectText(item, `${property}[${index}]`, refuse)}`,
    )
  })
  return parts.join(', ')
}

/** The name of the default authorizer, if there is one. */
export function defaultAuthorizer(api: string, auth: MapValue): string | undefined {
  const chosen = valueAt(auth, 'DefaultAuthorizer')
  if (!isSaid(chosen)) return undefined
  if (textOf(chosen) !== undefined && !isIntrinsic(chosen)) return textOf(chosen)
  throw ofResource(api)('DefaultAuthorizer is not a string.', chosen.at)
}
