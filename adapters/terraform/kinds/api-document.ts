import { documentedAuthorizer, documentedRoutes } from '../../mapping/api-document.ts'
import { entities } from '../../mapping/mapping.ts'
import { always, at, ofResource, record, self } from '../../mapping/source.ts'
import { propertyAt } from '../../mapping/words.ts'
import { integrationOf, invoked, quickIntegration, routeMethod, routePath } from '../routes.ts'
import { link } from '../words.ts'

const document = {
  types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
  property: 'body',
  invoked,
  integrationOf,
}

export const documentedRoute = documentedRoutes(document)
export const documentedAuthorizers = documentedAuthorizer(document)

/** The route that an HTTP API with a target has of itself. Source: Terraform AWS provider, aws_apigatewayv2_api. */
export const quickRoute = entities('route', ['aws_apigatewayv2_api'], propertyAt('target'), {
  api: self,
  method: routeMethod(ofResource(at('route_key', '$default'))),
  path: routePath(ofResource(at('route_key', '$default'))),
  function: invoked(ofResource(at('target'))),
  integration: quickIntegration(ofResource(at('target'))),
  auth: record({ type: always('none'), authorizer: always(null), scopes: always([]) }),
  api_key_required: always(false),
  validation: record({ body: always(false), parameters: always(false), models: always([]) }),
  url: always(null),
  credentials: ofResource(link('credentials_arn')),
  timeout_ms: always(null),
  passthrough: always(null),
  verifies_tls: always(true),
})
