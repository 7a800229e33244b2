import type { EntityTable } from '../../model/attribute.ts'
import { kinds } from '../../model/kinds/index.ts'
import type { Stack } from '../../model/stack.ts'
import { append } from '../derive/append.ts'
import { createRegistry, type Elsewhere, type Follow } from '../derive/registry.ts'
import { chooseResources } from '../worlds/choose.ts'

/** What one stack tells the others: which names it has, and what it only names. */
export interface Known {
  readonly stack: Stack
  /** Its entities by kind and name, `queue jobs`, where the name is known. */
  readonly named: ReadonlyMap<string, string>
  /** The symbols of what lies outside of it, and `kind name` of those whose name is known. */
  readonly outside: ReadonlySet<string>
}

/** Of each stack that has to do with another given one: how to find things there, and with which it has to do. */
export interface Meeting {
  readonly elsewhere: Elsewhere
  readonly partners: ReadonlySet<Stack>
}

/** How an entity of another stack is called: `network::Role`. */
export function foreignId(stack: Stack, id: string): string {
  return `${stack.id}::${id}`
}

export function knownOf(stack: Stack, table: EntityTable): Known {
  const named = new Map<string, string>()
  const outside = new Set<string>()
  for (const [kind, entities] of table) {
    const attribute = kinds[kind].nameAttribute
    for (const { id, external, attributes } of entities.values()) {
      const name = attribute ? attributes.entries.get(attribute) : undefined
      const key = name?.type === 'scalar' && typeof name.value === 'string' ? `${kind} ${name.value}` : undefined
      if (external) outside.add(id.replace(/^external:/, ''))
      if (key === undefined) continue
      if (external) outside.add(key)
      else named.set(key, id)
    }
  }
  return { stack, named, outside }
}

/**
 * Which stacks name what another one holds: by what it exports, or by a name that no third one has as well. Stacks that
 * go to different accounts or regions do not share names.
 */
export function meetings(all: readonly Known[]): ReadonlyMap<Stack, Meeting> {
  const exported = new Map(all.flatMap(({ stack }) => [...(stack.exports ?? [])].map(([symbol]) => [symbol, stack])))
  const holders = new Map<string, Known[]>()
  for (const known of all) for (const key of known.named.keys()) append(holders, key, known)
  const holderOf = (key: string, from: Stack): Known | undefined => {
    const others = (holders.get(key) ?? []).filter(({ stack }) => stack !== from && areTogether(stack, from))
    return others.length === 1 ? others[0] : undefined
  }
  const partners = new Map<Stack, Set<Stack>>()
  for (const { stack, outside } of all) {
    for (const key of outside) {
      const other = exported.get(key) ?? holderOf(key, stack)?.stack
      if (!other || other === stack) continue
      for (const [one, two] of [
        [stack, other],
        [other, stack],
      ] as const)
        partners.set(one, (partners.get(one) ?? new Set()).add(two))
    }
  }
  const follow = followers()
  return new Map(
    [...partners].map(([stack, met]) => {
      const elsewhere: Elsewhere = (target, wanted) => {
        const source = exported.get(target.symbol)
        const value = source?.exports?.get(target.symbol)
        if (source && value && source !== stack) {
          const found = follow(source)(value, wanted)
          return found.state === 'entity' ? { ...found, id: foreignId(source, found.id) } : undefined
        }
        const key = target.name === undefined ? undefined : `${target.kind} ${target.name}`
        const holder = key !== undefined && isHere(target.account, stack) ? holderOf(key, stack) : undefined
        const id = key === undefined ? undefined : holder?.named.get(key)
        if (!holder || id === undefined) return undefined
        return { state: 'entity', kind: target.kind, id: foreignId(holder.stack, id) }
      }
      return [stack, { elsewhere, partners: met }]
    }),
  )
}

/** How references are followed in a stack, in the world in which every condition is open. */
function followers(): (stack: Stack) => Follow {
  const made = new Map<Stack, Follow>()
  return (stack) => {
    const before = made.get(stack)
    if (before) return before
    const follow = createRegistry(stack.normalise(chooseResources(stack.resources, new Map())))
    made.set(stack, follow)
    return follow
  }
}

function areTogether({ deployedTo: one }: Stack, { deployedTo: other }: Stack): boolean {
  return one?.account === other?.account && one?.region === other?.region
}

/** Whether an ARN names the account that the stack goes to. */
function isHere(account: string | null | undefined, { deployedTo }: Stack): boolean {
  return account === undefined || account === null || account === deployedTo?.account
}
