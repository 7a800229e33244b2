import { describe, expect, test } from 'vitest'
import { expand, propertiesOf } from './expanding.ts'

const one = (type: string, properties: string, rest = ''): string => `Resources:
  It:
    Type: AWS::Serverless::${type}
    Properties: ${properties}
${rest}`

describe('a simple table', () => {
  test('has a text as its key and is paid for by request', () => {
    expect(propertiesOf(expand('Resources: { It: { Type: AWS::Serverless::SimpleTable } }'), 'It')).toEqual({
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    })
  })

  test('has the key and the throughput that are said', () => {
    const text = one(
      'SimpleTable',
      '{ PrimaryKey: { Name: at, Type: Number }, ProvisionedThroughput: { ReadCapacityUnits: 1 } }',
    )
    expect(propertiesOf(expand(text), 'It')).toEqual({
      AttributeDefinitions: [{ AttributeName: 'at', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'at', KeyType: 'HASH' }],
      ProvisionedThroughput: { ReadCapacityUnits: 1 },
    })
  })

  test('has a key of a type that there is', () => {
    expect(expand(one('SimpleTable', '{ PrimaryKey: { Name: at, Type: Date } }')).problems).toEqual([
      `4:49 Resource with id [It] is invalid. Invalid 'Type' "Date".`,
    ])
  })
})

describe('a layer', () => {
  const layer = '{ ContentUri: s3://code/layer.zip }'

  test('has an id that changes with it, which references follow', () => {
    const outcome = expand(
      one(
        'LayerVersion',
        layer,
        `  Other: { Type: AWS::S3::Bucket, DependsOn: [It, More] }
Outputs:
  Arn: { Value: !Ref It }
  Text: { Value: !Sub 'layer \${It}' }
`,
      ),
    )
    const id = 'It110df13b30'
    expect(outcome.resources).toEqual({
      [id]: {
        Type: 'AWS::Lambda::LayerVersion',
        DeletionPolicy: 'Retain',
        Properties: { LayerName: 'It', Content: { S3Bucket: 'code', S3Key: 'layer.zip' } },
      },
      Other: { Type: 'AWS::S3::Bucket', DependsOn: [id, 'More'] },
    })
    expect(outcome.outputs).toEqual({ Arn: { Value: { Ref: id } }, Text: { Value: { 'Fn::Sub': `layer \${${id}}` } } })
    expect(outcome.declaredBy).toEqual({ [id]: 'It' })
  })

  test.each([
    ['!Ref Keep', '5:24', "must be one of the following options: ['Retain', 'Delete']."],
    [
      '!If [A, Retain, Delete]',
      '5:24',
      "does not accept intrinsic functions, please use one of the following options: ['Retain', 'Delete']",
    ],
  ])('is kept or deleted, which %s does not say', (written, at, problem) => {
    const text = `Parameters: { Keep: { Type: String, Default: Keep } }
Resources:
  It:
    Type: AWS::Serverless::LayerVersion
    Properties: { RetentionPolicy: ${written}, ContentUri: layer/ }
`
    const [first = ''] = expand(text).problems
    expect(first.replace(/^5:\d+/, at)).toBe(`${at} Resource with id [It] is invalid. 'RetentionPolicy' ${problem}`)
  })
})

describe('a nested application', () => {
  test('is the template that is named', () => {
    const text = one(
      'Application',
      '{ Location: ./orders/template.yaml, Parameters: { Stage: prod }, Tags: { team: a } }',
    )
    expect(expand(text).resources.It).toEqual({
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: './orders/template.yaml',
        Parameters: { Stage: 'prod' },
        Tags: [
          { Key: 'lambda:createdBy', Value: 'SAM' },
          { Key: 'team', Value: 'a' },
        ],
      },
    })
  })

  test('of the repository has a template that is not here, and says which it is', () => {
    const text = `Mappings: { Versions: { eu-central-1: { app: 1.2.0 } } }
${one('Application', '{ Location: { ApplicationId: arn:app, SemanticVersion: !FindInMap [Versions, !Ref AWS::Region, app] } }')}`
    expect(propertiesOf(expand(text, { region: 'eu-central-1' }), 'It')).toEqual({
      Tags: [
        { Key: 'lambda:createdBy', Value: 'SAM' },
        { Key: 'serverlessrepo:applicationId', Value: 'arn:app' },
        { Key: 'serverlessrepo:semanticVersion', Value: '1.2.0' },
      ],
    })
    expect(expand(text).problems).toEqual([])
    const joined = expand(text.replace('!FindInMap [Versions, !Ref AWS::Region, app]', '!Join [., ["1", "2"]]'))
    expect(joined.problems).toEqual([
      "5:78 Resource with id [It] is invalid. Property 'SemanticVersion' cannot be resolved. Only FindInMap and Ref intrinsic functions are supported.",
    ])
  })
})

test('a capacity provider gets a role for what starts its machines', () => {
  const outcome = expand(
    one('CapacityProvider', '{ VpcConfig: { SubnetIds: [subnet-1] }, ScalingConfig: { AverageCPUUtilization: 70 } }'),
  )
  expect(propertiesOf(outcome, 'It')).toEqual({
    VpcConfig: { SubnetIds: ['subnet-1'] },
    PermissionsConfig: { CapacityProviderOperatorRoleArn: { 'Fn::GetAtt': ['ItOperatorRole', 'Arn'] } },
    CapacityProviderScalingConfig: {
      ScalingMode: 'Manual',
      ScalingPolicies: [{ PredefinedMetricType: 'LambdaCapacityProviderAverageCPUUtilization', TargetValue: 70 }],
    },
    Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
  })
  expect(propertiesOf(outcome, 'ItOperatorRole').ManagedPolicyArns).toEqual([
    'arn:aws:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator',
  ])
})

test('a type of the transform that is not known passes as it is', () => {
  const text = one('Novelty', '{ A: b }')
  expect(expand(text)).toMatchObject({
    problems: [],
    resources: { It: { Type: 'AWS::Serverless::Novelty', Properties: { A: 'b' } } },
  })
})
