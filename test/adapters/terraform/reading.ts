import { memorySources } from '../../../adapters/sources/memory.ts'
import { terraformAdapter } from '../../../adapters/terraform/adapter.ts'
import { nativeView } from '../../../model/native.ts'
import type { Given, Stack } from '../../../model/stack.ts'

interface With {
  readonly variables?: Readonly<Record<string, string>>
  readonly variableOrder?: Given['variableOrder']
  readonly environmentVariables?: ReadonlyMap<string, string>
  readonly account?: string
  readonly region?: string
}

/** The stacks among files given by path; one text alone is `main.tf`. */
export async function readAll(files: string | Readonly<Record<string, string>>, given: With = {}) {
  const texts = typeof files === 'string' ? { 'main.tf': files } : files
  const { variables, variableOrder, environmentVariables, ...target } = given
  const all: Given = {
    parameters: new Map(),
    variables: new Map(Object.entries(variables ?? {})),
    ...(variableOrder ? { variableOrder } : {}),
    ...(environmentVariables ? { environmentVariables } : {}),
    ...target,
  }
  return terraformAdapter.read(memorySources(texts), all)
}

export async function readOne(files: string | Readonly<Record<string, string>>, given: With = {}): Promise<Stack> {
  const [stack, ...others] = await readAll(files, given)
  if (!stack || others.length > 0) throw new Error(`one stack is wanted, not ${others.length + (stack ? 1 : 0)}`)
  return stack
}

/** What an expression gives in a module that declares the rest. */
export async function resultOf(expression: string, rest = '', given: With = {}): Promise<unknown> {
  const { outputs } = await readOne(
    { 'main.tf': rest, 'output.tf': `output "it" {\n  value = ${expression}\n}\n` },
    given,
  )
  const value = outputs.get('it')
  return value && nativeView(value)
}

/** `severity CODE file:line:column message` of each diagnostic. */
export function problemsOf({ diagnostics }: Pick<Stack, 'diagnostics'>): readonly string[] {
  return diagnostics.map(({ severity, code, message, location }) => {
    const place = location ? `${location.file}:${location.startLine}:${location.startColumn}` : '-'
    return `${severity} ${code} ${place} ${message}`
  })
}
