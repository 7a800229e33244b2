import { entity, part } from '../../mapping/mapping.ts'
import { always, at, firstOf, inside, record } from '../../mapping/source.ts'
import { is, not, nullWhere, ofEach, single } from '../../mapping/words.ts'
import { authorizerFunctions } from '../graphql.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::AppSync::GraphQLApi. A depth or count of 0 is no limit. */
export const graphqlApi = entity('graphql_api', ['AWS::AppSync::GraphQLApi'], {
  name: at('Name'),
  authentication: at('AuthenticationType'),
  additional_authentication: ofEach('AdditionalAuthenticationProviders', 'AuthenticationType'),
  authorizer_functions: authorizerFunctions,
  private: is(at('Visibility'), 'PRIVATE'),
  introspection: not(is(at('IntrospectionConfig'), 'DISABLED')),
  query_depth_limit: nullWhere(at('QueryDepthLimit'), (limit) => limit === 0),
  resolver_count_limit: nullWhere(at('ResolverCountLimit'), (limit) => limit === 0),
  logging: inside('LogConfig', {
    level: at('FieldLogLevel', 'NONE'),
    payload_logged: not(at('ExcludeVerboseContent', false)),
  }),
  tracing: at('XrayEnabled', false),
  tags: tags('Tags'),
})

export const apiKey = part('graphql_api', ['AWS::AppSync::ApiKey'], at('ApiId'), {
  api_keys: single(record({ expires: at('Expires') })),
})

/** Source: CloudFormation reference, AWS::AppSync::DataSource. */
export const dataSource = part('graphql_api', ['AWS::AppSync::DataSource'], at('ApiId'), {
  data_sources: single(
    record({
      name: at('Name'),
      type: at('Type'),
      target: firstOf(
        at('LambdaConfig/LambdaFunctionArn'),
        at('DynamoDBConfig/TableName'),
        at('EventBridgeConfig/EventBusArn'),
        always(null),
      ),
      role: at('ServiceRoleArn'),
      url: at('HttpConfig/Endpoint'),
    }),
  ),
})
