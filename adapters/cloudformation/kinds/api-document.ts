import { entities } from '../../mapping/mapping.ts'
import { always, at, ofResource, record, type Source, self } from '../../mapping/source.ts'
import { operationAuth, operationAuthorizer, operationNeedsKey, operationScopes, operations } from '../openapi.ts'
import { integrationOf, invoked, quickIntegration, routeMethod, routePath } from '../routes.ts'
import { propertyAt } from '../words.ts'

const integration = (name: string): Source => at(`operation/x-amazon-apigateway-integration/${name}`)

/** The operations of an OpenAPI document. */
export const documentedRoute = entities('route', ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'], operations, {
  api: self,
  method: at('method'),
  path: at('path'),
  function: invoked(integration('uri')),
  integration: integrationOf(integration('type'), integration('uri'), integration('connectionType')),
  auth: record({ type: operationAuth, authorizer: operationAuthorizer, scopes: operationScopes }),
  api_key_required: operationNeedsKey,
})

/** The route that an HTTP API with a target has of itself. Source: CloudFormation reference, AWS::ApiGatewayV2::Api. */
export const quickRoute = entities('route', ['AWS::ApiGatewayV2::Api'], propertyAt('Target'), {
  api: self,
  method: routeMethod(ofResource(at('RouteKey', '$default'))),
  path: routePath(ofResource(at('RouteKey', '$default'))),
  function: invoked(ofResource(at('Target'))),
  integration: quickIntegration(ofResource(at('Target'))),
  auth: record({ type: always('none'), authorizer: always(null), scopes: always([]) }),
  api_key_required: always(false),
})
