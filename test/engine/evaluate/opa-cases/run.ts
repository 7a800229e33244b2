import { isArray, isObject } from '../../../../engine/evaluate/builtins/builtin.ts'
import { jsonOf } from '../../../../engine/evaluate/builtins/json-text.ts'
import { builtinNames } from '../../../../engine/evaluate/capabilities.ts'
import {
  arrayOf,
  compareTerms,
  encodeTerm,
  parseTerm,
  printTerm,
  type Term,
} from '../../../../engine/evaluate/terms.ts'
import { loadPolicy, PolicyAbort } from '../../../../engine/evaluate/wasm.ts'
import { RegoError } from '../../../../toolchain/errors.ts'
import type { Toolchain } from '../../../../toolchain/toolchain.ts'
import type { OpaCase } from './load.ts'

/** `skipped` means that the case calls a built-in that is not offered. */
export type Outcome = 'passed' | 'skipped' | `failed: ${string}`

/**
 * Runs a case: its query becomes the body of one more rule, which gives every binding as Rego text, so that sets and exact
 * numbers are seen as they are. A case that wants an error passes on a typed error or an undefined result.
 */
export async function runCase(toolchain: Toolchain, opaCase: OpaCase): Promise<Outcome> {
  const wasm = await compile(toolchain, opaCase)
  if (typeof wasm === 'string') return wasm
  const got = evaluate(wasm, opaCase)
  if (opaCase.wantError) return got instanceof PolicyAbort || got.length === 0 ? 'passed' : `failed: wants an error, got ${show(got)}`
  if (got instanceof PolicyAbort) return `failed: ${got.message}`
  const wanted = (opaCase.wantResult ?? []).map((binding) => normalised(binding, opaCase.sortBindings))
  return compareTerms(setOf(wanted), setOf(got)) === 0 ? 'passed' : `failed: wants ${show(wanted)}, got ${show(got)}`
}

const ENTRYPOINT = 'query_of_case/bindings'

async function compile(toolchain: Toolchain, opaCase: OpaCase): Promise<Uint8Array | Outcome> {
  const sources = opaCase.modules.map((source, index) => [`module-${index}.rego`, source])
  const modules = Object.fromEntries([...sources, ['query.rego', queryModule(opaCase)]])
  try {
    const request = { modules, entrypoints: [ENTRYPOINT], builtins: builtinNames, lenient: true }
    return (await toolchain.compile(request)).wasm
  } catch (error) {
    if (!(error instanceof RegoError)) throw error
    return /undefined function/.test(error.message) ? 'skipped' : `failed: ${error.message}`
  }
}

function queryModule({ query, wantResult = [] }: OpaCase): string {
  const names = new Set(wantResult.flatMap((binding) => (isObject(binding) ? binding.entries.map(([name]) => String(name)) : [])))
  const binding = `{${[...names].map((name) => `"${name}": ${name}`).join(', ')}}`
  return `package query_of_case\n\nbindings contains sprintf("%v", [${binding}]) if {\n\t${query}\n}\n`
}

function evaluate(wasm: Uint8Array, { data, input, strictError, sortBindings }: OpaCase): readonly Term[] | PolicyAbort {
  const encoder = new TextEncoder()
  try {
    const policy = loadPolicy(wasm, { memoryLimitMb: 64, strictBuiltinErrors: strictError })
    if (data !== undefined) policy.setData(encoder.encode(encodeTerm(data)))
    const bytes = input === undefined ? undefined : encoder.encode(encodeTerm(parseTerm(input)))
    const bindings = policy.evaluate(ENTRYPOINT, bytes) as readonly string[] | undefined
    return (bindings ?? []).map((text) => normalised(parseTerm(text), sortBindings))
  } catch (error) {
    if (error instanceof PolicyAbort) return error
    throw error
  }
}

/** As JSON, and with the elements of an array that is bound as a whole in order. */
function normalised(binding: Term, sortBindings: boolean): Term {
  const json = jsonOf(binding)
  if (!sortBindings || !isObject(json)) return json
  const entries = json.entries.map(([name, value]): [Term, Term] => [name, isArray(value) ? sorted(value.items) : value])
  return { type: 'object', entries }
}

const sorted = (items: readonly Term[]): Term => arrayOf([...items].sort(compareTerms))
const show = (terms: readonly Term[]): string => terms.map(printTerm).join(' | ')

function setOf(items: readonly Term[]): Term {
  const distinct = items.filter((item, index) => items.findIndex((other) => compareTerms(item, other) === 0) === index)
  return { type: 'set', items: distinct }
}
