import { posix } from 'node:path'
import type { Value } from '../../model/value.ts'
import type { Body } from './syntax/tree.ts'

/** An argument of a backend, where it is known. */
type Argument = (name: string) => string | undefined

/**
 * What identifies the state that a backend keeps; undefined where its arguments do not tell. Workspaces are not told
 * apart. Source: Terraform, "Backend Type" of each.
 */
export function stateSymbol(backend: string, argument: Argument, root: string): string | undefined {
  const named = (...names: readonly string[]): string | undefined => {
    const values = names.map(argument)
    return values.includes(undefined) ? undefined : `state:${backend}:${values.join('/')}`
  }
  switch (backend) {
    case 's3':
      return named('bucket', 'key')
    case 'gcs':
      return named('bucket', 'prefix')
    case 'azurerm':
      return named('storage_account_name', 'container_name', 'key')
    case 'http':
      return named('address')
    case 'local':
      return `state:local:${posix.join(root, argument('path') ?? 'terraform.tfstate')}`
    default:
      return undefined
  }
}

/** What a root leaves in its state for others, by the symbol that `terraform_remote_state` gives it. */
export function exportsOf(
  bodies: readonly Body[],
  outputs: ReadonlyMap<string, Value>,
  root: string,
): ReadonlyMap<string, Value> {
  const blocks = bodies.flatMap((body) => body.blocks).filter(({ type }) => type === 'terraform')
  const inside = blocks.flatMap(({ body }) => body.blocks)
  if (inside.some(({ type }) => type === 'cloud')) return new Map()
  const backend = inside.find(({ type }) => type === 'backend')
  const argument: Argument = (name) => {
    const written = backend?.body.attributes.get(name)?.expression
    return written?.type === 'literal' && written.value !== null ? String(written.value) : undefined
  }
  const symbol = stateSymbol(backend?.labels[0] ?? 'local', argument, root)
  if (symbol === undefined) return new Map()
  return new Map([...outputs].map(([name, value]) => [`${symbol}.${name}`, value]))
}
