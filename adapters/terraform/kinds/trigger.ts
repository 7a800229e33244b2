import { entities, entity } from '../../mapping/mapping.ts'
import { always, at, ofResource } from '../../mapping/source.ts'
import { plainTrigger } from '../../mapping/trigger.ts'
import { functionAt, leadsToFunction, qualifierAt } from '../invocation.ts'
import { ofRule, ruleEnabled, ruleMechanism, ruleSource } from '../rules.ts'
import {
  asJson,
  blocksAt,
  hasItem,
  link,
  nullWhere,
  objectAt,
  ofEach,
  onlyFor,
  propertyOf,
  single,
  translate,
} from '../words.ts'

/** Source: Terraform AWS provider, aws_lambda_event_source_mapping. */
export const eventSourceMapping = entity('trigger', ['aws_lambda_event_source_mapping'], {
  ...plainTrigger,
  function: functionAt('function_name'),
  qualifier: qualifierAt('function_name'),
  source: link('event_source_arn'),
  mechanism: always('event_source_mapping'),
  enabled: at('enabled', true),
  filters: ofEach('filter_criteria/0/filter', 'pattern'),
  batch_size: at('batch_size'),
  maximum_concurrency: at('scaling_config/0/maximum_concurrency'),
  maximum_retries: nullWhere(at('maximum_retry_attempts'), (retries) => retries < 0),
  partial_failures: hasItem(at('function_response_types'), 'ReportBatchItemFailures'),
  on_failure: link('destination_config/0/on_failure/0/destination_arn'),
})

/** Source: Terraform AWS provider, aws_s3_bucket_notification. */
export const bucketNotification = entities('trigger', ['aws_s3_bucket_notification'], blocksAt('lambda_function'), {
  ...plainTrigger,
  function: functionAt('lambda_function_arn'),
  qualifier: qualifierAt('lambda_function_arn'),
  source: ofResource(link('bucket')),
  mechanism: always('notification'),
  events: at('events', []),
  prefix: at('filter_prefix'),
  suffix: at('filter_suffix'),
})

/** Source: Terraform AWS provider, aws_sns_topic_subscription. */
export const subscription = onlyFor(
  (resource) => isLambda(propertyOf(resource, 'protocol')),
  entity('trigger', ['aws_sns_topic_subscription'], {
    ...plainTrigger,
    function: functionAt('endpoint'),
    qualifier: qualifierAt('endpoint'),
    source: link('topic_arn'),
    mechanism: always('subscription'),
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
export const rule = onlyFor(
  leadsToFunction('arn'),
  entity('trigger', ['aws_cloudwatch_event_target'], {
    ...plainTrigger,
    function: functionAt('arn'),
    qualifier: qualifierAt('arn'),
    source: ruleSource,
    mechanism: ruleMechanism,
    enabled: ruleEnabled,
    schedule: ofRule(at('schedule_expression')),
    filters: ofRule(single(asJson(at('event_pattern')))),
    maximum_retries: at('retry_policy/0/maximum_retry_attempts'),
    on_failure: link('dead_letter_config/0/arn'),
  }),
)

/** Source: Terraform AWS provider, aws_scheduler_schedule. */
export const schedule = onlyFor(
  leadsToFunction('target/0/arn'),
  entity('trigger', ['aws_scheduler_schedule'], {
    ...plainTrigger,
    function: functionAt('target/0/arn'),
    qualifier: qualifierAt('target/0/arn'),
    mechanism: always('schedule'),
    enabled: translate(at('state', 'ENABLED'), { ENABLED: true, DISABLED: false }),
    schedule: at('schedule_expression'),
    maximum_retries: at('target/0/retry_policy/0/maximum_retry_attempts'),
    on_failure: link('target/0/dead_letter_config/0/arn'),
  }),
)

/** Source: Terraform AWS provider, aws_cloudwatch_log_subscription_filter. */
export const logSubscription = onlyFor(
  leadsToFunction('destination_arn'),
  entity('trigger', ['aws_cloudwatch_log_subscription_filter'], {
    ...plainTrigger,
    function: functionAt('destination_arn'),
    qualifier: qualifierAt('destination_arn'),
    source: link('log_group_name'),
    mechanism: always('log_subscription'),
    filters: single(at('filter_pattern')),
  }),
)
