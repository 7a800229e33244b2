import { entities, entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, ofResource, self } from '../../mapping/source.ts'
import { asynchronous, plainTrigger, polled } from '../../mapping/trigger.ts'
import { asJson, elementsAt, hasItem, is, nullWhere, ofEach, onlyFor, single } from '../../mapping/words.ts'
import {
  functionElements,
  invoker,
  invoking,
  isLambdaProtocol,
  keyRule,
  ruleMechanism,
  ruleSource,
} from '../triggers.ts'

/** Source: CloudFormation reference, AWS::Lambda::EventSourceMapping. */
export const eventSourceMapping = entity('trigger', ['AWS::Lambda::EventSourceMapping'], {
  ...polled('event_source_mapping'),
  ...invoking('FunctionName'),
  source: at('EventSourceArn'),
  enabled: at('Enabled', true),
  events: firstOf(at('Topics'), at('Queues', [])),
  filters: ofEach('FilterCriteria/Filters', 'Pattern'),
  batch_size: at('BatchSize'),
  maximum_concurrency: at('ScalingConfig/MaximumConcurrency'),
  maximum_retries: nullWhere(at('MaximumRetryAttempts'), (retries) => retries < 0),
  maximum_age_s: nullWhere(at('MaximumRecordAgeInSeconds'), (age) => age < 0),
  bisects: at('BisectBatchOnFunctionError', false),
  parallelization: at('ParallelizationFactor'),
  batching_window_s: at('MaximumBatchingWindowInSeconds'),
  partial_failures: hasItem(at('FunctionResponseTypes'), 'ReportBatchItemFailures'),
  on_failure: at('DestinationConfig/OnFailure/Destination'),
})

/** Source: CloudFormation reference, AWS::S3::Bucket LambdaConfiguration. */
export const bucketNotification = entities(
  'trigger',
  ['AWS::S3::Bucket'],
  elementsAt('NotificationConfiguration/LambdaConfigurations'),
  {
    ...asynchronous('notification'),
    ...invoking('Function'),
    source: self,
    events: single(at('Event')),
    prefix: keyRule('Filter/S3Key/Rules', 'prefix'),
    suffix: keyRule('Filter/S3Key/Rules', 'suffix'),
  },
)

/** Source: CloudFormation reference, AWS::SNS::Subscription. */
export const subscription = onlyFor(
  ({ properties }) => isLambdaProtocol(properties),
  entity('trigger', ['AWS::SNS::Subscription'], {
    ...asynchronous('subscription'),
    ...invoking('Endpoint'),
    source: at('TopicArn'),
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
    ...asynchronous('subscription'),
    ...invoking('Endpoint'),
    source: self,
  },
)

/** Source: CloudFormation reference, AWS::Events::Rule. */
export const rule = entities('trigger', ['AWS::Events::Rule'], functionElements(elementsAt('Targets'), 'Arn'), {
  ...plainTrigger,
  ...invoking('Arn'),
  source: ruleSource,
  mechanism: ruleMechanism,
  invocation: always('asynchronous'),
  enabled: ofResource(is(at('State', 'ENABLED'), 'ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS')),
  schedule: ofResource(at('ScheduleExpression')),
  filters: ofResource(single(asJson(at('EventPattern')))),
  maximum_retries: at('RetryPolicy/MaximumRetryAttempts'),
  maximum_age_s: at('RetryPolicy/MaximumEventAgeInSeconds'),
  on_failure: at('DeadLetterConfig/Arn'),
})

/** Source: CloudFormation reference, AWS::Scheduler::Schedule. */
export const schedule = invoker('Target/Arn', ['AWS::Scheduler::Schedule'], {
  ...asynchronous('schedule'),
  enabled: is(at('State', 'ENABLED'), 'ENABLED'),
  schedule: at('ScheduleExpression'),
  maximum_retries: at('Target/RetryPolicy/MaximumRetryAttempts'),
  maximum_age_s: at('Target/RetryPolicy/MaximumEventAgeInSeconds'),
  on_failure: at('Target/DeadLetterConfig/Arn'),
})

/** Source: CloudFormation reference, AWS::Logs::SubscriptionFilter. */
export const logSubscription = invoker('DestinationArn', ['AWS::Logs::SubscriptionFilter'], {
  ...asynchronous('log_subscription'),
  source: at('LogGroupName'),
  filters: single(at('FilterPattern')),
})
