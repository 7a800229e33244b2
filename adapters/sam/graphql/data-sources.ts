import type { Span } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import { isSaid, saidAt } from '../apis/tree.ts'
import { getAtt, make, makeMap, ref, sub } from '../build.ts'
import { connect, permissionNames } from '../connectors/connect.ts'
import { entriesOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { trustOf } from '../role.ts'
import type { ServerlessResource } from '../serverless.ts'

/** Data source as the author calls it → the logical id of what was made. */
export type DataSources = ReadonlyMap<string, string>

/** Adds the tables and functions that an API reads from, each with a role that may where none is given. */
export function addDataSources(api: ServerlessResource, expansion: Expansion): DataSources {
  const written = valueAt(api.properties, 'DataSources')
  const made = new Map<string, string>()
  for (const [name, entry] of entriesOf(valueAt(written, 'DynamoDb'))) {
    made.set(name, addTable({ api, name, id: `${api.id}${name}DynamoDBDataSource`, ...entry }, expansion))
  }
  for (const [name, entry] of entriesOf(valueAt(written, 'Lambda'))) {
    made.set(name, addFunction({ api, name, id: `${api.id}${name}LambdaDataSource`, ...entry }, expansion))
  }
  return made
}

interface DataSource extends Entry {
  readonly api: ServerlessResource
  readonly name: string
  /** The logical id of what is made. */
  readonly id: string
}

function addTable(source: DataSource, expansion: Expansion): string {
  const { api, name, id, key, value } = source
  const given = (property: string) => valueAt(value, property)
  const region = saidAt(value, 'Region') ?? make(ref('AWS::Region'), key)
  const permissions = given('Permissions')
  const table = given('TableName')
  const arn =
    saidAt(value, 'TableArn') ??
    make(
      sub('arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}', {
        __TableName__: table,
        __Region__: region,
      }),
      key,
    )
  const roleArn = roleOf(
    source,
    {
      connector: `${id}ToTableConnector`,
      type: 'AWS::DynamoDB::Table',
      arn,
      permissions: isSaid(permissions) ? permissionNames(permissions) : ['Read', 'Write'],
    },
    expansion,
  )
  const config = {
    AwsRegion: region,
    TableName: table,
    UseCallerCredentials: given('UseCallerCredentials'),
    Versioned: given('Versioned'),
    DeltaSyncConfig: given('DeltaSync'),
  }
  const properties = {
    ApiId: getAtt(api.id, 'ApiId'),
    Name: saidAt(value, 'Name') ?? name,
    Description: given('Description'),
    Type: 'AMAZON_DYNAMODB',
    ServiceRoleArn: roleArn,
    DynamoDBConfig: config,
  }
  return add(source, makeMap(properties, key), expansion)
}

function addFunction(source: DataSource, expansion: Expansion): string {
  const { api, name, id, key, value } = source
  const arn = valueAt(value, 'FunctionArn')
  if (!arn) return id
  const destination = {
    connector: `${id}ToLambdaConnector`,
    type: 'AWS::Lambda::Function',
    arn,
    permissions: ['Write'],
  }
  const properties = {
    ApiId: getAtt(api.id, 'ApiId'),
    Name: saidAt(value, 'Name') ?? name,
    Description: valueAt(value, 'Description'),
    Type: 'AWS_LAMBDA',
    ServiceRoleArn: roleOf(source, destination, expansion),
    LambdaConfig: { LambdaFunctionArn: arn },
  }
  return add(source, makeMap(properties, key), expansion)
}

/** What a data source reads from, and how it is connected. */
interface Read {
  readonly connector: string
  readonly type: string
  readonly arn: Value
  readonly permissions: readonly string[]
}

function roleOf({ api, id, key, value }: DataSource, read: Read, expansion: Expansion): Value {
  const given = saidAt(value, 'ServiceRoleArn')
  if (given) return given
  const role = `${id}Role`
  expansion.add({
    id: role,
    type: 'AWS::IAM::Role',
    properties: makeMap({ AssumeRolePolicyDocument: trustOf('appsync.amazonaws.com', key) }, key),
    attributes: api.mainAttributes,
    at: key,
  })
  connect(
    {
      id: read.connector,
      suffix: '',
      ends: {
        Source: { type: sourceType, writtenType: sourceType, id, values: { RoleName: make(ref(role), key) } },
        Destination: { type: read.type, writtenType: read.type, values: { Arn: read.arn } },
      },
      permissions: read.permissions,
      attributes: new Map(),
      at: key,
    },
    expansion,
  )
  return make(getAtt(role, 'Arn'), key)
}

const sourceType = 'AWS::AppSync::DataSource'

function add({ api, id, key }: DataSource, properties: ReturnType<typeof makeMap>, expansion: Expansion): string {
  expansion.add({ id, type: sourceType, properties, attributes: api.mainAttributes, at: key })
  return id
}

/** Adds the data source of functions that read from nothing. Gives its logical id. */
export function addNoneSource(api: ServerlessResource, at: Span, expansion: Expansion): string {
  const id = `${api.id}NoneDataSource`
  const properties = makeMap({ ApiId: getAtt(api.id, 'ApiId'), Name: id, Type: 'NONE' }, at)
  expansion.add({ id, type: sourceType, properties, attributes: api.mainAttributes, at })
  return id
}
