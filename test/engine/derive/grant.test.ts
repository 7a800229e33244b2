import { expect, test } from 'vitest'
import { deriveGrant } from '../../../engine/derive/grant.ts'
import type { Value } from '../../../model/value.ts'
import { contextOf, shown } from '../../support/derived.ts'
import { account, parameter, reference, region, text } from '../../support/values.ts'

const stack = contextOf({
  Jobs: ['queue', 'shop-jobs'],
  Images: ['bucket', 'shop-images'],
  Orders: ['table', 'shop-orders'],
  Thumbnail: ['function', 'shop-thumbnail'],
})
/** What is taken away there is a matter of the whole role. */
const grant = (value: Value, context = stack): unknown => {
  const { denied: _denied, allowed: _allowed, any_account: _any, ...facts } = Object(shown(deriveGrant(value, context)))
  return facts
}
const notFollowed = (pattern: string): string => `unknown: ${pattern} is a pattern: it may cover this and others`

test('a star covers everything of everybody', () => {
  expect(grant(text('*'))).toEqual({
    text: '*',
    service: null,
    breadth: 'all',
    literal: 0,
    region: 'any',
    account: 'any',
    target: notFollowed('*'),
    path: '',
  })
})

test('a reference covers exactly what it leads to', () => {
  expect(grant(reference('Jobs', 'Arn'))).toEqual({
    text: '${Jobs.Arn}',
    service: 'sqs',
    breadth: 'exact',
    literal: 8,
    region: 'one',
    account: 'own',
    target: { in: 'queues', id: 'Jobs' },
    path: '',
  })
})

test('the objects of a bucket are the bucket and a path', () => {
  const expected = {
    service: 's3',
    breadth: 'exact',
    literal: 8,
    region: null,
    account: null,
    target: { in: 'buckets', id: 'Images' },
    path: '/thumbs/*',
  }
  expect(grant(text(reference('Images', 'Arn'), '/thumbs/*'))).toEqual({ text: '${Images.Arn}/thumbs/*', ...expected })
  expect(grant(text('arn:aws:s3:::', reference('Images'), '/thumbs/*'))).toEqual({
    text: 'arn:aws:s3:::${Images}/thumbs/*',
    ...expected,
  })
  expect(grant(text('arn:aws:s3:::shop-images/thumbs/*'))).toEqual({
    text: 'arn:aws:s3:::shop-images/thumbs/*',
    ...expected,
    literal: 'shop-images'.length,
  })
})

test('an ARN put together of symbols and a name leads to what has the name', () => {
  expect(grant(text('arn:aws:dynamodb:', region, ':', account, ':table/shop-orders/index/*'))).toEqual({
    text: 'arn:aws:dynamodb:${region}:${account}:table/shop-orders/index/*',
    service: 'dynamodb',
    breadth: 'exact',
    literal: 'shop-orders'.length,
    region: 'one',
    account: 'own',
    target: { in: 'tables', id: 'Orders' },
    path: '/index/*',
  })
})

test('the stream of a table is not the table', () => {
  expect(grant(reference('Orders', 'StreamArn'))).toMatchObject({
    target: { in: 'tables', id: 'Orders' },
    path: '/stream/*',
  })
})

test('a name that ends in a star covers what begins with it', () => {
  expect(grant(text('arn:aws:sqs:eu-west-1:123456789012:shop-*'))).toEqual({
    text: 'arn:aws:sqs:eu-west-1:123456789012:shop-*',
    service: 'sqs',
    breadth: 'prefix',
    literal: 'shop-'.length,
    region: 'one',
    account: 'unknown: whether account 123456789012 is the one deployed to is not given',
    target: notFollowed('arn:aws:sqs:eu-west-1:123456789012:shop-*'),
    path: '',
  })
})

test('a star for the name covers every resource of the type', () => {
  expect(grant(text('arn:aws:lambda:*:*:function:*'))).toMatchObject({
    service: 'lambda',
    breadth: 'type',
    account: 'any',
  })
  expect(grant(text('arn:aws:s3:::*'))).toMatchObject({ service: 's3', breadth: 'type', account: null })
})

test('a parameter without value may hold a wildcard, so the breadth is unknown', () => {
  expect(grant(text('arn:aws:s3:::', parameter('Bucket'), '/*'))).toEqual({
    text: 'arn:aws:s3:::${Bucket}/*',
    service: 's3',
    breadth: 'unknown: Bucket has no value',
    literal: 'unknown: Bucket has no value',
    region: null,
    account: null,
    target: 'unknown: Bucket has no value',
    path: '/*',
  })
})

test('whose account a number is, is known once ours is given', () => {
  const own = contextOf({}, { account: '123456789012' })
  const of = (number: string) => shown(deriveGrant(text(`arn:aws:sqs:eu-west-1:${number}:jobs`), own))
  expect(of('123456789012')).toMatchObject({ account: 'own' })
  expect(of('210987654321')).toMatchObject({ account: 'foreign' })
})

test('a name put together like that of an entity is the name of that entity', () => {
  const parts = ['shop-images-', parameter('Stage')] as const
  const staged = contextOf({ Images: ['bucket', text(...parts)] })
  expect(grant(text('arn:aws:s3:::', ...parts, '/uploads/*'), staged)).toEqual({
    text: 'arn:aws:s3:::shop-images-${Stage}/uploads/*',
    service: 's3',
    breadth: 'exact',
    literal: 'shop-images-'.length + 8,
    region: null,
    account: null,
    target: { in: 'buckets', id: 'Images' },
    path: '/uploads/*',
  })
})

test('a star right behind a reference covers everything whose name begins so', () => {
  expect(grant(text(reference('Images', 'Arn'), '*'))).toMatchObject({
    breadth: 'prefix',
    target: notFollowed('${Images.Arn}*'),
  })
})

test('a longer name that begins with a reference is another name', () => {
  expect(grant(text('arn:aws:s3:::', reference('Images'), '-archive/*'))).toMatchObject({
    breadth: 'exact',
    target: { in: 'buckets', id: 'external:arn:aws:s3:::${Images}-archive/*' },
  })
})

test('a name that only ends in something fixed does not cover every resource of the type', () => {
  expect(grant(text('arn:aws:sqs:*:', account, ':*-jobs'))).toMatchObject({
    breadth: 'prefix',
    literal: 5,
    region: 'any',
  })
  expect(grant(text('arn:aws:sqs:', region, ':', account, ':?*'))).toMatchObject({ breadth: 'type', literal: 0 })
})

test('sections that an ARN lacks are stars', () => {
  expect(grant(text('arn:aws:dynamodb:*'))).toMatchObject({
    text: 'arn:aws:dynamodb:*',
    service: 'dynamodb',
    breadth: 'type',
    region: 'any',
    account: 'any',
  })
  expect(shown(deriveGrant(text('arn:aws:sqs:eu-west-1:*:jobs'), stack))).toMatchObject({ any_account: true })
  expect(shown(deriveGrant(text('arn:aws:sqs:eu-west-1:123456789012:jobs'), stack))).toMatchObject({
    any_account: false,
  })
  expect(grant(text('arn:aws:*'))).toMatchObject({ breadth: 'all' })
  expect(grant(text('arn:*:*:*:*:*'))).toMatchObject({ breadth: 'all', account: 'any' })
})
