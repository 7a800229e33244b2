import { expect, test } from 'vitest'
import { explainFinding, explainPolicy } from '../../report/explain.ts'
import { report, secret, sharedRolePolicy, sources, template, unknownAdmin } from './sample.ts'

const options = { colour: false, sources, verbose: false, quiet: false, width: 80 }

test('a policy is explained by what it finds, why, what to do, and examples', async () => {
  const example = {
    path: 'examples/fail.cfn.yaml',
    verdict: 'fail',
    text: template.split('\n').slice(15, 19).join('\n'),
  } as const
  await expect(explainPolicy(sharedRolePolicy, [example], options)).toMatchFileSnapshot('expected/policy.txt')
})

test('a fix for each format is told for each', () => {
  const policy = { ...sharedRolePolicy, fix: { terraform: 'Write two.', cloudformation: 'Declare two.' } }
  const text = explainPolicy(policy, [], options)
  expect(text).toContain('fix   terraform: Write two.\n            fix   cloudformation: Declare two.\n')
})

test('an unknown finding is explained by what would decide it', async () => {
  await expect(explainFinding(unknownAdmin, report, options)).toMatchFileSnapshot('expected/finding.txt')
})

test('the explanation of a secret does not hold it', () => {
  const text = explainFinding(secret, report, options)
  expect(text).toContain('DATABASE: ••••••\n')
  expect(text).not.toContain('not-a-real-password')
})
