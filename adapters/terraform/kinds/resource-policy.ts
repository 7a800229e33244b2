import { statements } from '../../mapping/document.ts'
import { entities, entity } from '../../mapping/mapping.ts'
import { at, ofResource, self } from '../../mapping/source.ts'
import { functionAt } from '../invocation.ts'
import { permissionStatements } from '../permission.ts'
import { link, propertyAt } from '../words.ts'

/** Each permission is one statement of the function's policy. */
export const permission = entity('resource_policy', ['aws_lambda_permission'], {
  resource: functionAt('function_name'),
  statements: permissionStatements,
})

export const queuePolicy = entity('resource_policy', ['aws_sqs_queue_policy'], {
  resource: link('queue_url'),
  statements: statements(at('policy'), 'inline'),
})

export const bucketPolicy = entity('resource_policy', ['aws_s3_bucket_policy'], {
  resource: link('bucket'),
  statements: statements(at('policy'), 'inline'),
})

export const topicPolicy = entity('resource_policy', ['aws_sns_topic_policy'], {
  resource: link('arn'),
  statements: statements(at('policy'), 'inline'),
})

export const apiPolicy = entity('resource_policy', ['aws_api_gateway_rest_api_policy'], {
  resource: link('rest_api_id'),
  statements: statements(at('policy'), 'inline'),
})

export const tablePolicy = entity('resource_policy', ['aws_dynamodb_resource_policy'], {
  resource: link('resource_arn'),
  statements: statements(at('policy'), 'inline'),
})

/** Policies that stand in the resource itself. */
export const ownPolicy = entities(
  'resource_policy',
  ['aws_sqs_queue', 'aws_s3_bucket', 'aws_sns_topic', 'aws_api_gateway_rest_api'],
  propertyAt('policy'),
  { resource: self, statements: ofResource(statements(at('policy'), 'inline')) },
)
