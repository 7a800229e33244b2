import { statements } from '../../mapping/document.ts'
import { entity } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { permissionStatements } from '../permission.ts'
import { link } from '../words.ts'

export const permission = entity('resource_policy', ['aws_lambda_permission'], {
  resource: link('function_name'),
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
