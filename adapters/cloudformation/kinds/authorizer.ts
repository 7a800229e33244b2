import { identitySources } from '../../mapping/authorizer.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at } from '../../mapping/source.ts'
import { translate } from '../../mapping/words.ts'
import { invoked } from '../routes.ts'

/** Defaults: CloudFormation reference, AWS::ApiGateway::Authorizer. */
export const authorizer = entity('authorizer', ['AWS::ApiGateway::Authorizer'], {
  name: at('Name'),
  api: at('RestApiId'),
  type: translate(at('Type'), { TOKEN: 'token', REQUEST: 'request', COGNITO_USER_POOLS: 'cognito' }),
  function: invoked(at('AuthorizerUri')),
  identity_sources: identitySources(at('IdentitySource')),
  cache_s: at('AuthorizerResultTtlInSeconds', 300),
  issuer: always(null),
  audiences: always([]),
  user_pools: at('ProviderARNs', []),
})

/** Defaults: CloudFormation reference, AWS::ApiGatewayV2::Authorizer. */
export const httpAuthorizer = entity('authorizer', ['AWS::ApiGatewayV2::Authorizer'], {
  name: at('Name'),
  api: at('ApiId'),
  type: translate(at('AuthorizerType'), { JWT: 'jwt', REQUEST: 'request' }),
  function: invoked(at('AuthorizerUri')),
  identity_sources: at('IdentitySource', []),
  cache_s: at('AuthorizerResultTtlInSeconds', 0),
  issuer: at('JwtConfiguration/Issuer'),
  audiences: at('JwtConfiguration/Audience', []),
  user_pools: always([]),
})
