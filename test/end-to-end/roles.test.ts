import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { portcullis } from '../support/cli-runner.ts'

const template = `Parameters:
  RoleArn: {Type: String}
Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, Role: !Ref RoleArn, Code: {S3Bucket: b, S3Key: k}}
`

const trust = `    trust:
      Version: "2012-10-17"
      Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
`

/** What `full_admin` says of the function's role, with these settings. */
async function judged(text: string, settings: string, exitCode: 0 | 1 = 0) {
  const { stdout } = await portcullis('check', '--format', 'json', '--only', 'least_privilege/full_admin')
    .withFile('portcullis.yaml', settings)
    .withFile('template.yaml', text)
    .expectExit(exitCode)
  const { findings } = JSON.parse(stdout) as Report
  return findings.map(({ verdict, location }) => [verdict, location.file, location.startLine])
}

test('without a description, what a role that is defined elsewhere may do is not known', async () => {
  expect(await judged(template, 'failOn: medium\n')).toEqual([['unknown', 'template.yaml', 6]])
})

test('a role that is described to do everything is found, where it is described', async () => {
  const settings = `roles:
  RoleArn:
${trust}    managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess']
`
  expect(await judged(template, settings, 1)).toEqual([['fail', 'portcullis.yaml', 2]])
})

test.each([
  ['the parameter that it is given by', 'RoleArn', '!Ref RoleArn'],
  ['its ARN', 'arn:aws:iam::123456789012:role/team/worker', 'arn:aws:iam::123456789012:role/team/worker'],
  ['its name', 'worker', '!Sub "arn:aws:iam::${AWS::AccountId}:role/worker"'],
  ['its export', 'import:worker-role', '!ImportValue worker-role'],
])('a role may be described by %s', async (_, key, role) => {
  const settings = `roles:
  "${key}":
${trust}    policies:
      jobs:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: 'arn:aws:sqs:*:*:jobs'}]
`
  expect(await judged(template.replace('!Ref RoleArn', role), settings)).toEqual([])
})

test('a description that says nothing of permissions leaves them unknown', async () => {
  expect(await judged(template, `roles:\n  RoleArn:\n${trust}`)).toEqual([['unknown', 'portcullis.yaml', 2]])
})

test('a misspelt description is refused before anything is judged', async () => {
  await portcullis('check')
    .withFile('portcullis.yaml', 'roles:\n  RoleArn:\n    polices: {}\n')
    .withFile('template.yaml', template)
    .expectExit(2)
    .expectStderr('portcullis: portcullis.yaml:3:5: roles.RoleArn has no setting "polices". Did you mean policies?\n')
})
