import { expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import type { Span } from '../../../model/source.ts'
import { scanTexts } from '../../support/scan.ts'
import { expandValues, withFunction } from './expanding.ts'

const lineOf = (text: string, { startLine, startColumn, endLine, endColumn }: Span): string => {
  const line = text.split('\n')[startLine - 1] ?? ''
  return startLine === endLine ? line.slice(startColumn - 1, endColumn - 1) : line.slice(startColumn - 1)
}

test('a wildcard in a role that is made points at the policy template that was written', () => {
  const text = withFunction('Policies:\n  - AmazonS3FullAccess\n  - CloudWatchPutMetricPolicy: {}')
  const policies = ['Resources', 'JobsRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement', 0] as const
  const resource = valueAt(expandValues(text).template, ...policies, 'Resource')
  expect(resource).toMatchObject({ value: '*', via: [{ reason: 'transform' }] })
  expect(resource && lineOf(text, resource.at)).toBe('CloudWatchPutMetricPolicy')
})

test('a parameter of a policy template keeps its own place', () => {
  const text = withFunction('Policies:\n  - SQSPollerPolicy: { QueueName: jobs }')
  const path = ['Resources', 'JobsRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement', 0] as const
  const name = valueAt(expandValues(text).template, ...path, 'Resource', 'Fn::Sub', 1, 'queueName')
  expect(name).toMatchObject({ value: 'jobs' })
  expect([name?.via, name && lineOf(text, name.at)]).toEqual([undefined, 'jobs'])
})

test('what a function is found to be wrong with names the line that was written, and whose it is', async () => {
  const text = withFunction(`
Policies: AdministratorAccess
FunctionUrlConfig:
  AuthType: NONE`)
  const report = await scanTexts({ 'template.yaml': text })
  const [stack] = report.stacks
  expect(stack?.format).toBe('sam')
  const places = report.findings.map(({ policy, location }) => [policy, location && lineOf(text, location)])
  expect(places).toContainEqual(['function_perimeter/open_function_url', 'NONE'])
  expect(places).toContainEqual(['least_privilege/full_admin', 'AdministratorAccess'])
})
