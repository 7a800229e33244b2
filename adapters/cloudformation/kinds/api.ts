import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, inside } from '../../mapping/source.ts'
import { tags, translate } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::ApiGateway::RestApi. */
export const restApi = entity('api', ['AWS::ApiGateway::RestApi'], {
  name: firstOf(at('Name'), at('Body/info/title')),
  protocol: always('rest'),
  endpoint: translate(at('EndpointConfiguration/Types/0', 'EDGE'), {
    EDGE: 'edge',
    REGIONAL: 'regional',
    PRIVATE: 'private',
  }),
  default_endpoint_disabled: at('DisableExecuteApiEndpoint', false),
  cors: always(null),
  tags: tags('Tags'),
})

/** Defaults: CloudFormation reference, AWS::ApiGatewayV2::Api. */
export const httpApi = entity('api', ['AWS::ApiGatewayV2::Api'], {
  name: firstOf(at('Name'), at('Body/info/title')),
  protocol: translate(at('ProtocolType', 'HTTP'), { HTTP: 'http', WEBSOCKET: 'websocket' }),
  endpoint: always('regional'),
  default_endpoint_disabled: at('DisableExecuteApiEndpoint', false),
  cors: inside('CorsConfiguration', {
    allow_origins: at('AllowOrigins', []),
    allow_credentials: at('AllowCredentials', false),
  }),
  tags: at('Tags', {}),
})
