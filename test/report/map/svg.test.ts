import { expect, test } from 'vitest'
import { mapToSvg } from '../../../report/map/svg.ts'
import { exampleMap } from '../../support/example-map.ts'
import { layOutHere } from '../../support/graphviz.ts'
import { mapOf } from '../../support/map.ts'

test('a queue worker is a drawing of its own', async () => {
  const stack = await mapOf(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: worker
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: s3://builds/worker.zip
      Role: arn:aws:iam::123456789012:role/worker
      Events: {In: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5}}}`)
  const { text, undrawn } = await mapToSvg({ schemaVersion: '1', stacks: [stack], diagnostics: [] }, layOutHere)
  expect(undrawn).toEqual([])
  await expect(text.replace(/<style>[\s\S]*<\/style>/, '<style/>')).toMatchFileSnapshot('expected/worker.svg')
})

test('stacks lie beneath one another, each with its heading', async () => {
  const stack = await exampleMap('shop/cloudformation')
  const map = { schemaVersion: '1', stacks: [stack, { ...stack, id: 'other.yaml' }], diagnostics: [] } as const
  const { text } = await mapToSvg(map, layOutHere)
  const headings = [...text.matchAll(/<text class="heading"[^>]*>(.*?)<\/text>/g)].map(([, heading]) => heading)
  expect(headings).toEqual(['template.yaml (not complete)', 'other.yaml (not complete)'])
  const [, first] = [...text.matchAll(/^<g transform="translate\(0 ([\d.]+)\)">$/gm)].map(([, top]) => Number(top))
  expect(first).toBeGreaterThan(400)
})

test('what cannot be drawn is said in its place', async () => {
  const map = { schemaVersion: '1', stacks: [await exampleMap('shop/cloudformation')], diagnostics: [] } as const
  const { text, undrawn } = await mapToSvg(map, async () => {
    throw new Error('took longer than 20 s')
  })
  expect(undrawn).toEqual([{ stack: 'template.yaml', why: 'took longer than 20 s' }])
  expect(text).toContain('This stack could not be drawn: took longer than 20 s')
})
