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
  expect(narrows('StringNotEquals', 'aws:SourceAccount', account)).toBe(false)
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
