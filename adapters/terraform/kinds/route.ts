import { entity } from '../../mapping/mapping.ts'
import { at, record, type Source } from '../../mapping/source.ts'
import {
  integrationOf,
  invoked,
  ofIntegration,
  resourcePath,
  routeMethod,
  routePath,
  throughReference,
} from '../routes.ts'
import { link, translate } from '../words.ts'

const authorizationTypes = {
  NONE: 'none',
  AWS_IAM: 'iam',
  JWT: 'jwt',
  CUSTOM: 'custom',
  COGNITO_USER_POOLS: 'cognito',
}

function auth(type: Source): Source {
  return record({
    type: translate(type, authorizationTypes),
    authorizer: at('authorizer_id'),
    scopes: at('authorization_scopes', []),
  })
}

/** Source: Terraform AWS provider, aws_api_gateway_method and aws_api_gateway_integration. */
export const method = entity('route', ['aws_api_gateway_method'], {
  api: link('rest_api_id'),
  method: at('http_method'),
  path: resourcePath(at('resource_id')),
  function: invoked(ofIntegration(at('uri'))),
  integration: integrationOf(ofIntegration(at('type')), ofIntegration(at('uri')), ofIntegration(at('connection_type'))),
  auth: auth(at('authorization', 'NONE')),
  api_key_required: at('api_key_required', false),
})

const integration = (path: string): Source => throughReference(at('target'), 'aws_apigatewayv2_integration', at(path))

/** Source: Terraform AWS provider, aws_apigatewayv2_route. */
export const route = entity('route', ['aws_apigatewayv2_route'], {
  api: link('api_id'),
  method: routeMethod(at('route_key')),
  path: routePath(at('route_key')),
  function: invoked(integration('integration_uri')),
  integration: integrationOf(
    integration('integration_type'),
    integration('integration_uri'),
    integration('connection_type'),
  ),
  auth: auth(at('authorization_type', 'NONE')),
  api_key_required: at('api_key_required', false),
})
