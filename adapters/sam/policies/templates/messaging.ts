import { allow, allowOne, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const messaging: PolicyTemplates = {
  EventBridgePutEventsPolicy: template([allowOne('events', 'PutEvents', 'events:@:event-bus/${eventBusName}')]),
  FirehoseCrudPolicy: template([
    allow(
      'firehose',
      'CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination',
      'firehose:@:deliverystream/${deliveryStreamName}',
    ),
  ]),
  FirehoseWritePolicy: template([
    allow('firehose', 'PutRecord PutRecordBatch', 'firehose:@:deliverystream/${deliveryStreamName}'),
  ]),
  KinesisCrudPolicy: template([
    allow(
      'kinesis',
      'AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream',
      'kinesis:@:stream/${streamName}',
    ),
  ]),
  KinesisStreamReadPolicy: template([
    allow('kinesis', 'ListStreams DescribeLimits', 'kinesis:@:stream/*'),
    allow(
      'kinesis',
      'DescribeStream DescribeStreamSummary GetRecords GetShardIterator',
      'kinesis:@:stream/${streamName}',
    ),
  ]),
  MobileAnalyticsWriteOnlyAccessPolicy: template([allow('mobileanalytics', 'PutEvents', '*')]),
  PinpointEndpointAccessPolicy: template([
    allow(
      'mobiletargeting',
      'GetEndpoint UpdateEndpoint UpdateEndpointsBatch',
      'mobiletargeting:@:apps/${pinpointApplicationId}/endpoints/*',
    ),
  ]),
  Route53ChangeResourceRecordSetsPolicy: template([
    allow('route53', 'ChangeResourceRecordSets', 'route53:::hostedzone/${HostedZoneId}'),
  ]),
  SESBulkTemplatedCrudPolicy: template([
    allow(
      'ses',
      'GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity',
      'ses:@:identity/${identityName}',
    ),
  ]),
  SESBulkTemplatedCrudPolicy_v2: template([
    allow('ses', 'SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail', [
      'ses:@:identity/${identityName}',
      'ses:@:template/${templateName}',
    ]),
    allow('ses', 'GetIdentityVerificationAttributes VerifyEmailIdentity', '*'),
  ]),
  SESCrudPolicy: template([
    allow(
      'ses',
      'GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity',
      'ses:@:identity/${identityName}',
    ),
  ]),
  SESEmailTemplateCrudPolicy: template([
    allow('ses', 'CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate', '*'),
  ]),
  SESSendBouncePolicy: template([allow('ses', 'SendBounce', 'ses:@:identity/${identityName}')]),
  SNSCrudPolicy: template([
    allow('sns', 'ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish', 'sns:@:${topicName}*'),
  ]),
  SNSPublishMessagePolicy: template([allow('sns', 'Publish', 'sns:@:${topicName}')]),
  SQSPollerPolicy: template([
    allow(
      'sqs',
      'ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage',
      'sqs:@:${queueName}',
    ),
  ]),
  SQSSendMessagePolicy: template([allow('sqs', 'SendMessage*', 'sqs:@:${queueName}')]),
  StepFunctionsCallbackPolicy: template([
    allow('states', 'SendTaskFailure SendTaskHeartbeat SendTaskSuccess', 'states:@:stateMachine:${stateMachineName}'),
  ]),
  StepFunctionsExecutionPolicy: template([
    allow('states', 'StartExecution', 'states:@:stateMachine:${stateMachineName}'),
  ]),
  StepFunctionsExecutionPolicy_v2: template([
    allow('states', 'StartExecution StartSyncExecution', 'states:@:stateMachine:${stateMachineName}'),
  ]),
}
