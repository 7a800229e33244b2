import { expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readFiles, resourceOf } from './reading.ts'

const manifest = JSON.stringify({
  version: '38.0.0',
  artifacts: {
    'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
    Shop: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://123456789012/eu-central-1',
      properties: { templateFile: 'Shop.template.json', parameters: { Stage: 'prod' } },
    },
    Other: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: 'Other.template.json' },
    },
  },
})
const shop = JSON.stringify({
  Parameters: {
    Stage: { Type: 'String' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
  },
  Conditions: { CDKMetadataAvailable: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'af-south-1'] } },
  Rules: {
    CheckBootstrapVersion: {
      Assertions: [
        {
          Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'BootstrapVersion' }] }] },
          AssertDescription: 'Bootstrap again.',
        },
      ],
    },
  },
  Resources: {
    OrdersHandler4A3B: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/${Stage}' } },
      Metadata: {
        'aws:cdk:path': 'Shop/Orders/Handler/Resource',
        'aws:asset:path': 'asset.9f',
        'aws:asset:property': 'Code',
      },
    },
    Data7C: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-assets/1.json' } },
      Metadata: {
        'aws:cdk:path': 'Shop/Data.NestedStack/Data.NestedStackResource',
        'aws:asset:path': 'ShopData.nested.template.json',
        'aws:asset:property': 'TemplateURL',
      },
    },
    CDKMetadata: {
      Type: 'AWS::CDK::Metadata',
      Condition: 'CDKMetadataAvailable',
      Properties: { Analytics: 'v2:deflate64:' },
    },
  },
})
const topic = JSON.stringify({
  Resources: { T: { Type: 'AWS::SNS::Topic', Properties: { Name: { Ref: 'AWS::Region' } } } },
})

test('the folder that cdk synth writes is read with its manifest: regions, parameters, constructs, nested stacks', () => {
  const stacks = readFiles({
    'cdk.out/manifest.json': manifest,
    'cdk.out/Shop.template.json': shop,
    'cdk.out/ShopData.nested.template.json': topic,
    'cdk.out/Other.template.json': topic,
    'cdk.out/tree.json': '{"version": "tree-0.1", "tree": {"id": "App"}}',
  })
  const shown = stacks.map(({ id, deployedTo, resources }) => ({
    id,
    deployedTo,
    resources: resources.map((resource) => [resource.id, resource.declaredBy, resource.exists.op]),
  }))
  expect([shown, stacks.flatMap(problemsOf)]).toEqual([
    [
      { id: 'cdk.out/Other.template.json', deployedTo: undefined, resources: [['T', undefined, 'true']] },
      {
        id: 'cdk.out/Shop.template.json',
        deployedTo: { account: '123456789012', region: 'eu-central-1' },
        resources: [
          ['OrdersHandler4A3B', 'Shop/Orders/Handler', 'true'],
          ['Data7C', 'Shop/Data.NestedStack/Data.NestedStackResource', 'true'],
          ['Data7C/T', undefined, 'true'],
          ['CDKMetadata', undefined, 'true'],
        ],
      },
    ],
    [],
  ])
  const [, stack] = stacks
  expect(stack && nativeView(resourceOf(stack, 'OrdersHandler4A3B').properties)).toEqual({
    Role: 'arn:aws:iam::123456789012:role/prod',
  })
  expect(stack && nativeView(resourceOf(stack, 'Data7C/T').properties)).toEqual({ Name: 'eu-central-1' })
})

test('what the command line gives comes before the manifest', () => {
  const [, stack] = readFiles(
    { 'cdk.out/manifest.json': manifest, 'cdk.out/Shop.template.json': shop, 'cdk.out/Other.template.json': topic },
    { region: 'us-east-1', account: '210987654321', parameters: { Stage: 'dev' } },
  )
  expect([stack?.deployedTo, stack && nativeView(resourceOf(stack, 'OrdersHandler4A3B').properties)]).toEqual([
    undefined,
    { Role: 'arn:aws:iam::210987654321:role/dev' },
  ])
})
