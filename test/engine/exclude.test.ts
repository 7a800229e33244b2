import { expect, test } from 'vitest'
import type { EntityPattern } from '../../model/exclusion.ts'
import { scanTexts } from '../support/scan.ts'

/** What one policy finds in a template, and what it leaves out by an exclusion: `fail Id`, `excluded Id`. */
async function judged(policy: string, template: string, match: EntityPattern): Promise<readonly string[]> {
  const exclude = [{ match, reason: 'seen', location: null }]
  const report = await scanTexts(
    { 'apps/app.yaml': template },
    { settings: { only: [policy], policies: { [policy]: { exclude } } } },
  )
  return [
    ...report.findings.map(({ verdict, resource }) => `${verdict} ${resource.entity}`),
    ...report.excluded.map(({ resource }) => `excluded ${resource.kind} ${resource.id}`),
  ].sort()
}

const runtime = 'failure_handling/deprecated_runtime'

const plain = `Parameters:
  Stage: {Type: String}
Conditions:
  IsOld: !Equals [!Ref Stage, old]
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs10.x, Role: 'arn:aws:iam::123456789012:role/a', Tags: [{Key: stage, Value: !Ref Stage}]}
  Two:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs10.x
      Role: arn:aws:iam::123456789012:role/a
      Tags: [{Key: stage, Value: !If [IsOld, old, new]}, {Key: team, Value: payments}]
`

test.each([
  [{ path: 'apps' }, ['excluded function One', 'excluded function Two']],
  [{ path: 'app.yaml' }, ['fail One', 'fail Two']],
  [{ resource: 'T??' }, ['excluded function Two', 'fail One']],
  [{ kind: 'role' }, ['fail One', 'fail Two']],
  [{ kind: 'function', resource: 'One', path: 'apps/*.yaml' }, ['excluded function One', 'fail Two']],
  [{ tag: { team: 'pay*' } }, ['excluded function Two', 'fail One']],
  [{ tag: { team: '*', owner: '*' } }, ['fail One', 'fail Two']],
] as const satisfies readonly (readonly [EntityPattern, readonly string[]])[])(
  'what %j leaves out',
  async (match, expected) => {
    expect(await judged(runtime, plain, match)).toEqual(expected)
  },
)

test('a tag whose value is not known leaves nothing out', async () => {
  expect(await judged(runtime, plain, { resource: 'One', tag: { stage: '*' } })).toEqual(['fail One', 'fail Two'])
})

test('a tag that depends on a condition leaves out where it holds, and the rest stands', async () => {
  expect(await judged(runtime, plain, { resource: 'Two', tag: { stage: 'old' } })).toEqual([
    'excluded function Two',
    'fail One',
    'fail Two',
  ])
})

test('what is made from a resource goes by the name of that as well', async () => {
  const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, InlineCode: '', Policies: [AdministratorAccess]}
`
  expect(await judged('least_privilege/full_admin', sam, { kind: 'function' })).toEqual(['fail WorkRole'])
  expect(await judged('least_privilege/full_admin', sam, { resource: 'Work' })).toEqual(['excluded role WorkRole'])
})
