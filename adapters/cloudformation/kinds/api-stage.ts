import { concatenated } from '../../mapping/document.ts'
import { entities, entity, part } from '../../mapping/mapping.ts'
import { always, at, inside, ofResource, record } from '../../mapping/source.ts'
import { each, nullWhere, present, propertyAt, single } from '../../mapping/words.ts'
import { mapSettings, planStages, restRoute } from '../stages.ts'
import { tags } from '../words.ts'

const limit = (path: string) => nullWhere(at(path), (value) => value < 0)

const restSettings = each('MethodSettings', {
  route: restRoute,
  throttle_rate: limit('ThrottlingRateLimit'),
  throttle_burst: limit('ThrottlingBurstLimit'),
  logging: at('LoggingLevel', 'OFF'),
  payload_logged: at('DataTraceEnabled', false),
  metrics: at('MetricsEnabled', false),
  cached: at('CachingEnabled', false),
  cache_encrypted: at('CacheDataEncrypted', false),
})

/** Source: CloudFormation reference, AWS::ApiGateway::Stage. */
export const stage = entity('api_stage', ['AWS::ApiGateway::Stage'], {
  name: at('StageName'),
  api: at('RestApiId'),
  access_log: inside('AccessLogSetting', { destination: at('DestinationArn'), format: at('Format') }),
  tracing: at('TracingEnabled', false),
  settings: restSettings,
  cache: at('CacheClusterEnabled', false),
  client_certificate: present(at('ClientCertificateId')),
  variables: at('Variables', {}),
  tags: tags('Tags'),
})

/** A deployment that makes a stage of its own. Source: CloudFormation reference, AWS::ApiGateway::Deployment. */
export const deployed = entities('api_stage', ['AWS::ApiGateway::Deployment'], propertyAt('StageName'), {
  name: ofResource(at('StageName')),
  api: ofResource(at('RestApiId')),
  access_log: ofResource(
    inside('StageDescription/AccessLogSetting', { destination: at('DestinationArn'), format: at('Format') }),
  ),
  tracing: ofResource(at('StageDescription/TracingEnabled', false)),
  settings: ofResource((scope) => restSettings({ ...scope, value: at('StageDescription', {})(scope) })),
  cache: ofResource(at('StageDescription/CacheClusterEnabled', false)),
  client_certificate: ofResource(present(at('StageDescription/ClientCertificateId'))),
  variables: ofResource(at('StageDescription/Variables', {})),
  tags: always({}),
})

const routeSettings = {
  throttle_rate: at('ThrottlingRateLimit'),
  throttle_burst: at('ThrottlingBurstLimit'),
  logging: at('LoggingLevel', 'OFF'),
  payload_logged: at('DataTraceEnabled', false),
  metrics: at('DetailedMetricsEnabled', false),
  cached: always(false),
  cache_encrypted: always(false),
}

/** Source: CloudFormation reference, AWS::ApiGatewayV2::Stage. */
export const httpStage = entity('api_stage', ['AWS::ApiGatewayV2::Stage'], {
  name: at('StageName'),
  api: at('ApiId'),
  access_log: inside('AccessLogSettings', { destination: at('DestinationArn'), format: at('Format') }),
  tracing: always(false),
  settings: concatenated(
    each('DefaultRouteSettings', { route: always('*'), ...routeSettings }),
    mapSettings('RouteSettings', record(routeSettings)),
  ),
  cache: always(false),
  client_certificate: present(at('ClientCertificateId')),
  variables: at('StageVariables', {}),
  tags: at('Tags', {}),
})

/** Source: CloudFormation reference, AWS::ApiGateway::UsagePlan. */
export const usagePlan = part('api_stage', ['AWS::ApiGateway::UsagePlan'], planStages, {
  usage_plans: single(
    record({
      throttle_rate: at('Throttle/RateLimit'),
      throttle_burst: at('Throttle/BurstLimit'),
      quota: at('Quota/Limit'),
    }),
  ),
})
