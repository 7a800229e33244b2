import { expect, test } from 'vitest'
import { importsOf, namesReached } from './module-facts.ts'

test('imports are found in every form', () => {
  const text = `
import type { A } from './a.ts'
import { b } from '../b.ts'
export { c } from './c.ts'
export * from 'd'
const e = await import('./e.ts')
const f = await import(name)
`
  expect(importsOf(text)).toEqual(['./a.ts', '../b.ts', './c.ts', 'd', './e.ts', './name'])
})

test.each([
  ['process.exit(1)', ['process']],
  ['const now = Date.now()', ['Date']],
  ['const now = new Date()', ['Date']],
  ['const x = Math.random()', ['Math.random']],
  ['const x = globalThis.process.env', ['process']],
  ['const x = Math.max(1, 2)', []],
  ['const x: Date = given', []],
  ['const x = record.process + record.fetch()', []],
  ['const x = { process: 1 }', []],
  ['const x = { process }', ['process']],
  ['function go(fetch: Fetch) { return fetch(url) }', []],
  ['const go = ({ console }: World) => console.log(1)', []],
  ['const go = (now = Date.now()) => now', ['Date']],
  ['const x = fetch as unknown', ['fetch']],
])('%s reaches %j', (text, reached) => {
  expect(namesReached(text, ['process', 'console', 'fetch', 'Date', 'Math.random'])).toEqual(reached)
})
