/** A template of 200 functions: in each of ten teams ten routes of an API, six workers with queues, four that hear a table. */
export function largeApplication(): string {
  return `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Handler: index.handler, CodeUri: s3://builds/app.zip}}
Resources:
${teams.map(team).join('\n')}
`
}

const teams = ['orders', 'billing', 'users', 'search', 'media', 'reports', 'events', 'shipping', 'stock', 'admin']

function team(name: string, index: number): string {
  const next = teams[(index + 1) % teams.length] ?? ''
  const times = (count: number, make: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => make(at)).join('\n')
  return `  ${name}Api: {Type: AWS::Serverless::HttpApi, Properties: {}}
  ${name}Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: ${name}
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      StreamSpecification: {StreamViewType: NEW_IMAGE}
${times(10, (at) => fn(`${name}Endpoint${at}`, `DynamoDBCrudPolicy: {TableName: !Ref ${name}Table}`, `HttpApi, Properties: {ApiId: !Ref ${name}Api, Path: /${name}/${at}, Method: GET}`))}
${times(6, (at) => `  ${name}Jobs${at}: {Type: AWS::SQS::Queue, Properties: {QueueName: ${name}-jobs-${at}}}`)}
${times(6, (at) => fn(`${name}Worker${at}`, `DynamoDBWritePolicy: {TableName: !Ref ${name}Table}`, `SQS, Properties: {Queue: !GetAtt ${name}Jobs${at}.Arn}`))}
${times(4, (at) => fn(`${name}Projection${at}`, `DynamoDBReadPolicy: {TableName: !Ref ${next}Table}`, `DynamoDB, Properties: {Stream: !GetAtt ${name}Table.StreamArn, StartingPosition: LATEST}`))}`
}

function fn(id: string, policy: string, event: string): string {
  return `  ${id}:
    Type: AWS::Serverless::Function
    Properties: {Policies: [{${policy}}], Events: {Event: {Type: ${event}}}}`
}
