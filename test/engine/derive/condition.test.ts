import { expect, test } from 'vitest'
import { deriveCondition } from '../../../engine/derive/condition.ts'
import type { Value } from '../../../model/value.ts'
import { contextOf, shown } from '../../support/derived.ts'
import { account, listing, mapping, parameter, reference, text } from '../../support/values.ts'

const stack = contextOf({ Images: ['bucket', 'shop-images'] })

function narrows(operator: string, key: string, ...values: readonly Value[]): unknown {
  const raw = mapping({ operator: text(operator), key: text(key), values: listing(...values) })
  return (shown(deriveCondition(raw, stack)) as { narrows: unknown }).narrows
}

function sources(key: string, ...values: readonly Value[]): unknown {
  const raw = mapping({ operator: text('ArnLike'), key: text(key), values: listing(...values) })
  return (shown(deriveCondition(raw, stack)) as { sources: unknown }).sources
}

test('the account that is deployed to narrows', () => {
  expect(narrows('StringEquals', 'AWS:SourceAccount', account)).toBe(true)
})

test('the ARN of a bucket of ours narrows, though it names no account', () => {
  expect(narrows('ArnLike', 'aws:SourceArn', reference('Images', 'Arn'))).toBe(true)
  expect(narrows('ArnLike', 'aws:SourceArn', text('arn:aws:s3:::shop-images'))).toBe(true)
})

test('an ARN of any account does not narrow', () => {
  expect(narrows('ArnLike', 'aws:SourceArn', text('arn:aws:events:*:*:rule/*'))).toBe(false)
  expect(narrows('ArnLike', 'aws:SourceArn', text('arn:aws:s3:::*'))).toBe(false)
  expect(narrows('ArnLike', 'aws:SourceArn', text('*'))).toBe(false)
})

test('an ARN given by a parameter may be a star', () => {
  expect(narrows('ArnLike', 'aws:SourceArn', parameter('SourceArn'))).toBe('unknown: SourceArn has no value')
})

test('an equal text is one account, whichever it is', () => {
  expect(narrows('StringEquals', 'aws:SourceAccount', parameter('Partner'))).toBe(true)
})

test('tests that are true where the key is absent do not narrow', () => {
  expect(narrows('StringEqualsIfExists', 'aws:SourceAccount', account)).toBe(false)
  expect(narrows('ForAllValues:StringEquals', 'aws:PrincipalOrgID', text('o-abc'))).toBe(false)
})

test('of a negated test it is told whether those are limited whom a Deny with it leaves', () => {
  expect(narrows('StringNotEquals', 'aws:SourceAccount', account)).toBe(true)
  expect(narrows('StringNotEqualsIfExists', 'aws:SourceAccount', account)).toBe(true)
  expect(narrows('ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', text('o-abc/*'))).toBe(true)
  expect(narrows('ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', text('o-abc/*'))).toBe(false)
  expect(narrows('StringNotLike', 'aws:PrincipalOrgID', text('*'))).toBe(false)
})

test('encryption in transit and the time of day say nothing of who asks', () => {
  expect(narrows('Bool', 'aws:SecureTransport', text('true'))).toBe(false)
  expect(narrows('DateGreaterThan', 'aws:CurrentTime', text('2026-01-01'))).toBe(false)
})

test('a small public network narrows, a private or a huge one does not', () => {
  expect(narrows('IpAddress', 'aws:SourceIp', text('203.0.113.0/24'))).toBe(true)
  expect(narrows('IpAddress', 'aws:SourceIp', text('10.0.0.0/16'))).toBe(false)
  expect(narrows('IpAddress', 'aws:SourceIp', text('0.0.0.0/0'))).toBe(false)
})

test('IAM authentication of a function URL narrows, none does not', () => {
  expect(narrows('StringEquals', 'lambda:FunctionUrlAuthType', text('AWS_IAM'))).toBe(true)
  expect(narrows('StringEquals', 'lambda:FunctionUrlAuthType', text('NONE'))).toBe(false)
})

test('an ARN of any account does not narrow by the name of a rule, but by the id of an API', () => {
  const rule = text('arn:aws:events:eu-west-1:*:rule/', reference('Nightly'))
  expect(narrows('ArnLike', 'aws:SourceArn', rule)).toBe(false)
  const api = text('arn:aws:execute-api:eu-west-1:*:', reference('Api'), '/*/*')
  expect(narrows('ArnLike', 'aws:SourceArn', api)).toBe(true)
})

test('what SNS once called the account of the source narrows', () => {
  expect(narrows('StringEquals', 'AWS:SourceOwner', account)).toBe(true)
})

test('a condition says which account and which entity of the stack its values name', () => {
  expect(sources('aws:SourceArn', reference('Images', 'Arn'))).toEqual([
    {
      account: null,
      account_id: null,
      service: 's3',
      breadth: 'exact',
      target: { in: 'buckets', id: 'Images' },
      path: '',
    },
  ])
  expect(sources('aws:SourceArn', text('arn:aws:sns:eu-west-1:123456789012:orders'))).toEqual([
    {
      account: 'unknown: whether account 123456789012 is the one deployed to is not given',
      account_id: '123456789012',
      service: 'sns',
      breadth: 'exact',
      target: null,
      path: '',
    },
  ])
  expect(sources('aws:SourceAccount', account)).toEqual([
    { account: 'own', account_id: null, service: null, breadth: 'exact', target: null, path: '' },
  ])
})

test('keys that name nobody have no sources, and a parameter without a value is an unknown one', () => {
  expect(sources('aws:SecureTransport', text('true'))).toEqual([])
  expect(sources('aws:SourceArn', parameter('SourceArn'))).toEqual(['unknown: SourceArn has no value'])
})
