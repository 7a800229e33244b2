import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks } from '../../../engine/scan.ts'
import type { EntityTable } from '../../../model/attribute.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import { shown } from '../../support/derived.ts'
import { nothingGiven, today } from '../../support/scan.ts'

test('a key is found by its alias, and what links to it by reference is the same', async () => {
  const table = await read(`Resources:
  Key: { Type: AWS::KMS::Key }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/orders, TargetKeyId: !Ref Key } }
  ByName: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/orders } }
  ByReference: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !Ref Alias } }
  ByArn:
    Type: AWS::SNS::Topic
    Properties: { KmsMasterKeyId: !Sub 'arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:alias/orders' }
`)
  expect(values(table, 'topic', 'encryption_key')).toEqual({ ByName: 'Key', ByReference: 'Key', ByArn: 'Key' })
})

test('the key of a service lies outside and goes by its alias', async () => {
  const table = await read(`Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/aws/sns } }
`)
  expect(values(table, 'topic', 'encryption_key')).toEqual({ Topic: 'external:alias/aws/sns' })
  expect(values(table, 'key', 'name')).toEqual({ 'external:alias/aws/sns': 'alias/aws/sns' })
})

test('a parameter is found in an ARN by the name it has, whatever slash it begins with', async () => {
  const table = await read(`Resources:
  Url: { Type: AWS::SSM::Parameter, Properties: { Name: /shop/url, Type: String, Value: https://shop.example } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement: { Effect: Allow, Action: ssm:GetParameter, Resource: 'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/url' }
`)
  const role = table.get('role')?.get('Role')?.attributes.entries.get('statements')
  expect(role && shown(role)).toMatchObject([
    { resources: [{ service: 'ssm', breadth: 'exact', target: { in: 'ssm_parameters', id: 'Url' } }] },
  ])
})

test('of a layer outside the account is known, of one of the stack that it is ours', async () => {
  const table = await read(`Resources:
  Own: { Type: AWS::Lambda::LayerVersion, Properties: { Content: { S3Bucket: b, S3Key: k } } }
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/worker
      Code: { S3Bucket: b, S3Key: w }
      Layers: [!Ref Own, 'arn:aws:lambda:eu-west-1:017000801446:layer:Tools:3']
`)
  const outside = 'external:arn:aws:lambda:eu-west-1:017000801446:layer:Tools:3'
  expect(values(table, 'function', 'layers')).toEqual({ Worker: ['Own', outside] })
  expect(values(table, 'layer', 'account')).toEqual({ Own: null, [outside]: '017000801446' })
  expect(values(table, 'layer', 'name')).toEqual({ Own: null, [outside]: 'Tools' })
  expect(values(table, 'layer', 'functions')).toEqual({ Own: ['Worker'], [outside]: ['Worker'] })
})

test('functions that name the same archive share a package, and inline code is of its function alone', async () => {
  const table = await read(`Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Role: r, Code: { S3Bucket: b, S3Key: shop.zip } } }
  Two: { Type: AWS::Lambda::Function, Properties: { Role: r, Code: { S3Bucket: b, S3Key: shop.zip } } }
  Three: { Type: AWS::Lambda::Function, Properties: { Role: r, Code: { ZipFile: 'exports.handler = 1' } } }
`)
  expect(values(table, 'code_package', 'functions')).toEqual({
    'code_package:s3://b/shop.zip': ['One', 'Two'],
    'code_package:inline:Three': ['Three'],
  })
  expect(values(table, 'code_package', 'pinned')).toEqual({
    'code_package:s3://b/shop.zip': false,
    'code_package:inline:Three': true,
  })
})

test('what only a part of a resource says is not known by the resource: where none says it, the default holds and is listed', async () => {
  const table = await read(`Resources:
  Firewall: { Type: AWS::WAFv2::WebACL, Properties: { Scope: REGIONAL, DefaultAction: { Allow: {} } } }
  Logged: { Type: AWS::WAFv2::WebACL, Properties: { Scope: REGIONAL, DefaultAction: { Block: {} } } }
  Logs: { Type: AWS::WAFv2::LoggingConfiguration, Properties: { ResourceArn: !GetAtt Logged.Arn } }
`)
  expect(values(table, 'web_acl', 'logged')).toEqual({ Firewall: false, Logged: true })
  expect(table.get('web_acl')?.get('Firewall')?.defaulted).toContain('logged')
  expect(table.get('web_acl')?.get('Logged')?.defaulted).not.toContain('logged')
})

test('a firewall before something unknown may stand before any stage', async () => {
  const table = await read(`Parameters: { Where: { Type: String } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop } }
  Stage: { Type: AWS::ApiGateway::Stage, Properties: { StageName: prod, RestApiId: !Ref Api } }
  Firewall: { Type: AWS::WAFv2::WebACL, Properties: { Scope: REGIONAL, DefaultAction: { Allow: {} } } }
  Guard:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { WebACLArn: !GetAtt Firewall.Arn, ResourceArn: !Select [0, !Split ['|', !Ref Where]] }
`)
  expect(values(table, 'api_stage', 'web_acls')).toMatchObject({ Stage: [expect.stringMatching(/^open: /)] })
})

async function read(template: string): Promise<EntityTable> {
  const [stack] = await readStacks(memorySources({ 'template.yaml': template }), nothingGiven, adapters)
  if (!stack) throw new Error('there is no stack')
  return entitiesOf(stack, new Map(), nothingGiven, today).table
}

/** One attribute of all entities of a kind, by id. */
function values(table: EntityTable, kind: KindName, name: string): Readonly<Record<string, unknown>> {
  const entities = [...(table.get(kind)?.values() ?? [])]
  return Object.fromEntries(
    entities.map(({ id, attributes }) => {
      const attribute = attributes.entries.get(name)
      return [id, attribute && shown(attribute)]
    }),
  )
}
