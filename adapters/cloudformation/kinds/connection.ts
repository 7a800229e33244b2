import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { written } from '../../mapping/written.ts'

/** Source: CloudFormation reference, AWS::Events::Connection. */
export const connection = entity('connection', ['AWS::Events::Connection'], {
  name: at('Name'),
  authorization: at('AuthorizationType'),
  secrets: written({
    api_key: at('AuthParameters/ApiKeyAuthParameters/ApiKeyValue'),
    password: at('AuthParameters/BasicAuthParameters/Password'),
    client_secret: at('AuthParameters/OAuthParameters/ClientParameters/ClientSecret'),
  }),
  authorization_url: at('AuthParameters/OAuthParameters/AuthorizationEndpoint'),
})

/** Source: CloudFormation reference, AWS::Events::ApiDestination. */
export const destination = part('connection', ['AWS::Events::ApiDestination'], at('ConnectionArn'), {
  destinations: single(
    record({
      url: at('InvocationEndpoint'),
      method: at('HttpMethod'),
      rate_limit: at('InvocationRateLimitPerSecond'),
    }),
  ),
})
