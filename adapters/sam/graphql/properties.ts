import { InvalidResource } from '../errors.ts'
import { literal, optional, type PropertyShapes, required } from '../properties.ts'
import type { ServerlessResource } from '../serverless.ts'
import { any, boolean, booleanOr, fields, listOf, mapOf, misfit, oneOf, type Shape } from './shape.ts'

/** What may be said of a GraphQL API. Source: AWS SAM developer guide, "AWS::Serverless::GraphQLApi". */
export const graphQlShapes: PropertyShapes = {
  Name: optional('any'),
  Tags: optional('map'),
  XrayEnabled: optional('any'),
  Auth: required('map'),
  SchemaInline: literal('text'),
  SchemaUri: literal('text'),
  Logging: optional('map', 'boolean'),
  DataSources: optional('map'),
  Functions: optional('map'),
  Resolvers: optional('map'),
  ApiKeys: optional('map'),
  DomainName: optional('map'),
  Cache: optional('map'),
  Visibility: optional('any'),
  OwnerContact: optional('any'),
  IntrospectionConfig: optional('any'),
  QueryDepthLimit: optional('any'),
  ResolverCountLimit: optional('any'),
}

const type = oneOf('AWS_IAM', 'API_KEY', 'AWS_LAMBDA', 'OPENID_CONNECT', 'AMAZON_COGNITO_USER_POOLS')
const configurations = {
  LambdaAuthorizer: fields(['AuthorizerUri'], ['AuthorizerResultTtlInSeconds', 'IdentityValidationExpression']),
  OpenIDConnect: fields([], ['AuthTTL', 'ClientId', 'IatTTL', 'Issuer']),
  UserPool: fields([], ['AppIdClientRegex', 'AwsRegion', 'DefaultAction', 'UserPoolId']),
}
const runtime = fields(['Name', 'Version'])
const sync = fields(['ConflictDetection'], ['ConflictHandler', 'LambdaConflictHandlerConfig'])

const table = fields(['TableName'], {
  ServiceRoleArn: any,
  TableArn: any,
  Permissions: listOf(oneOf('Read', 'Write')),
  Name: any,
  Description: any,
  Region: any,
  DeltaSync: fields(['BaseTableTTL', 'DeltaSyncTableName', 'DeltaSyncTableTTL']),
  UseCallerCredentials: any,
  Versioned: any,
})

const resolver = fields([], {
  FieldName: any,
  Caching: fields(['Ttl'], ['CachingKeys']),
  InlineCode: any,
  CodeUri: any,
  MaxBatchSize: any,
  Pipeline: listOf(any),
  Runtime: runtime,
  Sync: sync,
})

const nested: Readonly<Record<string, Shape>> = {
  XrayEnabled: boolean,
  Auth: fields({ Type: type }, { ...configurations, Additional: listOf(fields({ Type: type }, configurations)) }),
  Logging: booleanOr(fields([], ['CloudWatchLogsRoleArn', 'ExcludeVerboseContent', 'FieldLogLevel'])),
  DataSources: fields([], {
    DynamoDb: mapOf(table),
    Lambda: mapOf(fields(['FunctionArn'], ['ServiceRoleArn', 'Name', 'Description'])),
  }),
  Functions: mapOf(
    fields([], {
      DataSource: any,
      Runtime: runtime,
      InlineCode: any,
      CodeUri: any,
      Description: any,
      MaxBatchSize: any,
      Name: any,
      Id: any,
      Sync: sync,
    }),
  ),
  Resolvers: mapOf(mapOf(resolver)),
  ApiKeys: mapOf(fields([], ['ApiKeyId', 'Description', 'ExpiresOn'])),
  DomainName: fields(['CertificateArn', 'DomainName'], ['Description']),
  Cache: fields(['ApiCachingBehavior', 'Ttl', 'Type'], ['AtRestEncryptionEnabled', 'TransitEncryptionEnabled']),
}

/** Throws at the first place within the properties that is not as it must be. */
export function checkNested({ id, properties }: ServerlessResource): void {
  for (const [name, shape] of Object.entries(nested)) {
    const entry = properties.entries.get(name)
    const path = entry && misfit(entry.value, shape)
    if (path) throw new InvalidResource(id, `Property '${[name, ...path].join('.')}' is invalid.`, entry.value.at)
  }
}
