import { concatenated } from '../../mapping/document.ts'
import { entities, entity, part } from '../../mapping/mapping.ts'
import { always, at, inside, ofResource, record } from '../../mapping/source.ts'
import { each, nullWhere, present, propertyAt, single } from '../../mapping/words.ts'
import { planStages, settingRoute, stageReference } from '../stages.ts'
import { link, tags } from '../words.ts'

const accessLog = inside('access_log_settings/0', { destination: link('destination_arn'), format: at('format') })

/** Source: Terraform AWS provider, aws_api_gateway_stage. */
export const stage = entity('api_stage', ['aws_api_gateway_stage'], {
  name: at('stage_name'),
  api: link('rest_api_id'),
  access_log: accessLog,
  tracing: at('xray_tracing_enabled', false),
  cache: at('cache_cluster_enabled', false),
  client_certificate: present(at('client_certificate_id')),
  variables: at('variables', {}),
  tags,
})

/** A deployment that makes a stage of its own, as before version 6 of the provider. */
export const deployed = entities('api_stage', ['aws_api_gateway_deployment'], propertyAt('stage_name'), {
  name: ofResource(at('stage_name')),
  api: ofResource(link('rest_api_id')),
  access_log: always(null),
  tracing: always(false),
  cache: always(false),
  client_certificate: always(false),
  variables: ofResource(at('variables', {})),
  tags: always({}),
})

const limit = (path: string) => nullWhere(at(`settings/0/${path}`), (value) => value < 0)

/** Source: Terraform AWS provider, aws_api_gateway_method_settings. */
export const methodSettings = part('api_stage', ['aws_api_gateway_method_settings'], stageReference, {
  settings: single(
    record({
      route: settingRoute(at('method_path')),
      throttle_rate: limit('throttling_rate_limit'),
      throttle_burst: limit('throttling_burst_limit'),
      logging: at('settings/0/logging_level', 'OFF'),
      payload_logged: at('settings/0/data_trace_enabled', false),
      metrics: at('settings/0/metrics_enabled', false),
      cached: at('settings/0/caching_enabled', false),
      cache_encrypted: at('settings/0/cache_data_encrypted', false),
    }),
  ),
})

const routeSettings = {
  throttle_rate: at('throttling_rate_limit'),
  throttle_burst: at('throttling_burst_limit'),
  logging: at('logging_level', 'OFF'),
  payload_logged: at('data_trace_enabled', false),
  metrics: at('detailed_metrics_enabled', false),
  cached: always(false),
  cache_encrypted: always(false),
}

/** Source: Terraform AWS provider, aws_apigatewayv2_stage. */
export const httpStage = entity('api_stage', ['aws_apigatewayv2_stage'], {
  name: at('name'),
  api: link('api_id'),
  access_log: accessLog,
  tracing: always(false),
  settings: concatenated(
    each('default_route_settings', { route: always('*'), ...routeSettings }),
    each('route_settings', { route: at('route_key'), ...routeSettings }),
  ),
  cache: always(false),
  client_certificate: present(at('client_certificate_id')),
  variables: at('stage_variables', {}),
  tags,
})

/** Source: Terraform AWS provider, aws_api_gateway_usage_plan. */
export const usagePlan = part('api_stage', ['aws_api_gateway_usage_plan'], planStages, {
  usage_plans: single(
    record({
      throttle_rate: at('throttle_settings/0/rate_limit'),
      throttle_burst: at('throttle_settings/0/burst_limit'),
      quota: at('quota_settings/0/limit'),
    }),
  ),
})
