import { expect, test } from 'vitest'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { rootsApart } from '../../../adapters/terraform/apart.ts'
import type { Given } from '../../../model/stack.ts'

const provider = 'provider "aws" {}\n'
const calls = (source: string) => `${provider}module "m" {\n  source = "${source}"\n}\n`
const four = { 'a/main.tf': provider, 'b/main.tf': provider, 'c/main.tf': provider, 'd/main.tf': provider }
const nothing: Given = { parameters: new Map(), variables: new Map() }

test('each root is a part', async () => {
  expect(await partsOf(four)).toEqual({ a: ['a/main.tf'], b: ['b/main.tf'], c: ['c/main.tf'], d: ['d/main.tf'] })
})

test('what a root calls belongs to it, and so does what that calls', async () => {
  const files = { ...four, 'a/main.tf': calls('./own'), 'a/own/main.tf': calls('../../lib'), 'lib/main.tf': '' }
  expect(await partsOf(files)).toEqual({
    a: ['a/main.tf', 'a/own/main.tf', 'lib/main.tf'],
    b: ['b/main.tf'],
    c: ['c/main.tf'],
    d: ['d/main.tf'],
  })
})

test('roots that call the same folder are one part', async () => {
  const files = { ...four, 'a/main.tf': calls('../lib'), 'c/main.tf': calls('../lib'), 'lib/main.tf': '' }
  expect(await partsOf(files)).toEqual({
    a: ['a/main.tf', 'c/main.tf', 'lib/main.tf'],
    b: ['b/main.tf'],
    d: ['d/main.tf'],
  })
})

test.each<[string, Readonly<Record<string, string>>, Given]>([
  ['there are few roots', { 'a/main.tf': provider, 'b/main.tf': provider }, nothing],
  ['a folder belongs to no root', { ...four, 'modules/left/main.tf': '' }, nothing],
  ['there is a plan', { ...four, 'a/plan.json': '{"format_version": "1.2", "planned_values": {}}' }, nothing],
  ['a variable is given', four, { ...nothing, variables: new Map([['stage', 'prod']]) }],
])('none are apart where %s', async (_, files, given) => {
  expect(await partsOf(files, given)).toEqual({})
})

async function partsOf(files: Readonly<Record<string, string>>, given = nothing) {
  const sources = memorySources(files)
  const parts = await rootsApart(sources, given)
  return Object.fromEntries(parts.map(({ path, has }) => [path, sources.files.filter(has).map((file) => file.path)]))
}
