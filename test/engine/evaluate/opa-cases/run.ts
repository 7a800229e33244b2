import { isArray, isObject } from '../../../../engine/evaluate/builtins/builtin.ts'
import { jsonOf } from '../../../../engine/evaluate/builtins/json-text.ts'
import { builtinNames } from '../../../../engine/evaluate/capabilities.ts'
import { compareTerms } from '../../../../engine/evaluate/term-order.ts'
import { arrayOf, encodeTerm, parseTerm, printTerm, type Term } from '../../../../engine/evaluate/terms.ts'
import { loadPolicy, type Policy, PolicyAbort } from '../../../../engine/evaluate/wasm.ts'
import { RegoError } from '../../../../toolchain/errors.ts'
import type { Toolchain } from '../../../../toolchain/toolchain.ts'
import type { OpaCase } from './load.ts'
import { codeOf, moved } from './namespace.ts'

/** `not offered` means that the case uses a built-in or an experimental keyword that policies here cannot use. */
export type Outcome = 'passed' | 'not offered' | `failed: ${string}`

/** Runs cases with several compilers at once, many cases in one module where they can be told apart. */
export async function runCases(
  toolchains: readonly Toolchain[],
  cases: readonly OpaCase[],
): Promise<ReadonlyMap<OpaCase, Outcome>> {
  const outcomes = new Map<OpaCase, Outcome>()
  const foreign = await foreignBuiltins(toolchains[0])
  const offered = cases.filter((each) => !each.experimental && !usesAny(each, foreign))
  for (const each of cases) if (!offered.includes(each)) outcomes.set(each, 'not offered')
  const batches = batchesOf(offered.map((each, index) => programOf(each, `c${index}`)))
  const work = async (toolchain: Toolchain): Promise<void> => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop())
      await runBatch(toolchain, batch, outcomes)
  }
  await Promise.all(toolchains.map(work))
  return outcomes
}

/** OPA's built-ins that are not offered to policies here. */
async function foreignBuiltins(toolchain: Toolchain | undefined): Promise<readonly string[]> {
  const all = (await toolchain?.capabilities())?.capabilities.builtins as readonly { readonly name: string }[]
  const names = [...all.map(({ name }) => name), 'http.send', 'net.lookup_ip_addr', 'opa.runtime', 'test.sleep']
  return names.filter((name) => !builtinNames.includes(name))
}

function usesAny({ query, modules }: OpaCase, names: readonly string[]): boolean {
  const code = [query, ...modules].map(codeOf).join('\n')
  return names.some((name) => {
    const pattern = name.replaceAll('.', '\\.')
    return new RegExp(`(?<![\\w.])${pattern}${name.includes('.') ? '(?![\\w.])' : '\\('}`).test(code)
  })
}

interface Program {
  readonly opaCase: OpaCase
  readonly entrypoint: string
  readonly modules: Readonly<Record<string, string>>
  /** Below which the base documents go; undefined where the case needs a module of its own. */
  readonly id: string | undefined
}

/** A query becomes the body of a rule that gives every binding as Rego text, so that sets and exact numbers can be seen. */
function programOf(opaCase: OpaCase, id: string): Program {
  const sources = [queryModule(opaCase, id), ...opaCase.modules]
  const apart = sources.map((source, index) => (index === 0 ? movedQuery(opaCase, id) : moved(source, id)))
  const canMove = apart.every((source) => source !== undefined)
  const files = sources.map((source, index) => [`${id}/module-${index}.rego`, (canMove ? apart[index] : source) ?? ''])
  const modules = Object.fromEntries(files)
  return { opaCase, entrypoint: `bindings_of/${id}/bindings`, modules, id: canMove ? id : undefined }
}

function movedQuery(opaCase: OpaCase, id: string): string | undefined {
  const query = moved(opaCase.query, id)
  return query === undefined ? undefined : queryModule({ ...opaCase, query }, id)
}

function queryModule({ query, wantResult = [] }: OpaCase, id: string): string {
  const wanted = wantResult.flatMap((binding) => (isObject(binding) ? binding.entries : []))
  const names = new Set(wanted.map(([name]) => String(name)))
  const binding = `{${[...names].map((name) => `"${name}": ${name}`).join(', ')}}`
  return `package bindings_of.${id}\n\nbindings contains sprintf("%v", [${binding}]) if {\n\t${query}\n}\n`
}

