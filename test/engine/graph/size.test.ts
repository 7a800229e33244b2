import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { worldGraph } from '../../../engine/graph/world.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks } from '../../../engine/scan.ts'
import { nothingGiven, today } from '../../support/scan.ts'

/** Functions that share one role, each run by one of as many queues as the role has statements. */
function shared(functions: number, statements: number): string {
  const queues = Array.from({ length: statements }, (_, index) => index)
  const resources: Record<string, object> = {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'access',
            PolicyDocument: {
              Statement: queues.map((index) => ({
                Effect: 'Allow',
                Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
                Resource: { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] },
              })),
            },
          },
        ],
      },
    },
  }
  for (const index of queues) resources[`Queue${index}`] = { Type: 'AWS::SQS::Queue' }
  for (let index = 0; index < functions; index += 1) {
    resources[`Fn${index}`] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { S3Bucket: 'builds', S3Key: 'fn.zip' },
      },
    }
    resources[`Run${index}`] = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: `Fn${index}` },
        EventSourceArn: { 'Fn::GetAtt': [`Queue${index % statements}`, 'Arn'] },
      },
    }
  }
  return JSON.stringify({ Resources: resources })
}

async function graphOf(template: string) {
  const [stack] = await readStacks(memorySources({ 'template.json': template }), nothingGiven, adapters)
  if (!stack) throw new Error('this is no template')
  return worldGraph(entitiesOf(stack, new Map(), {}, today).table, undefined)
}

test('a thousand functions with one role of two hundred statements are as many edges as both together', async () => {
  const { graph, loops, stopped } = await graphOf(shared(1000, 200))
  expect({ edges: graph.edges.length, loops: loops.size, stopped }).toEqual({
    // One to the role and one from a queue for each function, and one for each statement.
    edges: 1000 + 1000 + 200,
    loops: 1000,
    stopped: false,
  })
})

test('four times the functions take about four times as long', async () => {
  const small = (await graphOf(shared(500, 100))).graph.table
  const large = (await graphOf(shared(2000, 100))).graph.table
  const best = (table: typeof small): number =>
    Math.min(
      ...Array.from({ length: 4 }, () => {
        const begin = performance.now()
        worldGraph(table, undefined)
        return performance.now() - begin
      }),
    )
  best(small)
  expect(best(large) / best(small)).toBeLessThan(12)
})
