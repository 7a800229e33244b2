import { passthroughOf, urlOf } from '../../mapping/api-document.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, record, type Source } from '../../mapping/source.ts'
import { keysOf, not, translate } from '../../mapping/words.ts'
import {
  integrationOf,
  invoked,
  ofIntegration,
  resourcePath,
  routeMethod,
  routePath,
  throughReference,
} from '../routes.ts'
import { link } from '../words.ts'

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
    authorizer: link('authorizer_id'),
    scopes: at('authorization_scopes', []),
  })
}

const validator = (name: string): Source =>
  firstOf(
    throughReference(link('request_validator_id'), 'aws_api_gateway_request_validator', at(name, false)),
    always(false),
  )

/** Source: Terraform AWS provider, aws_api_gateway_method and aws_api_gateway_integration. */
export const method = entity('route', ['aws_api_gateway_method'], {
  api: link('rest_api_id'),
  method: at('http_method'),
  path: resourcePath(at('resource_id')),
  function: invoked(ofIntegration(at('uri'))),
  integration: integrationOf(ofIntegration(at('type')), ofIntegration(at('uri')), ofIntegration(at('connection_type'))),
  auth: auth(at('authorization', 'NONE')),
  api_key_required: at('api_key_required', false),
  validation: record({
    body: validator('validate_request_body'),
    parameters: validator('validate_request_parameters'),
    models: keysOf(at('request_models')),
  }),
  url: urlOf(ofIntegration(at('type')), ofIntegration(at('uri'))),
  credentials: ofIntegration(link('credentials')),
  timeout_ms: ofIntegration(at('timeout_milliseconds')),
  passthrough: passthroughOf(ofIntegration(at('type')), ofIntegration(at('passthrough_behavior'))),
  verifies_tls: not(firstOf(ofIntegration(at('tls_config/0/insecure_skip_verification')), always(false))),
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
  validation: record({ body: always(false), parameters: always(false), models: keysOf(at('request_models')) }),
  url: urlOf(integration('integration_type'), integration('integration_uri')),
  credentials: throughReference(at('target'), 'aws_apigatewayv2_integration', link('credentials_arn')),
  timeout_ms: integration('timeout_milliseconds'),
  passthrough: always(null),
  verifies_tls: always(true),
})
