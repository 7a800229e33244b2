import { entities, entity } from '../../mapping/mapping.ts'
import { always, at, ofResource, self } from '../../mapping/source.ts'
import { plainTrigger } from '../../mapping/trigger.ts'
import {
  aliasOf,
  functionElements,
  isLambdaProtocol,
  keyRule,
  leadsToFunction,
  onlyFor,
  ruleMechanism,
  ruleSource,
} from '../triggers.ts'
import { asJson, elementsAt, hasItem, is, negativeIsNull, single, texts } from '../words.ts'

/** Source: CloudFormation reference, AWS::Lambda::EventSourceMapping. */
export const eventSourceMapping = entity('trigger', ['AWS::Lambda::EventSourceMapping'], {
  ...plainTrigger,
  function: at('FunctionName'),
  qualifier: aliasOf(at('FunctionName')),
  source: at('EventSourceArn'),
  mechanism: always('event_source_mapping'),
  enabled: at('Enabled', true),
  filters: texts('FilterCriteria/Filters', 'Pattern'),
  batch_size: at('BatchSize'),
  maximum_concurrency: at('ScalingConfig/MaximumConcurrency'),
  maximum_retries: negativeIsNull(at('MaximumRetryAttempts')),
  partial_failures: hasItem(at('FunctionResponseTypes'), 'ReportBatchItemFailures'),
  on_failure: at('DestinationConfig/OnFailure/Destination'),
})

/** Source: CloudFormation reference, AWS::S3::Bucket LambdaConfiguration. */
export const bucketNotification = entities(
  'trigger',
  ['AWS::S3::Bucket'],
  elementsAt('NotificationConfiguration/LambdaConfigurations'),
  {
    ...plainTrigger,
    function: at('Function'),
    qualifier: aliasOf(at('Function')),
    source: self,
    mechanism: always('notification'),
    events: single(at('Event')),
    prefix: keyRule('Filter/S3Key/Rules', 'prefix'),
    suffix: keyRule('Filter/S3Key/Rules', 'suffix'),
  },
)

/** Source: CloudFormation reference, AWS::SNS::Subscription. */
export const subscription = onlyFor(
  ({ properties }) => isLambdaProtocol(properties),
  entity('trigger', ['AWS::SNS::Subscription'], {
    ...plainTrigger,
    function: at('Endpoint'),
    qualifier: aliasOf(at('Endpoint')),
    source: at('TopicArn'),
    mechanism: always('subscription'),
    filters: single(asJson(at('FilterPolicy'))),
    on_failure: at('RedrivePolicy/deadLetterTargetArn'),
  }),
)

/** Subscriptions that stand in their topic. */
export const topicSubscription = entities(
  'trigger',
  ['AWS::SNS::Topic'],
  (resource) => elementsAt('Subscription')(resource).filter(({ value }) => isLambdaProtocol(value)),
  {
    ...plainTrigger,
    function: at('Endpoint'),
    qualifier: aliasOf(at('Endpoint')),
    source: self,
    mechanism: always('subscription'),
  },
)

/** Source: CloudFormation reference, AWS::Events::Rule. */
export const rule = entities('trigger', ['AWS::Events::Rule'], functionElements('Targets', 'Arn'), {
  ...plainTrigger,
  function: at('Arn'),
  qualifier: aliasOf(at('Arn')),
  source: ruleSource,
  mechanism: ruleMechanism,
  enabled: ofResource(is(at('State', 'ENABLED'), 'ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS')),
  schedule: ofResource(at('ScheduleExpression')),
  filters: ofResource(single(asJson(at('EventPattern')))),
  maximum_retries: at('RetryPolicy/MaximumRetryAttempts'),
  on_failure: at('DeadLetterConfig/Arn'),
})

/** Source: CloudFormation reference, AWS::Scheduler::Schedule. */
export const schedule = onlyFor(
  leadsToFunction('Target/Arn'),
  entity('trigger', ['AWS::Scheduler::Schedule'], {
    ...plainTrigger,
    function: at('Target/Arn'),
    qualifier: aliasOf(at('Target/Arn')),
    mechanism: always('schedule'),
    enabled: is(at('State', 'ENABLED'), 'ENABLED'),
    schedule: at('ScheduleExpression'),
    maximum_retries: at('Target/RetryPolicy/MaximumRetryAttempts'),
    on_failure: at('Target/DeadLetterConfig/Arn'),
  }),
)

/** Source: CloudFormation reference, AWS::Logs::SubscriptionFilter. */
export const logSubscription = onlyFor(
  leadsToFunction('DestinationArn'),
  entity('trigger', ['AWS::Logs::SubscriptionFilter'], {
    ...plainTrigger,
    function: at('DestinationArn'),
    qualifier: aliasOf(at('DestinationArn')),
    source: at('LogGroupName'),
    mechanism: always('log_subscription'),
    filters: single(at('FilterPattern')),
  }),
)
