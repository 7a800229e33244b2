import { entity, part } from '../../mapping/mapping.ts'
import { at, firstOf, inside, record } from '../../mapping/source.ts'
import { is, not, nullWhere, ofEach, single } from '../../mapping/words.ts'
import { authorizerFunctions } from '../graphql.ts'
import { functionAt } from '../invocation.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_appsync_graphql_api. A depth or count of 0 is no limit. */
export const graphqlApi = entity('graphql_api', ['aws_appsync_graphql_api'], {
  name: at('name'),
  authentication: at('authentication_type'),
  additional_authentication: ofEach('additional_authentication_provider', 'authentication_type'),
  authorizer_functions: authorizerFunctions,
  private: is(at('visibility'), 'PRIVATE'),
  introspection: not(is(at('introspection_config'), 'DISABLED')),
  query_depth_limit: nullWhere(at('query_depth_limit'), (limit) => limit === 0),
  resolver_count_limit: nullWhere(at('resolver_count_limit'), (limit) => limit === 0),
  logging: inside('log_config/0', {
    level: at('field_log_level', 'NONE'),
    payload_logged: not(at('exclude_verbose_content', false)),
  }),
  tracing: at('xray_enabled', false),
  tags,
})

export const apiKey = part('graphql_api', ['aws_appsync_api_key'], link('api_id'), {
  api_keys: single(record({ expires: at('expires') })),
})

/** Source: Terraform AWS provider, aws_appsync_datasource. */
export const dataSource = part('graphql_api', ['aws_appsync_datasource'], link('api_id'), {
  data_sources: single(
    record({
      name: at('name'),
      type: at('type'),
      target: firstOf(
        functionAt('lambda_config/0/function_arn'),
        link('dynamodb_config/0/table_name'),
        link('event_bridge_config/0/event_bus_arn'),
      ),
      role: link('service_role_arn'),
      url: at('http_config/0/endpoint'),
    }),
  ),
})
