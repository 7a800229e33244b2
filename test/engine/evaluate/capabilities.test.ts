import { afterAll, expect, test } from 'vitest'
import { builtinNames, nativeBuiltins } from '../../../engine/evaluate/capabilities.ts'
import { loadPolicy } from '../../../engine/evaluate/wasm.ts'
import { createToolchain } from '../../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

test('every name is known to OPA and given once', async () => {
  const { unknown } = await toolchain.capabilities(builtinNames)
  expect(unknown).toEqual([])
  expect(new Set(builtinNames).size).toBe(builtinNames.length)
})

test('all of the families regex, json, object and strings can be used', async () => {
  const { capabilities } = await toolchain.capabilities()
  const all = (capabilities.builtins as readonly { readonly name: string }[]).map(({ name }) => name)
  const families = all.filter((name) => /^(regex|json|object|strings)\./.test(name))
  expect(families.filter((name) => !builtinNames.includes(name))).toEqual([])
})

test('what is called native needs nothing from the host', async () => {
  const native = nativeBuiltins.filter((name) => !name.startsWith('internal.'))
  const { capabilities } = await toolchain.capabilities(native)
  const declared = capabilities.builtins as readonly Declared[]
  const rules = declared.filter(({ name }) => native.includes(name)).map(ruleCalling)
  const source = `package native\n\n${rules.join('\n')}\n`
  const { wasm } = await toolchain.compile({
    modules: { 'native.rego': source },
    entrypoints: ['native'],
    lenient: true,
  })
  expect(loadPolicy(wasm, { memoryLimitMb: 32, builtins: {} }).entrypoints).toEqual(['native'])
})

interface Declared {
  readonly name: string
  readonly decl: { readonly args?: readonly unknown[] }
}

const ruleCalling = ({ name, decl }: Declared, index: number): string =>
  `value_${index} := ${name}(${(decl.args ?? []).map((_type, at) => `input.a${at}`).join(', ')})`
