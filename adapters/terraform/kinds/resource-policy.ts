import { statements } from '../../mapping/document.ts'
import { attachedTo, entities, entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, ofResource, self } from '../../mapping/source.ts'
import { propertyAt } from '../../mapping/words.ts'
import { functionAt } from '../invocation.ts'
import { busPermission, functionPermission, layerPermission } from '../permission.ts'
import { link } from '../words.ts'

/** Each permission is one statement of the function's policy. */
export const permission = attachedTo(
  'function',
  entity('resource_policy', ['aws_lambda_permission'], {
    resource: functionAt('function_name'),
    statements: functionPermission,
  }),
)

export const queuePolicy = attachedTo(
  'queue',
  entity('resource_policy', ['aws_sqs_queue_policy'], {
    resource: link('queue_url'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const bucketPolicy = attachedTo(
  'bucket',
  entity('resource_policy', ['aws_s3_bucket_policy'], {
    resource: link('bucket'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const topicPolicy = attachedTo(
  'topic',
  entity('resource_policy', ['aws_sns_topic_policy'], {
    resource: link('arn'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const apiPolicy = attachedTo(
  'api',
  entity('resource_policy', ['aws_api_gateway_rest_api_policy'], {
    resource: link('rest_api_id'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const tablePolicy = entity('resource_policy', ['aws_dynamodb_resource_policy'], {
  resource: link('resource_arn'),
  statements: statements(at('policy'), 'inline'),
})

/** Policies that stand in the resource itself. */
export const ownPolicy = entities(
  'resource_policy',
  [
    ...['aws_sqs_queue', 'aws_s3_bucket', 'aws_sns_topic', 'aws_api_gateway_rest_api', 'aws_kms_key'],
    'aws_secretsmanager_secret',
  ],
  propertyAt('policy'),
  { resource: self, statements: ofResource(statements(at('policy'), 'inline')) },
)

export const streamPolicy = entity('resource_policy', ['aws_kinesis_resource_policy'], {
  resource: link('resource_arn'),
  statements: statements(at('policy'), 'inline'),
})

export const secretPolicy = attachedTo(
  'secret',
  entity('resource_policy', ['aws_secretsmanager_secret_policy'], {
    resource: link('secret_arn'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const keyPolicy = attachedTo(
  'key',
  entity('resource_policy', ['aws_kms_key_policy'], {
    resource: link('key_id'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const fileSystemPolicy = attachedTo(
  'file_system',
  entity('resource_policy', ['aws_efs_file_system_policy'], {
    resource: link('file_system_id'),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const busPolicy = attachedTo(
  'event_bus',
  entity('resource_policy', ['aws_cloudwatch_event_bus_policy'], {
    resource: firstOf(link('event_bus_name'), always('default')),
    statements: statements(at('policy'), 'inline'),
  }),
)

export const permissionOfBus = attachedTo(
  'event_bus',
  entity('resource_policy', ['aws_cloudwatch_event_permission'], {
    resource: firstOf(link('event_bus_name'), always('default')),
    statements: busPermission,
  }),
)

/** Each permission is one statement of the layer's policy. */
export const permissionOfLayer = attachedTo(
  'layer',
  entity('resource_policy', ['aws_lambda_layer_version_permission'], {
    resource: link('layer_name'),
    statements: layerPermission,
  }),
)
