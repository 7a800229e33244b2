import { entity } from '../../mapping/mapping.ts'
import { at, record, type Source } from '../../mapping/source.ts'
import { integrationOf, invoked, resourcePath, routeMethod, routePath, throughReference } from '../routes.ts'
import { translate } from '../words.ts'

const authorizationTypes = {
  NONE: 'none',
  AWS_IAM: 'iam',
  JWT: 'jwt',
  CUSTOM: 'custom',
  COGNITO_USER_POOLS: 'cognito',
}

const auth: Source = record({
  type: translate(at('AuthorizationType', 'NONE'), authorizationTypes),
  authorizer: at('AuthorizerId'),
  scopes: at('AuthorizationScopes', []),
})

/** Source: CloudFormation reference, AWS::ApiGateway::Method. */
export const method = entity('route', ['AWS::ApiGateway::Method'], {
  api: at('RestApiId'),
  method: at('HttpMethod'),
  path: resourcePath(at('ResourceId')),
  function: invoked(at('Integration/Uri')),
  integration: integrationOf(at('Integration/Type'), at('Integration/Uri'), at('Integration/ConnectionType')),
  auth,
  api_key_required: at('ApiKeyRequired', false),
})

const integration = (path: string): Source => throughReference(at('Target'), 'AWS::ApiGatewayV2::Integration', at(path))

/** Source: CloudFormation reference, AWS::ApiGatewayV2::Route. */
export const route = entity('route', ['AWS::ApiGatewayV2::Route'], {
  api: at('ApiId'),
  method: routeMethod(at('RouteKey')),
  path: routePath(at('RouteKey')),
  function: invoked(integration('IntegrationUri')),
  integration: integrationOf(
    integration('IntegrationType'),
    integration('IntegrationUri'),
    integration('ConnectionType'),
  ),
  auth,
  api_key_required: at('ApiKeyRequired', false),
})
