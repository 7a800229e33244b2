import { statements } from '../../mapping/document.ts'
import { entities, entity } from '../../mapping/mapping.ts'
import { at, ofResource, self } from '../../mapping/source.ts'
import { permission } from '../permission.ts'
import { element, elementsAt, propertyAt } from '../words.ts'

/** Each permission is one statement of the function's policy. */
export const lambdaPermission = entity('resource_policy', ['AWS::Lambda::Permission'], {
  resource: at('FunctionName'),
  statements: permission,
})

/** The same document for each queue or topic in the list. */
export const queuePolicy = entities('resource_policy', ['AWS::SQS::QueuePolicy'], elementsAt('Queues'), {
  resource: element,
  statements: ofResource(statements(at('PolicyDocument'), 'inline')),
})

export const topicPolicy = entities('resource_policy', ['AWS::SNS::TopicPolicy'], elementsAt('Topics'), {
  resource: element,
  statements: ofResource(statements(at('PolicyDocument'), 'inline')),
})

export const queueInlinePolicy = entity('resource_policy', ['AWS::SQS::QueueInlinePolicy'], {
  resource: at('Queue'),
  statements: statements(at('PolicyDocument'), 'inline'),
})

export const topicInlinePolicy = entity('resource_policy', ['AWS::SNS::TopicInlinePolicy'], {
  resource: at('TopicArn'),
  statements: statements(at('PolicyDocument'), 'inline'),
})

export const bucketPolicy = entity('resource_policy', ['AWS::S3::BucketPolicy'], {
  resource: at('Bucket'),
  statements: statements(at('PolicyDocument'), 'inline'),
})

/** Policies that stand in the resource itself. */
export const apiPolicy = entities('resource_policy', ['AWS::ApiGateway::RestApi'], propertyAt('Policy'), {
  resource: self,
  statements: ofResource(statements(at('Policy'), 'inline')),
})

export const tablePolicy = entities('resource_policy', ['AWS::DynamoDB::Table'], propertyAt('ResourcePolicy'), {
  resource: self,
  statements: ofResource(statements(at('ResourcePolicy/PolicyDocument'), 'inline')),
})
