import { entities, entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, ofResource } from '../../mapping/source.ts'
import { asynchronous, plainTrigger, polled } from '../../mapping/trigger.ts'
import {
  asJson,
  elementsAt,
  hasItem,
  nullWhere,
  objectAt,
  ofEach,
  onlyFor,
  propertyOf,
  single,
  translate,
} from '../../mapping/words.ts'
import { invoker, invoking } from '../invocation.ts'
import { ofRule, ruleEnabled, ruleMechanism, ruleSource } from '../rules.ts'
import { link } from '../words.ts'

/** Source: Terraform AWS provider, aws_lambda_event_source_mapping. */
export const eventSourceMapping = entity('trigger', ['aws_lambda_event_source_mapping'], {
  ...polled('event_source_mapping'),
  ...invoking('function_name'),
  source: link('event_source_arn'),
  enabled: at('enabled', true),
  events: firstOf(at('topics'), at('queues', [])),
  filters: ofEach('filter_criteria/0/filter', 'pattern'),
  batch_size: at('batch_size'),
  maximum_concurrency: at('scaling_config/0/maximum_concurrency'),
  maximum_retries: nullWhere(at('maximum_retry_attempts'), (retries) => retries < 0),
  maximum_age_s: nullWhere(at('maximum_record_age_in_seconds'), (age) => age < 0),
  bisects: at('bisect_batch_on_function_error', false),
  parallelization: at('parallelization_factor'),
  batching_window_s: at('maximum_batching_window_in_seconds'),
  partial_failures: hasItem(at('function_response_types'), 'ReportBatchItemFailures'),
  on_failure: link('destination_config/0/on_failure/0/destination_arn'),
})

/** Source: Terraform AWS provider, aws_s3_bucket_notification. */
export const bucketNotification = entities('trigger', ['aws_s3_bucket_notification'], elementsAt('lambda_function'), {
  ...asynchronous('notification'),
  ...invoking('lambda_function_arn'),
  source: ofResource(link('bucket')),
  events: at('events', []),
  prefix: at('filter_prefix'),
  suffix: at('filter_suffix'),
})

/** Source: Terraform AWS provider, aws_sns_topic_subscription. */
export const subscription = onlyFor(
  (resource) => isLambda(propertyOf(resource, 'protocol')),
  entity('trigger', ['aws_sns_topic_subscription'], {
    ...asynchronous('subscription'),
    ...invoking('endpoint'),
    source: link('topic_arn'),
    filters: single(asJson(at('filter_policy'))),
    on_failure: (scope) => {
      const policy = objectAt('redrive_policy', { target: link('deadLetterTargetArn') })(scope)
      return policy.type === 'map' ? (policy.entries.get('target')?.value ?? policy) : policy
    },
  }),
)

function isLambda(protocol: ReturnType<typeof propertyOf>): boolean {
  return protocol?.type === 'scalar' && protocol.value === 'lambda'
}

/** Source: Terraform AWS provider, aws_cloudwatch_event_target and aws_cloudwatch_event_rule. */
export const rule = invoker('arn', ['aws_cloudwatch_event_target'], {
  ...plainTrigger,
  source: ruleSource,
  mechanism: ruleMechanism,
  invocation: always('asynchronous'),
  enabled: ruleEnabled,
  schedule: ofRule(at('schedule_expression')),
  filters: ofRule(single(asJson(at('event_pattern')))),
  maximum_retries: at('retry_policy/0/maximum_retry_attempts'),
  maximum_age_s: at('retry_policy/0/maximum_event_age_in_seconds'),
  on_failure: link('dead_letter_config/0/arn'),
})

/** Source: Terraform AWS provider, aws_scheduler_schedule. */
export const schedule = invoker('target/0/arn', ['aws_scheduler_schedule'], {
  ...asynchronous('schedule'),
  enabled: translate(at('state', 'ENABLED'), { ENABLED: true, DISABLED: false }),
  schedule: at('schedule_expression'),
  maximum_retries: at('target/0/retry_policy/0/maximum_retry_attempts'),
  maximum_age_s: at('target/0/retry_policy/0/maximum_event_age_in_seconds'),
  on_failure: link('target/0/dead_letter_config/0/arn'),
})

/** Source: Terraform AWS provider, aws_cloudwatch_log_subscription_filter. */
export const logSubscription = invoker('destination_arn', ['aws_cloudwatch_log_subscription_filter'], {
  ...asynchronous('log_subscription'),
  source: link('log_group_name'),
  filters: single(at('filter_pattern')),
})
