import { documentedAuthorizer, documentedRoutes } from '../../mapping/api-document.ts'
import { entities } from '../../mapping/mapping.ts'
import { always, at, ofResource, record, self } from '../../mapping/source.ts'
import { propertyAt } from '../../mapping/words.ts'
import { integrationOf, invoked, quickIntegration, routeMethod, routePath } from '../routes.ts'

const document = {
  types: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'],
  property: 'Body',
  invoked,
  integrationOf,
}

export const documentedRoute = documentedRoutes(document)
export const documentedAuthorizers = documentedAuthorizer(document)

/** The route that an HTTP API with a target has of itself. Source: CloudFormation reference, AWS::ApiGatewayV2::Api. */
export const quickRoute = entities('route', ['AWS::ApiGatewayV2::Api'], propertyAt('Target'), {
  api: self,
  method: routeMethod(ofResource(at('RouteKey', '$default'))),
  path: routePath(ofResource(at('RouteKey', '$default'))),
  function: invoked(ofResource(at('Target'))),
  integration: quickIntegration(ofResource(at('Target'))),
  auth: record({ type: always('none'), authorizer: always(null), scopes: always([]) }),
  api_key_required: always(false),
  validation: record({ body: always(false), parameters: always(false), models: always([]) }),
  url: always(null),
  credentials: ofResource(at('CredentialsArn')),
  timeout_ms: always(null),
  passthrough: always(null),
  verifies_tls: always(true),
})
