import { expect, test } from 'vitest'
import { type Action, actionsMatching, wildcard } from '../../model/actions.ts'

test.each([
  ['sqs:SendMessage', [{ name: 'sqs:SendMessage', level: 'write', scopable: true }]],
  ['SQS:sendmessage', [{ name: 'sqs:SendMessage', level: 'write', scopable: true }]],
  ['xray:PutTraceSegments', [{ name: 'xray:PutTraceSegments', level: 'write', scopable: false }]],
  ['iam:PassRole', [{ name: 'iam:PassRole', level: 'write', scopable: true }]],
  ['lambda:AddPermission', [{ name: 'lambda:AddPermission', level: 'permit', scopable: true }]],
  ['sqs:SendMesage', []],
  ['nosuchservice:Get', undefined],
  ['SendMessage', undefined],
] as const)('%s covers %j', (pattern, expected) => {
  expect(actionsMatching(pattern)).toEqual(expected)
})

test('a wildcard covers every action that begins so', () => {
  expect(namesOf(actionsMatching('dynamodb:*GetItem'))).toEqual(['dynamodb:BatchGetItem', 'dynamodb:GetItem'])
  expect(namesOf(actionsMatching('dynamodb:?etItem'))).toEqual(['dynamodb:GetItem'])
})

test('a star covers everything there is, and a star for the service the same name in each', () => {
  expect(actionsMatching('*')?.length).toBeGreaterThan(15_000)
  expect(actionsMatching('*:*')).toEqual(actionsMatching('*'))
  expect(namesOf(actionsMatching('sq*:SendMessage'))).toEqual(['sqs:SendMessage'])
})

test.each([
  ['*', '', true],
  ['a*c', 'abbc', true],
  ['a*c', 'abbd', false],
  ['a?c', 'ac', false],
  ['**', 'x', true],
  ['*a*a*a*a*a*a*a*a*b', 'a'.repeat(5000), false],
  ['Get*', 'getobject', true],
  ['', 'x', false],
])('%s fits %s: %s', (pattern, text, expected) => {
  expect(wildcard(pattern)(text)).toBe(expected)
})

function namesOf(actions: readonly Action[] | undefined): readonly string[] {
  return (actions ?? []).map(({ name }) => name).sort()
}
