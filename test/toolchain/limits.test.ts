import { afterAll, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

const tidy = () => toolchain.format('a.rego', 'package a\n\nx   := 1\n')

test('a runaway test is ended at its limit, and the next call works', async () => {
  const source = 'package a\n\ntest_x if count([x | some x in numbers.range(1, 1e9)]) > 1\n'
  const started = performance.now()
  await expect(toolchain.test({ modules: { 'a_test.rego': source }, timeoutMs: 1_000 })).rejects.toMatchObject({
    name: 'ToolchainTimeout',
    call: 'test',
    timeoutMs: 1_000,
  })
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(await tidy()).toBe('package a\n\nx := 1\n')
})

test('a test that wants more memory than there is costs the instance, not the process', async () => {
  const doubled = Array.from({ length: 30 }, (_, index) => `t${index + 1} := concat("", [t${index}, t${index}])`)
  const source = ['package a', 't0 := "0123456789abcdef"', ...doubled, 'test_x if count(t30) > 1'].join('\n\n')
  await expect(toolchain.test({ modules: { 'a_test.rego': source } })).rejects.toMatchObject({
    name: 'ToolchainCrash',
    call: 'test',
    reason: expect.stringContaining('out of memory'),
  })
  expect(await tidy()).toBe('package a\n\nx := 1\n')
})

test('a request the compiler cannot read makes it panic; the reason is told and the next call works', async () => {
  const modules = { 'a.rego': 1 } as unknown as Record<string, string>
  await expect(toolchain.check({ modules })).rejects.toMatchObject({
    name: 'ToolchainCrash',
    call: 'check',
    reason: expect.stringContaining('cannot unmarshal number'),
  })
  expect(await tidy()).toBe('package a\n\nx := 1\n')
})

test('calls made at the same time all get their own answer', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`)
  const formatted = await Promise.all(names.map((name) => toolchain.format('a.rego', `package   ${name}`)))
  expect(formatted).toEqual(names.map((name) => `package ${name}\n`))
})

test('a closed toolchain refuses calls that wait and calls that come', async () => {
  const closing = createToolchain()
  const waiting = closing.format('a.rego', 'package a')
  await closing.close()
  await expect(waiting).rejects.toMatchObject({ name: 'ToolchainCrash', reason: 'the toolchain was closed' })
  await expect(closing.format('a.rego', 'package a')).rejects.toMatchObject({ name: 'ToolchainCrash' })
})

test('a thousand calls of every kind do not make the process grow', async () => {
  const source = 'package a\n\ndeny contains x if {\n\tsome x in input.roles\n\tcontains(x.name, "a")\n}\n'
  const tests = 'package a_test\n\ntest_none if count(data.a.deny) == 0 with input as {}\n'
  const calls = [
    () => toolchain.compile({ modules: { 'a.rego': source }, entrypoints: ['a/deny'] }),
    () => toolchain.check({ modules: { 'a.rego': source } }),
    () => toolchain.format('a.rego', source),
    () => toolchain.test({ modules: { 'a.rego': source, 'a_test.rego': tests }, coverage: true }),
    () => toolchain.check({ modules: { 'a.rego': 'package a\n\nx := ]\n' } }).catch(() => undefined),
  ]
  const run = async (count: number) => {
    for (let index = 0; index < count; index += 1) await calls[index % calls.length]?.()
    return process.memoryUsage().rss
  }
  const settled = await run(200)
  const after = await run(1_000)
  expect(after - settled).toBeLessThan(100e6)
}, 120_000)
