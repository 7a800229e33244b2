import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { readStacks } from '../../../engine/scan.ts'
import { nothingGiven } from '../../support/scan.ts'

test('a template that forgets to list the transform is expanded, and told so', async () => {
  const text = `Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
`
  const [stack] = await readStacks(memorySources({ 'template.yaml': text }), nothingGiven, adapters)
  expect(stack?.format).toBe('sam')
  expect(stack?.resources.map(({ id, type }) => ({ id, type }))).toEqual([
    { id: 'Orders', type: 'AWS::DynamoDB::Table' },
  ])
  expect(stack?.diagnostics).toEqual([
    {
      code: 'INVALID_TEMPLATE',
      severity: 'warning',
      message:
        'Resources of AWS SAM need "Transform: AWS::Serverless-2016-10-31" at the top; they are read as if it stood there.',
      location: { file: 'template.yaml', startLine: 3, startColumn: 11, endLine: 3, endColumn: 39 },
    },
  ])
})
