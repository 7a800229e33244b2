import { passthroughOf, urlOf } from '../../mapping/api-document.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, record, type Source } from '../../mapping/source.ts'
import { keysOf, not, translate } from '../../mapping/words.ts'
import { integrationOf, invoked, resourcePath, routeMethod, routePath, throughReference } from '../routes.ts'

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

const validator = (path: string): Source =>
  firstOf(
    throughReference(at('RequestValidatorId'), 'AWS::ApiGateway::RequestValidator', at(path, false)),
    always(false),
  )

/** Source: CloudFormation reference, AWS::ApiGateway::Method. */
export const method = entity('route', ['AWS::ApiGateway::Method'], {
  api: at('RestApiId'),
  method: at('HttpMethod'),
  path: resourcePath(at('ResourceId')),
  function: invoked(at('Integration/Uri')),
  integration: integrationOf(at('Integration/Type'), at('Integration/Uri'), at('Integration/ConnectionType')),
  auth,
  api_key_required: at('ApiKeyRequired', false),
  validation: record({
    body: validator('ValidateRequestBody'),
    parameters: validator('ValidateRequestParameters'),
    models: keysOf(at('RequestModels')),
  }),
  url: urlOf(at('Integration/Type'), at('Integration/Uri')),
  credentials: at('Integration/Credentials'),
  timeout_ms: at('Integration/TimeoutInMillis'),
  passthrough: passthroughOf(at('Integration/Type'), at('Integration/PassthroughBehavior')),
  verifies_tls: not(firstOf(at('Integration/TlsConfig/InsecureSkipVerification'), always(false))),
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
  validation: record({ body: always(false), parameters: always(false), models: keysOf(at('RequestModels')) }),
  url: urlOf(integration('IntegrationType'), integration('IntegrationUri')),
  credentials: integration('CredentialsArn'),
  timeout_ms: integration('TimeoutInMillis'),
  passthrough: always(null),
  verifies_tls: always(true),
})
