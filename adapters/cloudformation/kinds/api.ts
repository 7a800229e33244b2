import { entity } from '../../mapping/mapping.ts'
import { documentAt } from '../../mapping/openapi.ts'
import { always, at, firstOf, inside } from '../../mapping/source.ts'
import { translate } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::ApiGateway::RestApi. */
export const restApi = entity('api', ['AWS::ApiGateway::RestApi'], {
  name: firstOf(at('Name'), at('Body/info/title')),
  protocol: always('rest'),
  endpoint: translate(at('EndpointConfiguration/Types/0', 'EDGE'), {
    EDGE: 'edge',
    REGIONAL: 'regional',
    PRIVATE: 'private',
  }),
  default_endpoint_disabled: firstOf(
    at('DisableExecuteApiEndpoint'),
    documentAt('Body', 'x-amazon-apigateway-endpoint-configuration/disableExecuteApiEndpoint'),
    documentAt('Body', 'servers/0/x-amazon-apigateway-endpoint-configuration/disableExecuteApiEndpoint'),
  ),
  vpc_endpoints: at('EndpointConfiguration/VpcEndpointIds', []),
  fails_on_warnings: at('FailOnWarnings', false),
  cors: always(null),
  tags: tags('Tags'),
})

/** Defaults: CloudFormation reference, AWS::ApiGatewayV2::Api. */
export const httpApi = entity('api', ['AWS::ApiGatewayV2::Api'], {
  name: firstOf(at('Name'), at('Body/info/title')),
  protocol: translate(at('ProtocolType', 'HTTP'), { HTTP: 'http', WEBSOCKET: 'websocket' }),
  endpoint: always('regional'),
  default_endpoint_disabled: at('DisableExecuteApiEndpoint', false),
  vpc_endpoints: always([]),
  fails_on_warnings: at('FailOnWarnings', false),
  cors: firstOf(
    inside('CorsConfiguration', {
      allow_origins: at('AllowOrigins', []),
      allow_methods: at('AllowMethods', []),
      allow_headers: at('AllowHeaders', []),
      allow_credentials: at('AllowCredentials', false),
    }),
    inside('Body/x-amazon-apigateway-cors', {
      allow_origins: at('allowOrigins', []),
      allow_methods: at('allowMethods', []),
      allow_headers: at('allowHeaders', []),
      allow_credentials: at('allowCredentials', false),
    }),
  ),
  tags: at('Tags', {}),
})
