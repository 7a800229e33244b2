import { expect, test } from 'vitest'
import { scanTexts } from '../support/scan.ts'

const trust =
  'AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}'

const roles = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: workers
      ${trust}
  One:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: one, Runtime: nodejs22.x, Handler: index.handler, Role: !GetAtt Role.Arn, Code: {S3Bucket: b, S3Key: k}}
Outputs:
  RoleArn: {Value: !GetAtt Role.Arn, Export: {Name: !Sub "worker-role-\${AWS::Region}"}}
`

function functionWith(role: string): string {
  return `Resources:
  Two:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: two, Runtime: nodejs22.x, Handler: index.handler, Role: ${role}, Code: {S3Bucket: b, S3Key: k}}
`
}

/** Who shares a role, and where that is said. */
async function sharedRoles(texts: Readonly<Record<string, string>>, given = {}) {
  const { findings } = await scanTexts(texts, { settings: { only: ['function_roles/shared_role'] }, given })
  return findings.map(({ verdict, stack, detail, resource }) => [verdict, stack, resource.entity, detail])
}

const shared = [['fail', 'roles.yaml', 'Role', 'used by one, two']]

test.each([
  ['an export', '!ImportValue {"Fn::Sub": "worker-role-${AWS::Region}"}'],
  ['a name', '!Sub "arn:aws:iam::${AWS::AccountId}:role/workers"'],
])('a function in another template that takes the role by %s shares it', async (_, role) => {
  expect(await sharedRoles({ 'roles.yaml': roles, 'app.yaml': functionWith(role) })).toEqual(shared)
})

test.each([
  ['in an account that may be another', '"arn:aws:iam::123456789012:role/workers"'],
  ['by an export that nobody has', '!ImportValue other-role'],
])('a role %s stays outside', async (_, role) => {
  expect(await sharedRoles({ 'roles.yaml': roles, 'app.yaml': functionWith(role) })).toEqual([])
})

test('a name that two other templates have links to neither', async () => {
  const role = '!Sub "arn:aws:iam::${AWS::AccountId}:role/workers"'
  expect(await sharedRoles({ 'a/roles.yaml': roles, 'b/roles.yaml': roles, 'app.yaml': functionWith(role) })).toEqual(
    [],
  )
})

const backend = (key: string) => `terraform {
  backend "s3" {
    bucket = "states"
    key    = "${key}"
  }
}
`

const lambda = (name: string, role: string) => `resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "${name}.zip"
  role          = ${role}
}
`

const base = `${backend('base')}
resource "aws_iam_role" "workers" {
  name               = "workers"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
${lambda('one', 'aws_iam_role.workers.arn')}
output "role_arn" {
  value = aws_iam_role.workers.arn
}
`

const remote = (key: string) => `${backend('app')}
data "terraform_remote_state" "base" {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "${key}"
  }
}
${lambda('two', 'data.terraform_remote_state.base.outputs.role_arn')}`

test('a function that takes the role from the state of another root shares it', async () => {
  expect(await sharedRoles({ 'base/main.tf': base, 'app/main.tf': remote('base') })).toEqual([
    ['fail', 'base', 'aws_iam_role.workers', 'used by one, two'],
  ])
})

test('the state of a root that was not given stays outside', async () => {
  expect(await sharedRoles({ 'base/main.tf': base, 'app/main.tf': remote('elsewhere') })).toEqual([])
})

test('what belongs to another stack is judged there alone', async () => {
  const admin = roles.replace(
    'RoleName: workers',
    'RoleName: workers\n      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]',
  )
  const texts = {
    'roles.yaml': admin,
    'app.yaml': functionWith('!ImportValue {"Fn::Sub": "worker-role-${AWS::Region}"}'),
  }
  const { findings } = await scanTexts(texts, { settings: { only: ['least_privilege/full_admin'] } })
  expect(findings.map(({ stack, resource }) => [stack, resource.entity])).toEqual([['roles.yaml', 'Role']])
})
