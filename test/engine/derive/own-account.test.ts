import { expect, test } from 'vitest'
import { ownAccount } from '../../../engine/derive/own-account.ts'
import type { Entity } from '../../../model/entity.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { account, at, mapping, parameter, reference, text } from '../../support/values.ts'

function runsWith(role: Value, kind: KindName = 'function'): Entity {
  const attributes = mapping({ role }) as MapValue
  return { kind, id: 'Orders', owner: { id: 'Orders', type: kind, at }, attributes, defaulted: [] }
}

const role = (number: string) => text(`arn:aws:iam::${number}:role/orders`)

test('a function runs with a role of its own account', () => {
  expect(ownAccount([runsWith(role('123456789012')), runsWith(reference('Role', 'Arn'))])).toBe('123456789012')
  expect(ownAccount([runsWith(role('123456789012'), 'state_machine')])).toBe('123456789012')
})

test('roles that disagree show nothing, nor do those of other things, of parameters and of the account by its symbol', () => {
  expect(ownAccount([runsWith(role('123456789012')), runsWith(role('210987654321'))])).toBe(undefined)
  expect(ownAccount([runsWith(role('123456789012'), 'route')])).toBe(undefined)
  expect(ownAccount([runsWith(parameter('RoleArn'))])).toBe(undefined)
  expect(ownAccount([runsWith(text('arn:aws:iam::', account, ':role/orders'))])).toBe(undefined)
})
