import { identitySources } from './authorizer.ts'
import { entities, type Mapping } from './mapping.ts'
import {
  documentedAuthorizers,
  operationAuth,
  operationAuthorizer,
  operationModels,
  operationNeedsKey,
  operationScopes,
  operations,
  operationValidates,
} from './openapi.ts'
import { always, at, firstOf, record, type Source, self } from './source.ts'
import { not, translate } from './words.ts'

/** What differs between formats: the types of APIs, the property with the document, how a function is found. */
interface Format {
  readonly types: readonly string[]
  readonly property: string
  readonly invoked: (uri: Source) => Source
  readonly integrationOf: (type: Source, uri: Source, connection: Source) => Source
}

const integration = (name: string): Source => at(`operation/x-amazon-apigateway-integration/${name}`)

/** The routes that an API's OpenAPI document declares. */
export function documentedRoutes({ types, property, invoked, integrationOf }: Format): Mapping {
  return entities('route', types, operations(property), {
    api: self,
    method: at('method'),
    path: at('path'),
    function: invoked(integration('uri')),
    integration: integrationOf(integration('type'), integration('uri'), integration('connectionType')),
    auth: record({ type: operationAuth, authorizer: operationAuthorizer(property), scopes: operationScopes }),
    api_key_required: operationNeedsKey,
    validation: record({
      body: operationValidates('validateRequestBody'),
      parameters: operationValidates('validateRequestParameters'),
      models: operationModels,
    }),
    url: urlOf(integration('type'), integration('uri')),
    credentials: integration('credentials'),
    timeout_ms: integration('timeoutInMillis'),
    passthrough: passthroughOf(
      integration('type'),
      translate(integration('passthroughBehavior'), {
        when_no_match: 'WHEN_NO_MATCH',
        when_no_templates: 'WHEN_NO_TEMPLATES',
        never: 'NEVER',
      }),
    ),
    verifies_tls: not(firstOf(integration('tlsConfig/insecureSkipVerification'), always(false))),
  })
}

/** The authorizers that it declares. */
export function documentedAuthorizer({ types, property, invoked }: Format): Mapping {
  const extension = (name: string): Source => at(`scheme/x-amazon-apigateway-authorizer/${name}`)
  return entities('authorizer', types, documentedAuthorizers(property), {
    name: at('name'),
    api: self,
    type: translate(extension('type'), { cognito_user_pools: 'cognito' }),
    function: invoked(extension('authorizerUri')),
    identity_sources: identitySources(firstOf(extension('identitySource'), headerOfScheme)),
    cache_s: firstOf(extension('authorizerResultTtlInSeconds'), defaultCache),
    issuer: extension('jwtConfiguration/issuer'),
    audiences: firstOf(extension('jwtConfiguration/audience'), always([])),
    user_pools: firstOf(extension('providerARNs'), always([])),
  })
}

/** A REST API reads the header that the scheme names. Source: API Gateway Developer Guide, "x-amazon-apigateway-authorizer". */
const headerOfScheme: Source = (scope) => {
  const place = at('scheme/in')(scope)
  const name = at('scheme/name')(scope)
  if (place.type !== 'scalar' || place.value !== 'header' || name.type !== 'scalar') return always(null)(scope)
  return { ...name, value: `method.request.header.${String(name.value)}` }
}

/** A REST API keeps decisions for five minutes, an HTTP API does not. Source: API Gateway API references. */
const defaultCache: Source = (scope) => always(/V2|v2/.test(scope.resource.type) ? 0 : 300)(scope)

/** Where a call goes that is answered over HTTP; null where something else answers. */
export function urlOf(type: Source, uri: Source): Source {
  return (scope) => {
    const value = type(scope)
    const isHttp = value.type === 'scalar' && /^http(?:_proxy)?$/i.test(String(value.value))
    return isHttp || value.type === 'unknown' ? uri(scope) : always(null)(scope)
  }
}

/** Only what is no proxy looks at templates; it lets pass what has none unless told otherwise. */
export function passthroughOf(type: Source, passthrough: Source): Source {
  return (scope) => {
    const value = type(scope)
    if (value.type !== 'scalar' || value.value === null) return value
    if (/_proxy$/i.test(String(value.value))) return always(null)(scope)
    return firstOf(passthrough, always('WHEN_NO_MATCH'))(scope)
  }
}
