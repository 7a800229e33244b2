import { expect, test } from 'vitest'
import { nameSubject } from '../../../report/text/subject.ts'
import { sharedRole } from '../sample.ts'

const at = sharedRole.location

test('a resource that stands for itself goes by its kind', () => {
  expect(nameSubject(sharedRole)).toBe('role SharedRole')
})

test('a policy in Terraform goes by its address, with the role it belongs to', () => {
  const resource = {
    id: 'module.shop.aws_iam_policy.worker',
    kind: 'role',
    type: 'aws_iam_policy',
    name: 'shop-worker',
    entity: 'module.shop.aws_iam_role.worker',
  } as const
  const related = [{ id: 'module.shop.aws_iam_role.worker', kind: 'role', location: at }] as const
  expect(nameSubject({ resource, related })).toBe(
    'module.shop.aws_iam_policy.worker of role module.shop.aws_iam_role.worker',
  )
})

test('a policy in a template goes by its type and name, with the role it belongs to', () => {
  const resource = {
    id: 'WorkerPolicy',
    kind: 'role',
    type: 'AWS::IAM::Policy',
    name: null,
    entity: 'WorkerRole',
  } as const
  const related = [{ id: 'WorkerRole', kind: 'role', location: at }] as const
  expect(nameSubject({ resource, related })).toBe('AWS::IAM::Policy WorkerPolicy of role WorkerRole')
})

test('a policy that is judged for a function belongs to some role', () => {
  const resource = {
    id: 'WorkerPolicy',
    kind: 'role',
    type: 'AWS::IAM::Policy',
    name: null,
    entity: 'WorkerFunction',
  } as const
  const related = [{ id: 'WorkerFunction', kind: 'function', location: at }] as const
  expect(nameSubject({ resource, related })).toBe('AWS::IAM::Policy WorkerPolicy of a role')
})

test('a permission belongs to the function whose policy it is written into', () => {
  const resource = {
    id: 'Permission',
    kind: 'resource_policy',
    type: 'AWS::Lambda::Permission',
    name: null,
    entity: 'Orders#policy',
  } as const
  const related = [
    { id: 'Orders#policy', kind: 'resource_policy', location: at },
    { id: 'Orders', kind: 'function', location: at },
  ] as const
  expect(nameSubject({ resource, related })).toBe('AWS::Lambda::Permission Permission of function Orders')
})

test('a function found by the role it shares stands for itself', () => {
  const resource = {
    id: 'Orders',
    kind: 'function',
    type: 'AWS::Serverless::Function',
    name: null,
    entity: 'SharedRole',
  } as const
  const related = [
    { id: 'Jobs', kind: 'function', location: at },
    { id: 'SharedRole', kind: 'role', location: at },
  ] as const
  expect(nameSubject({ resource, related })).toBe('function Orders')
})

test('what one resource declares beside itself stands in that resource', () => {
  const resource = {
    id: 'Pictures',
    kind: 'trigger',
    type: 'AWS::S3::Bucket',
    name: null,
    entity: 'Pictures#LambdaConfigurations/0',
  } as const
  const related = [{ id: 'Pictures#LambdaConfigurations/0', kind: 'trigger', location: at }] as const
  expect(nameSubject({ resource, related })).toBe('trigger Pictures')
})
