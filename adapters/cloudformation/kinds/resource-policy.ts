import { statements } from '../../mapping/document.ts'
import { attachedTo, entities, entity, type Mapping } from '../../mapping/mapping.ts'
import { always, at, firstOf, ofResource, self } from '../../mapping/source.ts'
import { element, elementsAt, propertyAt } from '../../mapping/words.ts'
import { busStatements, functionPermission, layerPermission } from '../permission.ts'

/** Each permission is one statement of the function's policy. */
export const permission = attachedTo(
  'function',
  entity('resource_policy', ['AWS::Lambda::Permission'], {
    resource: at('FunctionName'),
    statements: functionPermission,
  }),
)

export const queuePolicy = attachedTo('queue', sharedDocument('AWS::SQS::QueuePolicy', 'Queues'))

export const topicPolicy = attachedTo('topic', sharedDocument('AWS::SNS::TopicPolicy', 'Topics'))

export const queueInlinePolicy = attachedTo('queue', document('AWS::SQS::QueueInlinePolicy', 'Queue', 'PolicyDocument'))

export const topicInlinePolicy = attachedTo(
  'topic',
  document('AWS::SNS::TopicInlinePolicy', 'TopicArn', 'PolicyDocument'),
)

export const bucketPolicy = attachedTo('bucket', document('AWS::S3::BucketPolicy', 'Bucket', 'PolicyDocument'))

export const streamPolicy = document('AWS::Kinesis::ResourcePolicy', 'ResourceArn', 'ResourcePolicy')

export const secretPolicy = attachedTo(
  'secret',
  document('AWS::SecretsManager::ResourcePolicy', 'SecretId', 'ResourcePolicy'),
)

/** One statement of a bus's policy, or a permission in short. */
export const eventBusPolicy = attachedTo(
  'event_bus',
  entity('resource_policy', ['AWS::Events::EventBusPolicy'], {
    resource: firstOf(at('EventBusName'), always('default')),
    statements: busStatements,
  }),
)

export const apiPolicy = ownDocument('AWS::ApiGateway::RestApi', 'Policy')

export const tablePolicy = ownDocument('AWS::DynamoDB::Table', 'ResourcePolicy', 'ResourcePolicy/PolicyDocument')

export const keyPolicy = ownDocument('AWS::KMS::Key', 'KeyPolicy')

export const busPolicy = ownDocument('AWS::Events::EventBus', 'Policy')

export const streamOwnPolicy = ownDocument('AWS::Kinesis::Stream', 'ResourcePolicy')

export const fileSystemPolicy = ownDocument('AWS::EFS::FileSystem', 'FileSystemPolicy')

/** Each permission is one statement of the layer's policy. */
export const permissionOfLayer = attachedTo(
  'layer',
  entity('resource_policy', ['AWS::Lambda::LayerVersionPermission'], {
    resource: at('LayerVersionArn'),
    statements: layerPermission,
  }),
)

/** A resource that is nothing but the policy of another one. */
function document(type: string, resource: string, policy: string): Mapping {
  return entity('resource_policy', [type], { resource: at(resource), statements: statements(at(policy), 'inline') })
}

/** The same policy for each of a list of resources. */
function sharedDocument(type: string, resources: string): Mapping {
  return entities('resource_policy', [type], elementsAt(resources), {
    resource: element,
    statements: ofResource(statements(at('PolicyDocument'), 'inline')),
  })
}

/** A policy that stands in the resource itself. */
function ownDocument(type: string, property: string, policy = property): Mapping {
  return entities('resource_policy', [type], propertyAt(property), {
    resource: self,
    statements: ofResource(statements(at(policy), 'inline')),
  })
}
