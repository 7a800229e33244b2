import { expect, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import { scanTexts } from '../../support/scan.ts'

const policy = 'observability/no_tracing'

/** A function whose tracing is as said. */
const lambda = (id: string, mode: string) => `  ${id}:
    Type: AWS::Lambda::Function
    Properties: {Role: !GetAtt Worker.Arn, Runtime: nodejs22.x, Handler: a.b, TracingConfig: {Mode: ${mode}}}
`
const role = '  Worker: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n'

const line = ({ verdict, resource, condition }: Report['findings'][number]) =>
  `${verdict} ${resource.id}${condition === null ? '' : ` if ${condition}`}`

async function verdicts(template: string) {
  const report = await scanTexts({ 'template.yaml': template }, { settings: { only: [policy] } })
  return { lines: report.findings.map(line), summary: report.summary }
}

test('six conditions with twenty answers: fail, fail if, and pass', async () => {
  const template = `Parameters:
  Stage: {Type: String, AllowedValues: [a, b, c, d, e]}
  Fast: {Type: String}
  Public: {Type: String}
Conditions:
  IsA: !Equals [!Ref Stage, a]
  IsB: !Equals [!Ref Stage, b]
  IsC: !Equals [!Ref Stage, c]
  IsD: !Equals [!Ref Stage, d]
  IsFast: !Equals [!Ref Fast, 'yes']
  IsPublic: !Equals [!Ref Public, 'yes']
Resources:
${role}${lambda('Always', '!If [IsA, Active, !If [IsFast, Active, Active]]')}${lambda('Never', '!If [IsB, PassThrough, !If [IsPublic, PassThrough, PassThrough]]')}${lambda('Some', '!If [IsA, !If [IsFast, PassThrough, Active], !If [IsPublic, Active, !If [IsC, PassThrough, Active]]]')}${lambda('Last', '!If [IsA, Active, !If [IsB, Active, !If [IsC, Active, !If [IsD, Active, PassThrough]]]]')}${lambda('Impossible', '!If [IsA, !If [IsB, PassThrough, Active], Active]')}`
  const { lines, summary } = await verdicts(template)
  expect(lines).toEqual([
    'fail Never',
    'fail Some if IsA && IsFast || IsC && !IsPublic',
    'fail Last if !IsA && !IsB && !IsC && !IsD',
  ])
  expect(summary).toMatchObject({ pass: 2, fail: 3, unknown: 0 })
}, 10_000)

test('forty conditions on one function are unknown and never a pass', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  const mode = numbers.reduceRight((otherwise, index) => `!If [C${index}, Active, ${otherwise}]`, 'PassThrough')
  const template = `Parameters:\n${numbers.map((index) => `  P${index}: {Type: String}`).join('\n')}
Conditions:\n${numbers.map((index) => `  C${index}: !Equals [!Ref P${index}, a]`).join('\n')}
Resources:
${role}${lambda('Deep', mode)}${lambda('Plain', 'PassThrough')}`
  const { lines, summary } = await verdicts(template)
  expect([[...lines].sort(), summary.pass]).toEqual([['fail Plain', 'unknown Deep'], 0])
}, 10_000)
