import { describe, expect, test } from 'vitest'
import { trace } from '../../../engine/evaluate/paths.ts'
import type { Attribute, DerivedEntity, EntityTable } from '../../../model/attribute.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import type { Span } from '../../../model/source.ts'

const line = (startLine: number): Span => ({
  file: 'template.yaml',
  startLine,
  startColumn: 1,
  endLine: startLine,
  endColumn: 9,
})
const known = (value: string, at: number): Attribute => ({ type: 'scalar', value, at: line(at) })
const missing = (why: string, at: number): Attribute => ({ type: 'unknown', cause: { why, needs: [] }, at: line(at) })
const list = (at: number, ...items: Attribute[]): Attribute => ({ type: 'list', items, at: line(at) })
const map = (at: number, entries: Record<string, Attribute>): Attribute => ({
  type: 'map',
  entries: new Map(Object.entries(entries)),
  at: line(at),
})
const link = (kind: KindName, id: string, at: number): Attribute => ({
  type: 'link',
  kind,
  id,
  many: false,
  at: line(at),
})

function entity(kind: KindName, id: string, at: number, attributes: Record<string, Attribute>): DerivedEntity {
  const root = { type: 'map', entries: new Map(Object.entries(attributes)), at: line(at) } as const
  return { kind, id, owner: { id, type: kind, at: line(at) }, attributes: root, defaulted: [] }
}

const role = entity('role', 'Role', 20, {
  statements: list(
    22,
    map(23, { sid: known('Read', 23), actions: list(24, known('s3:GetObject', 24)) }),
    map(26, {
      sid: known('Write', 26),
      actions: list(27, known('s3:PutObject', 27), missing('Action has no value', 28)),
    }),
  ),
})
const orders = entity('function', 'Orders', 5, {
  role: link('role', 'Role', 8),
  vpc: { type: 'scalar', value: null, at: line(5) },
  environment: map(10, {
    'a/b': map(11, { value: known('1', 11) }),
    TABLE: map(12, { value: missing('Table has no value', 12) }),
  }),
})
const outside: DerivedEntity = {
  ...entity('role', 'external:RoleArn', 40, {}),
  external: { why: 'RoleArn has no value', needs: ['--parameter RoleArn=…'] },
  attributes: {
    type: 'map',
    entries: new Map(),
    open: { why: 'RoleArn has no value', needs: ['--parameter RoleArn=…'] },
    at: line(40),
  },
}
const lost = entity('function', 'Refunds', 30, { role: missing('nothing names the role', 33) })
const table: EntityTable = new Map([
  [
    'role',
    new Map([
      ['Role', role],
      [outside.id, outside],
    ]),
  ],
  [
    'function',
    new Map([
      ['Orders', orders],
      ['Refunds', lost],
    ]),
  ],
])

function unknown(of: DerivedEntity, path: string): readonly string[] {
  return trace(table, of, path).unknown.map((step) => `${step.path} :${step.at.startLine} ${step.cause.why}`)
}

test('a known attribute is known, at its place and in its resource', () => {
  const found = trace(table, orders, 'role/statements/0/actions/0')
  expect(found.unknown).toEqual([])
  expect(found.at).toEqual(line(24))
  expect(found.owner.id).toBe('Role')
  expect(found.ends).toEqual([known('s3:GetObject', 24)])
})

test('an attribute that is not there is known, at what it would stand in', () => {
  const found = trace(table, orders, 'vpc/subnets')
  expect(found.unknown).toEqual([])
  expect(found.at).toEqual(line(5))
})

describe('a path is unknown', () => {
  test('where its end is', () => {
    expect(unknown(orders, 'environment/TABLE/value')).toEqual(['environment/TABLE/value :12 Table has no value'])
  })

  test('for every element that is, where it goes over all of them', () => {
    expect(unknown(orders, 'environment/*/value')).toEqual(['environment/TABLE/value :12 Table has no value'])
    expect(unknown(orders, 'role/statements/*/actions/*')).toEqual([
      'role/statements/1/actions/1 :28 Action has no value',
    ])
  })

  test('where it ends in a list with an element that is', () => {
    expect(unknown(orders, 'role/statements/*/actions')).toEqual([
      'role/statements/1/actions/1 :28 Action has no value',
    ])
  })

  test('where it crosses a link that leads nowhere known', () => {
    expect(unknown(lost, 'role/statements')).toEqual(['role :33 nothing names the role'])
  })

  test('where it ends in what an entity outside does not tell', () => {
    expect(unknown(outside, 'statements')).toEqual(['statements :40 RoleArn has no value'])
  })
})

test('the link itself is known, and so is what every entity has', () => {
  expect(unknown(orders, 'role')).toEqual([])
  expect(unknown(outside, 'external')).toEqual([])
})

test('a key with a slash is written as in a JSON pointer', () => {
  expect(trace(table, orders, 'environment/a~1b/value').ends).toEqual([known('1', 11)])
})

test('a list is known to be what it is though its elements are not known inside', () => {
  expect(unknown(orders, 'role/statements')).toEqual([])
  expect(unknown(orders, 'environment')).toEqual([])
})
