import { memorySources } from '../../../../adapters/sources/memory.ts'
import { terraformAdapter } from '../../../../adapters/terraform/adapter.ts'
import { nativeView } from '../../../../model/native.ts'
import type { Given, Stack } from '../../../../model/stack.ts'

/** The stacks among files given by path: sources as they are, plans and states as what is in them. */
export async function readFiles(
  files: Readonly<Record<string, string | object>>,
  given: Partial<Given> = {},
): Promise<readonly Stack[]> {
  const texts = Object.entries(files).map(([path, of]) => [path, typeof of === 'string' ? of : JSON.stringify(of)])
  const none = { parameters: new Map(), variables: new Map() }
  return terraformAdapter.read(memorySources(Object.fromEntries(texts)), { ...none, ...given })
}

export async function readPlanned(
  plan: object,
  sources: Readonly<Record<string, string>> = {},
  given: Partial<Given> = {},
): Promise<Stack> {
  const [stack, ...others] = await readFiles({ 'plan.json': plan, ...sources }, given)
  if (!stack || others.length > 0) throw new Error(`one stack is wanted, not ${others.length + (stack ? 1 : 0)}`)
  return stack
}

/** The properties of every resource by its address, as they are printed. */
export function viewOf({ resources }: Stack): Readonly<Record<string, unknown>> {
  return Object.fromEntries(resources.map(({ id, properties }) => [id, nativeView(properties)]))
}

/** A plan of changes, with a configuration where references matter. */
export function planOf(changes: readonly object[], rest: object = {}): object {
  return { format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes, ...rest }
}

interface Change {
  readonly after?: object | null
  readonly unknown?: object
  readonly sensitive?: object
  readonly actions?: readonly string[]
  readonly about?: object
}

/** A change as a plan has it; a resource that is created unless it says otherwise. */
export function change(address: string, { after = {}, unknown = {}, sensitive = {}, actions, about }: Change): object {
  const local = address.replace(/^(?:module\.\w+(?:\[[^\]]*\])?\.)*/, '')
  const module = address.slice(0, Math.max(0, address.length - local.length - 1))
  const [type, name = ''] = local.replace(/^data\./, '').split('.')
  return {
    address,
    ...(module === '' ? {} : { module_address: module }),
    mode: local.startsWith('data.') ? 'data' : 'managed',
    type,
    name: name.replace(/\[.*$/, ''),
    provider_name: 'registry.example/hashicorp/aws',
    change: {
      actions: actions ?? ['create'],
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: sensitive,
    },
    ...about,
  }
}

/** References as the configuration of a plan has them: each followed by what it begins with. */
export function references(...all: readonly string[]): object {
  return { references: all }
}

/** A block in the configuration of a plan. */
export function configured(address: string, expressions: object, about: object = {}): object {
  const [type, name] = address.replace(/^data\./, '').split('.')
  const mode = address.startsWith('data.') ? 'data' : 'managed'
  return { address, mode, type, name, provider_config_key: 'aws', expressions, ...about }
}
