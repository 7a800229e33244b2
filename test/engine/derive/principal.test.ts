import { expect, test } from 'vitest'
import { derivePrincipal } from '../../../engine/derive/principal.ts'
import type { Value } from '../../../model/value.ts'
import { contextOf, shown } from '../../support/derived.ts'
import { account, mapping, parameter, reference, text } from '../../support/values.ts'

function principal(value: Value, type = 'AWS', given?: string): unknown {
  const context = contextOf({}, given === undefined ? {} : { account: given })
  return shown(derivePrincipal(mapping({ type: text(type), value }), context))
}

const notGiven = 'unknown: whether account 123456789012 is the one deployed to is not given'

test('an account may be written as its number or as the ARN of its root', () => {
  const whole = {
    type: 'AWS',
    any: false,
    account: notGiven,
    account_id: '123456789012',
    whole_account: true,
    issuer: null,
  }
  expect(principal(text('123456789012'))).toEqual({ ...whole, text: '123456789012' })
  expect(principal(text('arn:aws:iam::123456789012:root'))).toEqual({
    ...whole,
    text: 'arn:aws:iam::123456789012:root',
  })
})

test('the root of the account that is deployed to is the whole of our own', () => {
  expect(principal(text('arn:aws:iam::', account, ':root'))).toEqual({
    type: 'AWS',
    text: 'arn:aws:iam::${account}:root',
    any: false,
    account: 'own',
    account_id: null,
    whole_account: true,
    issuer: null,
  })
})

test('a role is one identity, of ours where the stack declares it', () => {
  expect(principal(reference('Worker', 'Arn'))).toMatchObject({ account: 'own', whole_account: false })
  expect(principal(text('arn:aws:iam::123456789012:role/deploy'), 'AWS', '999999999999')).toMatchObject({
    account: 'foreign',
    account_id: '123456789012',
    whole_account: false,
  })
})

test('a pattern that every account fits is anyone', () => {
  expect(principal(text('arn:aws:iam::*:role/jobs'))).toMatchObject({ any: true, account: 'any' })
})

test('a service has no account', () => {
  expect(principal(text('s3.amazonaws.com'), 'Service')).toEqual({
    type: 'Service',
    text: 's3.amazonaws.com',
    any: false,
    account: null,
    account_id: null,
    whole_account: false,
    issuer: null,
  })
})

test('a service is not known where its name has no value, and known where only its ending has none', () => {
  expect(principal(parameter('Service'), 'Service')).toMatchObject({ text: 'unknown: Service has no value' })
  expect(principal(text(parameter('Name'), '.amazonaws.com'), 'Service')).toMatchObject({
    text: 'unknown: Name has no value',
  })
  expect(principal(text('lambda.', parameter('Suffix')), 'Service')).toMatchObject({ text: 'lambda.${Suffix}' })
})

test('a principal of a type that is not known is unknown for the same reason', () => {
  const whom = parameter('Caller')
  expect(shown(derivePrincipal(mapping({ type: whom, value: whom }), contextOf({})))).toBe(
    'unknown: Caller has no value',
  )
})

test('a parameter without a value may be anyone', () => {
  const unknown = 'unknown: Caller has no value'
  expect(principal(parameter('Caller'))).toMatchObject({ any: unknown, account: unknown, whole_account: unknown })
})
