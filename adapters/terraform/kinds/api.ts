import { entity } from '../../mapping/mapping.ts'
import { documentAt } from '../../mapping/openapi.ts'
import { always, at, firstOf, inside } from '../../mapping/source.ts'
import { translate } from '../../mapping/words.ts'
import { links, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_api_gateway_rest_api. */
export const restApi = entity('api', ['aws_api_gateway_rest_api'], {
  name: at('name'),
  protocol: always('rest'),
  endpoint: translate(at('endpoint_configuration/0/types/0', 'EDGE'), {
    EDGE: 'edge',
    REGIONAL: 'regional',
    PRIVATE: 'private',
  }),
  default_endpoint_disabled: firstOf(
    at('disable_execute_api_endpoint'),
    documentAt('body', 'x-amazon-apigateway-endpoint-configuration/disableExecuteApiEndpoint'),
    documentAt('body', 'servers/0/x-amazon-apigateway-endpoint-configuration/disableExecuteApiEndpoint'),
  ),
  vpc_endpoints: links('endpoint_configuration/0/vpc_endpoint_ids'),
  fails_on_warnings: at('fail_on_warnings', false),
  cors: always(null),
  tags,
})

/** Defaults: Terraform AWS provider, aws_apigatewayv2_api. */
export const httpApi = entity('api', ['aws_apigatewayv2_api'], {
  name: at('name'),
  protocol: translate(at('protocol_type', 'HTTP'), { HTTP: 'http', WEBSOCKET: 'websocket' }),
  endpoint: always('regional'),
  default_endpoint_disabled: at('disable_execute_api_endpoint', false),
  vpc_endpoints: always([]),
  fails_on_warnings: at('fail_on_warnings', false),
  cors: inside('cors_configuration/0', {
    allow_origins: at('allow_origins', []),
    allow_methods: at('allow_methods', []),
    allow_headers: at('allow_headers', []),
    allow_credentials: at('allow_credentials', false),
  }),
  tags,
})
