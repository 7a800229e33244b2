import { afterAll, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

const untidy = `package   a
import data.lib   # why
deny contains   x if {  some x in input.roles
      x.name=="a"; lib.f(x) }
`

test('formatting lays the source out as opa fmt does, and doing it again changes nothing', async () => {
  const once = await toolchain.format('a.rego', untidy)
  expect(once).toBe(`package a

import data.lib # why

deny contains x if {
	some x in input.roles
	x.name == "a"
	lib.f(x)
}
`)
  expect(await toolchain.format('a.rego', once)).toBe(once)
})

test('a source that does not parse cannot be formatted: the error has its place', async () => {
  await expect(toolchain.format('a.rego', 'package a\n\nx := ]\n')).rejects.toMatchObject({
    name: 'RegoError',
    problems: [{ code: 'rego_parse_error', file: 'a.rego', line: 3, column: 6 }],
  })
})
