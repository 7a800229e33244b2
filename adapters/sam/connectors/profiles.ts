import { allow, forDestination, forSource, invokedBy, type Profile, publishedBy, sentBy } from './profile.ts'

/**
 * What connects two types; `undefined` where nothing does. The pairs are those of AWS's "SAM connector reference"
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html).
 */
export function profileOf(source: string, destination: string): Profile | undefined {
  return profiles.get(source)?.get(destination)
}

const there = '${Destination.Arn}'
const here = '${Source.Arn}'

const tableAndIndexes = [there, `${there}/index/*`]
const table = {
  Read: [allow(tableAndIndexes, 'dynamodb:GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect')],
  Write: [
    allow(
      tableAndIndexes,
      'dynamodb:PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate',
    ),
  ],
}

const bucketAndObjects = [there, `${there}/*`]
const bucket = {
  Read: [
    allow(
      bucketAndObjects,
      's3:GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion ' +
        'GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ' +
        'ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts',
    ),
  ],
  Write: [
    allow(
      bucketAndObjects,
      's3:AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention ' +
        'RestoreObject',
    ),
  ],
}

const invocation = 'lambda:InvokeAsync InvokeFunction'
const functionAlone = { Write: [allow(there, invocation)] }
const functionAndVersions = { Write: [allow([there, `${there}:*`], invocation)] }
const topic = { Write: [allow(there, 'sns:Publish')] }
const bus = { Write: [allow(there, 'events:PutEvents')] }

const executions = 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*'
const executionsRule =
  'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'
const api =
  'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/${Source.Qualifier}'

const profiles: ReadonlyMap<string, ReadonlyMap<string, Profile>> = new Map([
  [
    'AWS::Lambda::Function',
    new Map([
      ['AWS::DynamoDB::Table', forSource(table)],
      ['AWS::Events::EventBus', forSource(bus)],
      ['AWS::Lambda::Function', forSource(functionAlone)],
      [
        'AWS::Location::PlaceIndex',
        forSource({
          Read: [
            allow(
              there,
              'geo:DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions ' +
                'SearchPlaceIndexForText',
            ),
          ],
        }),
      ],
      ['AWS::S3::Bucket', forSource(bucket)],
      ['AWS::SNS::Topic', forSource(topic)],
      [
        'AWS::SQS::Queue',
        forSource({
          Read: [allow(there, 'sqs:ReceiveMessage GetQueueAttributes')],
          Write: [allow(there, 'sqs:DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue')],
        }),
      ],
      [
        'AWS::StepFunctions::StateMachine',
        forSource({
          Read: [
            allow(there, 'states:DescribeStateMachine ListExecutions'),
            allow(executions, 'states:DescribeExecution DescribeStateMachineForExecution GetExecutionHistory'),
          ],
          Write: [allow(there, 'states:StartExecution StartSyncExecution'), allow(executions, 'states:StopExecution')],
        }),
      ],
    ]),
  ],
  [
    'AWS::StepFunctions::StateMachine',
    new Map([
      ['AWS::DynamoDB::Table', forSource(table)],
      ['AWS::Events::EventBus', forSource(bus)],
      ['AWS::Lambda::Function', forSource(functionAlone)],
      ['AWS::S3::Bucket', forSource(bucket)],
      ['AWS::SNS::Topic', forSource(topic)],
      ['AWS::SQS::Queue', forSource({ Write: [allow(there, 'sqs:SendMessage')] })],
      [
        'AWS::StepFunctions::StateMachine',
        forSource(
          {
            Read: [allow(executions, 'states:DescribeExecution'), allow(executionsRule, 'events:DescribeRule')],
            Write: [
              allow(there, 'states:StartExecution'),
              allow(executions, 'states:StopExecution'),
              allow(executionsRule, 'events:PutTargets PutRule'),
            ],
          },
          { neededBy: 'source', together: [['Read'], ['Read', 'Write']] },
        ),
      ],
    ]),
  ],
  [
    'AWS::AppSync::DataSource',
    new Map([
      ['AWS::DynamoDB::Table', forSource(table)],
      ['AWS::Events::EventBus', forSource(bus)],
      ['AWS::Lambda::Function', forSource(functionAndVersions)],
    ]),
  ],
  [
    'AWS::Events::Rule',
    new Map([
      ['AWS::Events::EventBus', forSource(bus)],
      ['AWS::Lambda::Function', invokedBy('events.amazonaws.com', here)],
      ['AWS::SNS::Topic', publishedBy('events.amazonaws.com')],
      ['AWS::SQS::Queue', sentBy('events.amazonaws.com')],
      ['AWS::StepFunctions::StateMachine', forSource({ Write: [allow(there, 'states:StartExecution')] })],
    ]),
  ],
  [
    'AWS::DynamoDB::Table',
    new Map([
      [
        'AWS::Lambda::Function',
        forDestination(
          { Read: [allow(`${here}/stream/*`, 'dynamodb:DescribeStream GetRecords GetShardIterator ListStreams')] },
          { neededBy: 'event source mapping' },
        ),
      ],
    ]),
  ],
  [
    'AWS::SQS::Queue',
    new Map([
      [
        'AWS::Lambda::Function',
        forDestination(
          {
            Write: [allow(here, 'sqs:DeleteMessage')],
            Read: [allow(here, 'sqs:ReceiveMessage GetQueueAttributes')],
          },
          { neededBy: 'event source mapping', together: [['Read', 'Write']] },
        ),
      ],
    ]),
  ],
  [
    'AWS::SNS::Topic',
    new Map([
      ['AWS::Lambda::Function', invokedBy('sns.amazonaws.com', here)],
      ['AWS::SQS::Queue', sentBy('sns.amazonaws.com')],
    ]),
  ],
  ['AWS::S3::Bucket', new Map([['AWS::Lambda::Function', invokedBy('s3.amazonaws.com', here, '${AWS::AccountId}')]])],
  ['AWS::ApiGateway::RestApi', new Map([['AWS::Lambda::Function', invokedBy('apigateway.amazonaws.com', api)]])],
  ['AWS::ApiGatewayV2::Api', new Map([['AWS::Lambda::Function', invokedBy('apigateway.amazonaws.com', api)]])],
  [
    'AWS::AppSync::GraphQLApi',
    new Map([
      [
        'AWS::Lambda::Function',
        invokedBy(
          'appsync.amazonaws.com',
          'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${Source.ResourceId}',
        ),
      ],
    ]),
  ],
])
