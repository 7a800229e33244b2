import { expect, test } from 'vitest'
import { expand, propertiesOf, typesOf } from './expanding.ts'

const head = 'Transform: AWS::Serverless-2016-10-31\nResources:\n'

test('a custom domain maps its base paths to the stage', () => {
  const outcome = expand(`${head}  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: {DomainName: api.example.com, CertificateArn: arn:cert, SecurityPolicy: TLS_1_2, BasePath: [/v-1]}
`)
  const id = 'ApiGatewayDomainName1bc412bb08'
  expect(propertiesOf(outcome, id)).toEqual({
    DomainName: 'api.example.com',
    RegionalCertificateArn: 'arn:cert',
    EndpointConfiguration: { Types: ['REGIONAL'] },
    SecurityPolicy: 'TLS_1_2',
  })
  expect(propertiesOf(outcome, 'Webv1BasePathMapping')).toEqual({
    DomainName: { Ref: id },
    RestApiId: { Ref: 'Web' },
    Stage: { Ref: 'WebliveStage' },
    BasePath: 'v1',
  })
})

test('domains in one hosted zone share a group of records, whatever their API is', () => {
  const domain = (name: string): string =>
    `Domain: {DomainName: ${name}, CertificateArn: arn:cert, Route53: {HostedZoneId: zone}}`
  const outcome =
    expand(`${head}  Rest: {Type: AWS::Serverless::Api, Properties: {StageName: live, ${domain('a.example.com')}}}
  Http: {Type: AWS::Serverless::HttpApi, Properties: {${domain('b.example.com')}}}
`)
  const groups = Object.entries(typesOf(outcome)).filter(([, type]) => type === 'AWS::Route53::RecordSetGroup')
  expect(groups).toHaveLength(1)
  expect(propertiesOf(outcome, groups[0]?.[0] ?? '')).toMatchObject({
    HostedZoneId: 'zone',
    RecordSets: [{ Name: 'a.example.com' }, { Name: 'b.example.com' }],
  })
})

test('a private domain may be reached by an endpoint', () => {
  const outcome = expand(`${head}  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain:
        DomainName: api.example.com
        CertificateArn: arn:cert
        EndpointConfiguration: PRIVATE
        AccessAssociation: {VpcEndpointId: vpce-1}
`)
  expect(Object.values(typesOf(outcome)).sort()).toEqual([
    'AWS::ApiGateway::BasePathMappingV2',
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::DomainNameAccessAssociation',
    'AWS::ApiGateway::DomainNameV2',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
  ])
})

test('mutual TLS has two fields', () => {
  const outcome = expand(`${head}  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: {DomainName: a.example.com, CertificateArn: c, MutualTlsAuthentication: {Truststore: s3://a/b}}
`)
  expect(outcome.problems).toEqual([
    "7:88 Resource with id [Web] is invalid. Available Domain.MutualTlsAuthentication fields are ['TruststoreUri', 'TruststoreVersion'].",
  ])
})
