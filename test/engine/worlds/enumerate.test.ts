import { expect, test } from 'vitest'
import { enumerateWorlds } from '../../../engine/worlds/enumerate.ts'
import { always, and, atom, type Condition, not } from '../../../model/condition.ts'
import type { Resource } from '../../../model/resource.ts'
import { startOf } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'

const at = startOf('template.yaml')

function stage(equals: string, domain?: readonly string[]): Condition {
  return atom({
    id: `Stage == ${equals}`,
    subject: 'Stage',
    equals,
    ...(domain ? { domain } : {}),
    why: 'Stage has no value',
    needs: ['--parameter Stage=…'],
  })
}

const question = (id: string): Condition => atom({ id, why: `${id} is not decided`, needs: [] })

function resource(id: string, exists: Condition, links: readonly string[] = []): Resource {
  const entries = links.map((to): [string, Entry] => {
    const value: Value = { type: 'reference', resource: to, attribute: null, at }
    return [to, { key: at, value }]
  })
  return {
    id,
    type: 'AWS::SQS::Queue',
    mode: 'managed',
    properties: { type: 'map', entries: new Map(entries), at },
    at,
    exists,
  }
}

function worldsOf(resources: readonly Resource[]): readonly string[] {
  return enumerateWorlds(resources).passes.map(
    ({ world }) =>
      [...world]
        .filter(([, holds]) => holds)
        .map(([id]) => id)
        .sort()
        .join(' + ') || 'none',
  )
}

test('without undecided conditions there is one world', () => {
  expect(worldsOf([resource('Queue', always)])).toEqual(['none'])
})

test('one parameter never equals two literals at once', () => {
  expect(worldsOf([resource('A', stage('prod')), resource('B', stage('test'))])).toEqual([
    'Stage == prod',
    'Stage == test',
    'none',
  ])
})

test('a parameter that has only these values has one of them', () => {
  const domain = ['prod', 'test']
  expect(worldsOf([resource('A', stage('prod', domain)), resource('B', stage('test', domain))])).toEqual([
    'Stage == prod',
    'Stage == test',
  ])
})

test('five questions make 32 worlds', () => {
  const five = ['A', 'B', 'C', 'D', 'E'].map((id) => resource(id, question(id)))
  expect(enumerateWorlds(five).passes).toHaveLength(32)
})

test('six questions about resources that have nothing to do with each other are answered side by side', () => {
  const six = ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => resource(id, question(id)))
  const worlds = enumerateWorlds(six)
  expect(worlds.passes).toHaveLength(2)
  expect(worlds.clusters).toHaveLength(6)
  expect(worlds.open).toEqual([])
})

test('six questions about resources that are linked stay open', () => {
  const ids = ['A', 'B', 'C', 'D', 'E', 'F']
  const chain = ids.map((id, index) => resource(id, question(id), ids.slice(index + 1, index + 2)))
  const worlds = enumerateWorlds(chain)
  expect(worlds.open.map(({ id }) => id).sort()).toEqual(ids)
  expect(worlds.passes).toHaveLength(1)
})

test('a condition of several questions counts each of them', () => {
  expect(worldsOf([resource('A', and(question('Prod'), not(question('Vpc'))))])).toEqual([
    'Prod + Vpc',
    'Prod',
    'Vpc',
    'none',
  ])
})

test('ten thousand questions are given up at once', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => resource(`Q${index}`, question(`C${index}`), ['Q0']))
  const started = performance.now()
  expect(enumerateWorlds(many).open).toHaveLength(10_000)
  expect(performance.now() - started).toBeLessThan(2_000)
})