const BATCH = 30

function batchesOf(programs: readonly Program[]): (readonly Program[])[] {
  const together = programs.filter(({ id }) => id !== undefined)
  const batches: (readonly Program[])[] = programs.filter(({ id }) => id === undefined).map((each) => [each])
  for (let from = 0; from < together.length; from += BATCH) batches.push(together.slice(from, from + BATCH))
  return batches
}

async function runBatch(
  toolchain: Toolchain,
  batch: readonly Program[],
  outcomes: Map<OpaCase, Outcome>,
): Promise<void> {
  const wasm = await compile(toolchain, batch)
  if (typeof wasm !== 'string') {
    const policies = loadBatch(wasm, batch)
    for (const each of batch) outcomes.set(each.opaCase, outcomeOf(policies, each))
  } else if (batch.length === 1) {
    for (const { opaCase } of batch) outcomes.set(opaCase, wasm)
  } else {
    for (const each of batch) await runBatch(toolchain, [each], outcomes)
  }
}

async function compile(toolchain: Toolchain, batch: readonly Program[]): Promise<Uint8Array | Outcome> {
  const modules = Object.assign({}, ...batch.map((each) => each.modules))
  const entrypoints = batch.map(({ entrypoint }) => entrypoint)
  try {
    return (await toolchain.compile({ modules, entrypoints, builtins: builtinNames, lenient: true })).wasm
  } catch (error) {
    if (error instanceof RegoError) return `failed: ${error.message}`
    throw error
  }
}

interface Policies {
  readonly strict: Policy
  readonly usual: Policy
}

function loadBatch(wasm: Uint8Array, batch: readonly Program[]): Policies {
  const [first] = batch
  const entries = batch.map(({ id, opaCase }): [Term, Term] => [id ?? '', opaCase.data ?? NO_DATA])
  const together: Term = { type: 'object', entries: [['cases', { type: 'object', entries }]] }
  const data = encoder.encode(encodeTerm(first?.id === undefined ? (first?.opaCase.data ?? NO_DATA) : together))
  const options = { memoryLimitMb: 64, data }
  return { strict: loadPolicy(wasm, { ...options, strictBuiltinErrors: true }), usual: loadPolicy(wasm, options) }
}

const encoder = new TextEncoder()
const NO_DATA: Term = { type: 'object', entries: [] }

/** A case that wants an error passes on a typed error or an undefined result. */
function outcomeOf(policies: Policies, { opaCase, entrypoint }: Program): Outcome {
  const got = evaluate(opaCase.strictError ? policies.strict : policies.usual, entrypoint, opaCase)
  if (opaCase.wantError) {
    return got instanceof PolicyAbort || got.length === 0 ? 'passed' : `failed: wants an error, got ${show(got)}`
  }
  if (got instanceof PolicyAbort) return `failed: ${got.message}`
  const wanted = (opaCase.wantResult ?? []).map((binding) => normalised(binding, opaCase.sortBindings))
  return compareTerms(setOf(wanted), setOf(got)) === 0 ? 'passed' : `failed: wants ${show(wanted)}, got ${show(got)}`
}

function evaluate(policy: Policy, entrypoint: string, { input, sortBindings }: OpaCase): readonly Term[] | PolicyAbort {
  try {
    const bytes = input === undefined ? undefined : encoder.encode(encodeTerm(parseTerm(input)))
    const bindings = policy.evaluate(entrypoint, bytes) as readonly string[] | undefined
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
  const entries = json.entries.map(([name, value]): [Term, Term] => [
    name,
    isArray(value) ? sorted(value.items) : value,
  ])
  return { type: 'object', entries }
}

const sorted = (items: readonly Term[]): Term => arrayOf([...items].sort(compareTerms))
const show = (terms: readonly Term[]): string => terms.map(printTerm).join(' | ')

function setOf(items: readonly Term[]): Term {
  const distinct = items.filter((item, index) => items.findIndex((other) => compareTerms(item, other) === 0) === index)
  return { type: 'set', items: distinct }
}
