import { describe, expect, test } from 'vitest'
import { warning } from '../../model/diagnostic.ts'
import type { ApplicationMap } from '../../model/map.ts'
import { mapToDot } from '../../report/map/dot.ts'
import { mapToJson } from '../../report/map/json.ts'
import { mapToMermaid } from '../../report/map/mermaid.ts'
import { mapToText } from '../../report/map/text.ts'
import { mapOf } from '../support/map.ts'

/** An upload is made smaller, by a function that shares its role, and looked at from outside. */
const application = `
Transform: AWS::Serverless-2016-10-31
Parameters: {AuditRoleArn: {Type: String}}
Conditions: {IsProd: !Equals [!Ref AWS::Region, eu-central-1]}
Globals:
  Function: {Runtime: nodejs22.x, Handler: index.handler, CodeUri: s3://builds/shop.zip, Timeout: 10}
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: shop-resize
      Role: !GetAtt Shared.Arn
      ReservedConcurrentExecutions: 5
      Events: {In: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 1}}}
  Show:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: shop-show
      Role: !GetAtt Shared.Arn
      FunctionUrlConfig: {AuthType: NONE}
  Audit:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties:
      FunctionName: shop-audit
      Role: !Ref AuditRoleArn
      Events: {Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day), Name: nightly}}}
  Shared:
    Type: AWS::IAM::Role
    Properties:
      RoleName: shop
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: access
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: [s3:GetObject, s3:PutObject], Resource: 'arn:aws:s3:::shop-pictures/*'}
              - {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Jobs.Arn}
              - {Effect: Allow, Action: logs:PutLogEvents, Resource: '*'}
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: shop-jobs}}
  Pictures: {Type: AWS::S3::Bucket, Properties: {BucketName: shop-pictures}}
`

async function drawn(template: string): Promise<ApplicationMap> {
  return { schemaVersion: '1', stacks: [await mapOf(template)], diagnostics: [] }
}

describe('an application', () => {
  test('is told function by function', async () => {
    const text = mapToText(await drawn(application), { colour: false, width: 100 })
    await expect(text).toMatchFileSnapshot('expected/map.txt')
  })

  test('is told with what was left unread, once', async () => {
    const folder = 'No root calls the Terraform in modules/role: it is not judged.'
    const link = 'b.yaml is a symbolic link that leads nowhere.'
    const stack = await mapOf('Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n')
    const gap = { why: folder.slice(0, -1), needs: [], nodes: [], location: null }
    const text = mapToText(
      {
        schemaVersion: '1',
        stacks: [{ ...stack, complete: false, gaps: [gap] }],
        diagnostics: [warning('NOT_EVALUATED', folder, null), warning('FILE_UNREADABLE', link, null)],
      },
      { colour: false, width: 100 },
    )
    expect(text.split('\n')).toEqual([
      'template.yaml 0 functions, 0 roles, not complete',
      '',
      'The map is not complete:',
      `  - ${folder.slice(0, -1)}`,
      '',
      `warning ${link}`,
      '',
    ])
  })

  test('is drawn by Mermaid', async () => {
    await expect(mapToMermaid(await drawn(application))).toMatchFileSnapshot('expected/map.mmd')
  })

  test('is drawn by Graphviz', async () => {
    await expect(mapToDot(await drawn(application))).toMatchFileSnapshot('expected/map.dot')
  })

  test('is JSON that says the same', async () => {
    const map = await drawn(application)
    expect(JSON.parse(mapToJson(map))).toEqual(map)
  })
})

test('names cannot break out of a drawing', async () => {
  const template = `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {QueueName: "a\\"]; evil[\\"<img src=x>\\n\\u001b[31m --> %%{init}%% \\\\"}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
  Link: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}`
  const map = await drawn(template)
  const [first, ...others] = map.stacks.flatMap(({ nodes }) => nodes).map(({ label }) => label)
  expect([first, others.length]).toEqual(['a"]; evil["<img src=x>\n\u001b[31m --> %%{init}%% \\', 1])
  const mermaid = mapToMermaid(map).split('\n')
  expect(mermaid.slice(1, 4)).toEqual([
    '  s0n0[["a#34;#93;#59; evil#91;#34;#60;img src=x#62; #91;31m --#62; #37;#37;#123;init#125;#37;#37; #92;<br/><small>queue</small>"]]',
    '  s0n1[["news<br/><small>topic</small>"]]',
    '  s0n1 -->|"sqs"| s0n0',
  ])
  const dot = mapToDot(map).split('\n')
  expect(dot.find((line) => line.includes('evil'))).toBe(
    '  s0n0 [label="a\\"]; evil[\\"<img src=x> [31m --> %%{init}%% \\\\\\nqueue", shape=cds, style=filled, fillcolor="#ffffff", color="#98a2b3"]',
  )
  expect(mapToText(map, { colour: false, width: 100 })).not.toContain('\u001b')
})

test('stacks are drawn apart', async () => {
  const one = await mapOf(application)
  const map: ApplicationMap = { schemaVersion: '1', stacks: [one, { ...one, id: 'other.yaml' }], diagnostics: [] }
  const parts = mapToMermaid(map)
    .split('\n')
    .filter((line) => /subgraph|^ {2}end$/.test(line))
  expect(parts).toEqual([
    '  subgraph s0["template.yaml (not complete)"]',
    '  end',
    '  subgraph s1["other.yaml (not complete)"]',
    '  end',
  ])
  expect(mapToDot(map).match(/subgraph cluster_\d/g)).toEqual(['subgraph cluster_0', 'subgraph cluster_1'])
})
