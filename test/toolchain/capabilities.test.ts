import { afterAll, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

test('the capabilities of some built-ins are these, the syntax of the language, and the WebAssembly ABI', async () => {
  const { opa, unknown, capabilities } = await toolchain.capabilities(['count', 'concat'])
  const declared = capabilities as { builtins: { name: string }[]; wasm_abi_versions: unknown }
  expect({
    opa,
    unknown,
    builtins: declared.builtins.map(({ name }) => name),
    abi: declared.wasm_abi_versions,
  }).toEqual({
    opa: '1.19.0',
    unknown: [],
    builtins: ['assign', 'concat', 'count', 'eq', 'rego.metadata.chain', 'rego.metadata.rule'],
    abi: [
      { version: 1, minor_version: 1 },
      { version: 1, minor_version: 2 },
      { version: 1, minor_version: 3 },
    ],
  })
})

test('names that OPA does not know are told', async () => {
  const { unknown } = await toolchain.capabilities(['count', 'cuont', 'object.gett'])
  expect(unknown).toEqual(['cuont', 'object.gett'])
})
