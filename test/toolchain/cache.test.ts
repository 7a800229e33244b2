import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toolchain-cache-'))
})
afterEach(() => rm(folder, { recursive: true }))

const policy = { modules: { 'a.rego': 'package a\n\nx := 1\n' }, entrypoints: ['a/x'] }

test('what was compiled once is read back by another toolchain without the compiler', async () => {
  const first = createToolchain({ cacheDir: join(folder, 'new') })
  const compiled = await first.compile(policy)
  await first.close()
  const second = createToolchain({ cacheDir: join(folder, 'new') })
  // Closed, it can only give what is kept.
  await second.close()
  expect(await second.compile(policy)).toEqual(compiled)
})

test('a changed source is compiled anew', async () => {
  const toolchain = createToolchain({ cacheDir: folder })
  const one = await toolchain.compile(policy)
  const two = await toolchain.compile({ ...policy, modules: { 'a.rego': 'package a\n\nx := 2\n' } })
  expect(Buffer.compare(one.wasm, two.wasm)).not.toBe(0)
  expect(await readdir(folder)).toHaveLength(2)
  await toolchain.close()
})

test('errors are kept too', async () => {
  const wrong = { modules: { 'a.rego': 'package a\n\nx := nope(1)\n' } }
  const toolchain = createToolchain({ cacheDir: folder })
  const message = 'a.rego:3:6: rego_type_error: undefined function nope'
  await expect(toolchain.check(wrong)).rejects.toThrow(message)
  await toolchain.close()
  await expect(toolchain.check(wrong)).rejects.toThrow(message)
})

test('a damaged file in the cache is ignored and replaced', async () => {
  const toolchain = createToolchain({ cacheDir: folder })
  const compiled = await toolchain.compile(policy)
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name), '{"result": {"wa')
  expect(await toolchain.compile(policy)).toEqual(compiled)
  await toolchain.close()
  expect(await toolchain.compile(policy)).toEqual(compiled)
})

test('a cache folder that cannot be made does not stop the work', async () => {
  await writeFile(join(folder, 'file'), '')
  const toolchain = createToolchain({ cacheDir: join(folder, 'file', 'below') })
  const { packages } = await toolchain.compile(policy)
  expect(packages.map((one) => one.package)).toEqual(['a'])
  await toolchain.close()
})
