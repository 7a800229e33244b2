import { templateAdapter } from '../adapters/cloudformation/adapter.ts'
import { memorySources } from '../adapters/sources/memory.ts'
import { policyInput, wantedBy } from '../engine/evaluate/input.ts'
import { portionsOf } from '../engine/evaluate/portions.ts'
import { configOf, entitiesOf } from '../engine/judge-stack.ts'
import type { EntityTable } from '../model/attribute.ts'
import type { Policy } from '../model/policy.ts'
import type { Given } from '../model/stack.ts'
import { type Family, template } from './stacks.ts'

/** What policies see of a generated stack, `selected` not yet among it. */
export interface GeneratedInput {
  readonly functions: number
  readonly family: Family
  readonly document: Document
  /** The same in the portions in which the engine evaluates it. */
  readonly portions: readonly Document[]
  /** Of the document as JSON. */
  readonly bytes: number
}

type Document = Readonly<Record<string, unknown>>

/** Runtimes age; the figures are of one day. */
export const today = '2026-11-01'

/** Reads the generated template as `check` does and gives the very document that the engine would hand to the policies. */
export async function makeInput(
  functions: number,
  family: Family,
  policies: readonly Policy[],
): Promise<GeneratedInput> {
  const parts: Document[] = []
  const portions: Document[] = []
  for (let first = 0; first < functions; first += partSize) {
    const text = template(Math.min(partSize, functions - first), family, first)
    const { whole, inPortions } = await documentsOf(text, policies)
    parts.push(whole)
    portions.push(...inPortions)
  }
  const document = parts.reduce(join)
  return { functions, family, document, portions, bytes: Buffer.byteLength(JSON.stringify(document)) }
}

/** Larger templates hold more values than the adapter reads of one file; the parts do not refer to one another. */
const partSize = 1000

async function documentsOf(text: string, policies: readonly Policy[]) {
  const given: Given = { parameters: new Map(), variables: new Map() }
  const [stack] = await templateAdapter({ transforms: new Map() }).read(memorySources({ 'template.json': text }), given)
  const wrong = stack?.diagnostics.find(({ severity }) => severity === 'error')
  if (!stack || wrong) throw new Error(`the generated template cannot be read: ${wrong?.message ?? 'it is no stack'}`)
  const { table } = entitiesOf(stack, new Map(), given, today)
  const write = (part: EntityTable): Document =>
    policyInput(part, { stack, now: today }, configOf(policies), wantedBy(policies))
  return { whole: write(table), inPortions: portionsOf(table).map(write) }
}

/** All entities of both; what is no collection is the same in both. */
function join(one: Document, other: Document): Document {
  const joined = Object.entries(one).map(([name, value]) =>
    typeof value === 'object' ? [name, Object.assign({}, value, other[name])] : [name, value],
  )
  return Object.fromEntries(joined)
}

/** The document with the policies to run, as the engine's evaluator names them: `{practice: [name]}`. */
export function select(document: Readonly<Record<string, unknown>>, ids: readonly string[]): Record<string, unknown> {
  const selected: Record<string, string[]> = {}
  for (const id of ids) {
    const [practice = '', name = ''] = id.split('/')
    selected[practice] = [...(selected[practice] ?? []), name]
  }
  return { ...document, selected }
}
