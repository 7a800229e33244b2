import { identitySources } from '../../mapping/authorizer.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at } from '../../mapping/source.ts'
import { translate } from '../../mapping/words.ts'
import { invoked } from '../routes.ts'
import { link, links } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_api_gateway_authorizer. */
export const authorizer = entity('authorizer', ['aws_api_gateway_authorizer'], {
  name: at('name'),
  api: link('rest_api_id'),
  type: translate(at('type', 'TOKEN'), { TOKEN: 'token', REQUEST: 'request', COGNITO_USER_POOLS: 'cognito' }),
  function: invoked(at('authorizer_uri')),
  identity_sources: identitySources(at('identity_source', 'method.request.header.Authorization')),
  cache_s: at('authorizer_result_ttl_in_seconds', 300),
  issuer: always(null),
  audiences: always([]),
  user_pools: links('provider_arns'),
})

/** Defaults: Terraform AWS provider, aws_apigatewayv2_authorizer. */
export const httpAuthorizer = entity('authorizer', ['aws_apigatewayv2_authorizer'], {
  name: at('name'),
  api: link('api_id'),
  type: translate(at('authorizer_type'), { JWT: 'jwt', REQUEST: 'request' }),
  function: invoked(at('authorizer_uri')),
  identity_sources: at('identity_sources', []),
  cache_s: at('authorizer_result_ttl_in_seconds', 0),
  issuer: at('jwt_configuration/0/issuer'),
  audiences: at('jwt_configuration/0/audience', []),
  user_pools: always([]),
})
