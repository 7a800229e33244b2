import { statements } from '../../mapping/document.ts'
import { attachedTo, entities, entity } from '../../mapping/mapping.ts'
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

/** The same document for each queue or topic in the list. */
export const queuePolicy = attachedTo(
  'queue',
  entities('resource_policy', ['AWS::SQS::QueuePolicy'], elementsAt('Queues'), {
    resource: element,
    statements: ofResource(statements(at('PolicyDocument'), 'inline')),
  }),
)

export const topicPolicy = attachedTo(
  'topic',
  entities('resource_policy', ['AWS::SNS::TopicPolicy'], elementsAt('Topics'), {
    resource: element,
    statements: ofResource(statements(at('PolicyDocument'), 'inline')),
  }),
)

export const queueInlinePolicy = attachedTo(
  'queue',
  entity('resource_policy', ['AWS::SQS::QueueInlinePolicy'], {
    resource: at('Queue'),
    statements: statements(at('PolicyDocument'), 'inline'),
  }),
)

export const topicInlinePolicy = attachedTo(
  'topic',
  entity('resource_policy', ['AWS::SNS::TopicInlinePolicy'], {
    resource: at('TopicArn'),
    statements: statements(at('PolicyDocument'), 'inline'),
  }),
)

export const bucketPolicy = attachedTo(
  'bucket',
  entity('resource_policy', ['AWS::S3::BucketPolicy'], {
    resource: at('Bucket'),
    statements: statements(at('PolicyDocument'), 'inline'),
  }),
)

/** Policies that stand in the resource itself. */
export const apiPolicy = entities('resource_policy', ['AWS::ApiGateway::RestApi'], propertyAt('Policy'), {
  resource: self,
  statements: ofResource(statements(at('Policy'), 'inline')),
})

export const tablePolicy = entities('resource_policy', ['AWS::DynamoDB::Table'], propertyAt('ResourcePolicy'), {
  resource: self,
  statements: ofResource(statements(at('ResourcePolicy/PolicyDocument'), 'inline')),
})

export const streamPolicy = entity('resource_policy', ['AWS::Kinesis::ResourcePolicy'], {
  resource: at('ResourceArn'),
  statements: statements(at('ResourcePolicy'), 'inline'),
})

export const secretPolicy = attachedTo(
  'secret',
  entity('resource_policy', ['AWS::SecretsManager::ResourcePolicy'], {
    resource: at('SecretId'),
    statements: statements(at('ResourcePolicy'), 'inline'),
  }),
)

export const keyPolicy = entities('resource_policy', ['AWS::KMS::Key'], propertyAt('KeyPolicy'), {
  resource: self,
  statements: ofResource(statements(at('KeyPolicy'), 'inline')),
})

export const busPolicy = entities('resource_policy', ['AWS::Events::EventBus'], propertyAt('Policy'), {
  resource: self,
  statements: ofResource(statements(at('Policy'), 'inline')),
})

/** One statement of a bus's policy, or a permission in short. */
export const eventBusPolicy = attachedTo(
  'event_bus',
  entity('resource_policy', ['AWS::Events::EventBusPolicy'], {
    resource: firstOf(at('EventBusName'), always('default')),
    statements: busStatements,
  }),
)

export const streamOwnPolicy = entities('resource_policy', ['AWS::Kinesis::Stream'], propertyAt('ResourcePolicy'), {
  resource: self,
  statements: ofResource(statements(at('ResourcePolicy'), 'inline')),
})

export const fileSystemPolicy = entities('resource_policy', ['AWS::EFS::FileSystem'], propertyAt('FileSystemPolicy'), {
  resource: self,
  statements: ofResource(statements(at('FileSystemPolicy'), 'inline')),
})

/** Each permission is one statement of the layer's policy. */
export const permissionOfLayer = attachedTo(
  'layer',
  entity('resource_policy', ['AWS::Lambda::LayerVersionPermission'], {
    resource: at('LayerVersionArn'),
    statements: layerPermission,
  }),
)
