/**
 * What a connector grants from one type of resource to another: the pairs of AWS's "SAM connector reference"
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html).
 */
export type Profile = RolePolicy | FunctionPermission | ResourcePolicy

/** A managed policy for the role of one of the two. */
export interface RolePolicy {
  readonly how: 'role policy'
  /** Whose role gets the policy. */
  readonly role: Side
  readonly access: Access<readonly Allowed[]>
  /** What must wait for the policy: the source, or the mappings that read it for the destination. */
  readonly neededBy?: 'source' | 'event source mapping'
  /** The combinations of access that make sense; any where there is none. */
  readonly together?: readonly (readonly string[])[]
}

/** A permission of the destination, a function. */
export interface FunctionPermission {
  readonly how: 'function permission'
  readonly access: Access<{
    readonly service: string
    readonly sourceArn: Pattern
    readonly sourceAccount?: Pattern
  }>
}

/** A policy of the destination, a queue or a topic, that lets a service act for the source. */
export interface ResourcePolicy {
  readonly how: 'queue policy' | 'topic policy'
  readonly access: Access<{ readonly service: string; readonly action: string }>
}

export type Side = 'Source' | 'Destination'

type Access<T> = Readonly<Record<string, T>>

export interface Allowed {
  readonly actions: readonly string[]
  readonly resources: readonly Pattern[]
}

/** A text with `${Source.Arn}`, `${Destination.Name}`… and pseudo parameters in it. */
export type Pattern = string

/** What connects two types; `undefined` where nothing does. */
export function profileOf(source: string, destination: string): Profile | undefined {
  return profiles.get(source)?.get(destination)
}

const there = '${Destination.Arn}'
const here = '${Source.Arn}'

function allow(resources: Pattern | readonly Pattern[], actions: string): Allowed {
  const [first = '', ...rest] = actions.split(' ')
  const service = first.slice(0, first.indexOf(':') + 1)
  return {
    actions: [first, ...rest.map((action) => service + action)],
    resources: typeof resources === 'string' ? [resources] : resources,
  }
}

function forSource(access: Access<readonly Allowed[]>, more: Pick<RolePolicy, 'neededBy' | 'together'> = {}): Profile {
  return { how: 'role policy', role: 'Source', access, ...more }
}

function forDestination(
  access: Access<readonly Allowed[]>,
  more: Pick<RolePolicy, 'neededBy' | 'together'> = {},
): Profile {
  return { how: 'role policy', role: 'Destination', access, ...more }
}

function invokedBy(service: string, sourceArn: Pattern, sourceAccount?: Pattern): Profile {
  const write = { service, sourceArn, ...(sourceAccount === undefined ? {} : { sourceAccount }) }
  return { how: 'function permission', access: { Write: write } }
}

const sentBy = (service: string): Profile => ({
  how: 'queue policy',
  access: { Write: { service, action: 'sqs:SendMessage' } },
})

const publishedBy = (service: string): Profile => ({
  how: 'topic policy',
  access: { Write: { service, action: 'sns:Publish' } },
})

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
