import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { actionFacts } from '../../../engine/evaluate/action-facts.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks } from '../../../engine/scan.ts'
import { nothingGiven, today } from '../../support/scan.ts'

const template = `Resources:
  JobsRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: jobs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: ['sqs:SendMessage', 'xray:PutTrace*'], Resource: '*' }
              - { Effect: Deny, NotAction: 'sqs:SendMesage', Resource: '*' }
              - { Effect: Allow, Action: 'acme:Anything', Resource: '*' }
`

test('each action pattern of a statement has its facts, once; of an unknown service there are none', async () => {
  const [stack] = await readStacks(memorySources({ 'template.yaml': template }), nothingGiven, adapters)
  if (!stack) throw new Error('the template is a stack')
  const { table } = entitiesOf(stack, new Map(), {}, today)
  const none = { read: 0, list: 0, write: 0, tag: 0, permit: 0 }
  const write = { ...none, write: 1 }
  expect(actionFacts(table)).toEqual({
    'sts:AssumeRole': { count: 1, scopable: 1, levels: write, scopable_levels: write },
    'sqs:SendMessage': { count: 1, scopable: 1, levels: write, scopable_levels: write },
    'xray:PutTrace*': { count: 1, scopable: 0, levels: write, scopable_levels: none },
    'sqs:SendMesage': { count: 0, scopable: 0, levels: none, scopable_levels: none },
  })
})
