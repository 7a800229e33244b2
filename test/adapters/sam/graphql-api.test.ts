import { expect, test } from 'vitest'
import { expand, propertiesOf, typesOf } from './expanding.ts'

const api = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Notes:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaInline: 'type Query { note: String }'
${properties.replaceAll(/^(?=.)/gm, '      ')}`

test('an API logs unless it is told not to', () => {
  expect(propertiesOf(expand(api('Auth: { Type: API_KEY }')), 'Notes')).toEqual({
    Name: 'Notes',
    AuthenticationType: 'API_KEY',
    LogConfig: { CloudWatchLogsRoleArn: { 'Fn::GetAtt': ['NotesCloudWatchRole', 'Arn'] }, FieldLogLevel: 'ALL' },
    Tags: [{ Key: 'graphqlapi:createdBy', Value: 'SAM' }],
  })
  expect(typesOf(expand(api('Auth: { Type: API_KEY }\nLogging: false')))).toEqual({
    Notes: 'AWS::AppSync::GraphQLApi',
    NotesSchema: 'AWS::AppSync::GraphQLSchema',
  })
})

test('a function that authorises may be called by the API; further ways to authenticate stand beside the first', () => {
  const outcome = expand(
    api(`Logging: false
Auth:
  Type: AWS_LAMBDA
  LambdaAuthorizer: { AuthorizerUri: !GetAtt Guard.Arn }
  Additional:
    - { Type: AMAZON_COGNITO_USER_POOLS, UserPool: { UserPoolId: pool, DefaultAction: ALLOW } }`),
  )
  expect(propertiesOf(outcome, 'Notes')).toMatchObject({
    AuthenticationType: 'AWS_LAMBDA',
    LambdaAuthorizerConfig: { AuthorizerUri: { 'Fn::GetAtt': ['Guard', 'Arn'] } },
    AdditionalAuthenticationProviders: [
      { AuthenticationType: 'AMAZON_COGNITO_USER_POOLS', UserPoolConfig: { UserPoolId: 'pool' } },
    ],
  })
  expect(propertiesOf(outcome, 'NotesToLambdaAuthConnector1WriteLambdaPermission').Principal).toBe(
    'appsync.amazonaws.com',
  )
})

test('a resolver is a pipeline of functions; a table that they read from is granted to a role', () => {
  const outcome = expand(
    api(`Logging: false
Auth: { Type: AWS_IAM }
DataSources:
  DynamoDb:
    Table: { TableName: notes, Permissions: [Read] }
Functions:
  Get: { DataSource: Table, InlineCode: code, Runtime: { Name: APPSYNC_JS, Version: 1.0.0 } }
Resolvers:
  Query:
    note: { Pipeline: [Get] }`),
  )
  expect(outcome.problems).toEqual([])
  expect(typesOf(outcome)).toEqual({
    Notes: 'AWS::AppSync::GraphQLApi',
    NotesSchema: 'AWS::AppSync::GraphQLSchema',
    NotesTableDynamoDBDataSourceRole: 'AWS::IAM::Role',
    NotesTableDynamoDBDataSourceToTableConnectorPolicy: 'AWS::IAM::ManagedPolicy',
    NotesTableDynamoDBDataSource: 'AWS::AppSync::DataSource',
    NotesGet: 'AWS::AppSync::FunctionConfiguration',
    NotesQuerynote: 'AWS::AppSync::Resolver',
  })
  expect(propertiesOf(outcome, 'NotesQuerynote')).toMatchObject({
    FieldName: 'note',
    Kind: 'PIPELINE',
    PipelineConfig: { Functions: [{ 'Fn::GetAtt': ['NotesGet', 'FunctionId'] }] },
  })
})

test.each([
  ['XrayEnabled: true', "5:5 Resource with id [Notes] is invalid. Missing required property 'Auth'."],
  ['Auth: { Type: MAGIC }', "Property 'Auth.Type' is invalid."],
  ['Auth: { Type: OPENID_CONNECT }', "'OpenIDConnect' must be defined if type is 'OPENID_CONNECT'."],
  ['Auth: { Type: API_KEY }\nLogging: { Level: ALL }', "Property 'Logging.Level' is invalid."],
  [
    'Auth: { Type: API_KEY }\nResolvers: { Query: { note: {} } }',
    "Resource with id [note] is invalid. Resolver 'note' must have Pipeline defined.",
  ],
  [
    'Auth: { Type: API_KEY }\nFunctions: { Get: { DataSource: Elsewhere, InlineCode: code } }',
    "Either define DataSource 'Elsewhere' in 'DataSources'",
  ],
])('an API that says %j is refused', (properties, problem) => {
  const [said, ...others] = expand(api(properties)).problems
  expect(said).toContain(problem.replace(/^5:5 /, ''))
  expect(others).toEqual([])
})
