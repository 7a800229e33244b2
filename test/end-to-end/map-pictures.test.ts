import { expect, test } from 'vitest'
import { portcullis } from '../support/cli-runner.ts'

const template = `Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
  Link: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
`

test('map prints a drawing, and a page with the same drawing', async () => {
  const svg = await portcullis('map', 'app.yaml', '--format', 'svg').withFile('app.yaml', template)
  expect(svg.stdout).toMatch(/^<svg .*<\/svg>\n$/s)
  const html = await portcullis('map', 'app.yaml', '--format', 'html').withFile('app.yaml', template)
  expect(html.stdout).toMatch(/^<!doctype html>.*<\/html>\n$/s)
  const names = (text: string): readonly string[] =>
    [...text.matchAll(/<text class="name"[^>]*>(.*?)<\/text>/g)].map(([, name]) => name ?? '')
  expect(names(svg.stdout)).toEqual(['jobs', 'news'])
  expect(names(html.stdout)).toEqual(['jobs', 'news'])
})

test('a page of what cannot be read says what was wrong', async () => {
  const { stdout } = await portcullis('map', 'app.yaml', '--format', 'html')
    .withFile('app.yaml', 'Resources: [')
    .expectExit(3)
  expect(stdout).toContain('What was wrong in what was read')
})
