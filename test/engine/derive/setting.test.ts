import { expect, test } from 'vitest'
import { deriveSetting } from '../../../engine/derive/setting.ts'
import { shown } from '../../support/derived.ts'
import { parameter, reference, text } from '../../support/values.ts'

test('a literal is its value', () => {
  expect(shown(deriveSetting('LOG_LEVEL', text('debug')))).toEqual({
    value: 'debug',
    origin: 'literal',
    form: 'words',
    scheme: null,
    secret: null,
    tls_disabled: null,
  })
})

test('a reference is known to be no literal', () => {
  expect(shown(deriveSetting('TABLE', reference('Orders')))).toEqual({
    value: null,
    origin: 'reference',
    form: 'name',
    scheme: null,
    secret: null,
    tls_disabled: null,
  })
})

test('a parameter without value leaves the value open, though it is no secret in the template', () => {
  expect(shown(deriveSetting('NODE_OPTIONS', parameter('Options')))).toEqual({
    value: 'unknown: Options has no value',
    origin: 'input_parameter',
    form: null,
    scheme: 'unknown: Options has no value',
    secret: null,
    tls_disabled: 'unknown: Options has no value',
  })
})

test('the value of a secret goes no further', () => {
  const setting = shown(
    deriveSetting('DATABASE_URL', text('postgres://shop:not-a-real-pw@db.example/shop?sslmode=disable')),
  )
  expect(setting).toEqual({
    value: null,
    origin: 'literal',
    form: 'location',
    scheme: 'postgres',
    secret: { detector: 'password_in_url' },
    tls_disabled: 'sslmode=disable',
  })
})

test('a password that is a reference is no literal secret', () => {
  expect(
    shown(deriveSetting('DATABASE_URL', text('postgres://shop:', reference('Password'), '@db.example/shop'))),
  ).toEqual({
    value: null,
    origin: 'reference',
    form: null,
    scheme: 'postgres',
    secret: null,
    tls_disabled: null,
  })
})
