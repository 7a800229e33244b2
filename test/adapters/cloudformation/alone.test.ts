import { expect, test } from 'vitest'
import { standAlone } from '../../../adapters/cloudformation/alone.ts'

test('templates that name files, and those they name, are read together; all others may be read by themselves', () => {
  const queue = 'Resources: {Q: {Type: AWS::SQS::Queue}}'
  const files = [
    {
      path: 'a/parent.yaml',
      text: 'Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "./parts/net.yaml"}}}',
    },
    { path: 'a/parts/net.yaml', text: queue },
    { path: 'b/net.yaml', text: queue },
    { path: 'b/queue.yaml', text: queue },
    { path: 'cdk.out/Shop.template.json', text: queue },
    {
      path: 'c/api.yaml',
      text: 'Resources: {A: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: openapi.yaml}}}',
    },
    { path: 'c/other.yaml', text: 'Resources: {F: {Type: AWS::Lambda::Function, Description: see net.yaml}}' },
  ]
  expect(standAlone(files).map(({ path }) => path)).toEqual(['b/queue.yaml', 'c/other.yaml'])
})
