import type { EntityTable } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Stack } from '../../model/stack.ts'
import { nameGiven } from '../attributes.ts'
import { append } from '../derive/append.ts'
import { createRegistry, type Elsewhere, type Follow } from '../derive/registry.ts'
import { chooseResources } from '../worlds/choose.ts'

/** What one stack tells the others: which names it has, and what it only names. Plain data, which threads can send. */
export interface Known {
  readonly id: string
  readonly path: string
  readonly deployedTo: Stack['deployedTo']
  /** The symbols of what it exports. */
  readonly exported: ReadonlySet<string>
  /** Its entities by kind and name, `queue jobs`, where the name is known. */
  readonly named: ReadonlyMap<string, string>
  /** The symbols of what lies outside of it, and `kind name` of those whose name is known. */
  readonly outside: ReadonlySet<string>
}

/** Of each stack that has to do with another given one: how to find things there, and with which it has to do. */
export interface Meeting {
  readonly elsewhere: Elsewhere
  readonly partners: readonly Stack[]
}

/** How an entity of another stack is called: `network::Role`. */
export function foreignId(stack: Pick<Stack, 'id'>, id: string): string {
  return `${stack.id}::${id}`
}

export function knownOf(stack: Stack, table: EntityTable): Known {
  const named = new Map<string, string>()
  const outside = new Set<string>()
  for (const [kind, entities] of table) {
    for (const entity of entities.values()) {
      const { id, external } = entity
      const name = nameGiven(entity)
      const key = name === undefined ? undefined : keyOf(kind, name)
      if (external) outside.add(id.replace(/^external:/, ''))
      if (key === undefined) continue
      if (external) outside.add(key)
      else named.set(key, id)
    }
  }
  const { id, path, deployedTo, exports = new Map() } = stack
  return { id, path, deployedTo, exported: new Set(exports.keys()), named, outside }
}

/** By id, the stacks that each one has to do with; those that have to do with none are left out. */
export function partnersOf(all: readonly Known[]): ReadonlyMap<string, ReadonlySet<string>> {
  const find = holders(all)
  const partners = new Map<string, Set<string>>()
  const add = (one: string, other: string) => partners.set(one, (partners.get(one) ?? new Set()).add(other))
  for (const known of all) {
    for (const key of known.outside) {
      const other = find.exporter(key) ?? find.named(key, known)
      if (!other || other === known) continue
      add(known.id, other.id)
      add(other.id, known.id)
    }
  }
  return partners
}

/**
 * Which of these stacks name what another one holds: by what it exports, or by a name that no third one has as well.
 * Stacks that go to different accounts or regions do not share names.
 */
export function meetings(stacks: readonly Stack[], all: readonly Known[]): ReadonlyMap<Stack, Meeting> {
  const partners = partnersOf(all)
  const find = holders(all)
  const follow = followers()
  const byId = new Map(stacks.map((stack) => [stack.id, stack]))
  const stacksOf = (ids: ReadonlySet<string>) => stacks.filter(({ id }) => ids.has(id))
  return new Map(
    all.flatMap((known) => {
      const stack = byId.get(known.id)
      const met = partners.get(known.id)
      if (!stack || !met) return []
      const elsewhere: Elsewhere = (target, wanted) => {
        const source = byId.get(find.exporter(target.symbol)?.id ?? '')
        const value = source?.exports?.get(target.symbol)
        if (source && value && source !== stack) {
          const found = follow(source)(value, wanted)
          return found.state === 'entity' ? { ...found, id: foreignId(source, found.id) } : undefined
        }
        if (target.name === undefined || !isHere(target.account, stack)) return undefined
        const key = keyOf(target.kind, target.name)
        const holder = find.named(key, known)
        const id = holder?.named.get(key)
        return holder && id !== undefined
          ? { state: 'entity', kind: target.kind, id: foreignId(holder, id) }
          : undefined
      }
      return [[stack, { elsewhere, partners: stacksOf(met) }] as const]
    }),
  )
}

/** Who exports a symbol, and who holds a name. */
function holders(all: readonly Known[]) {
  const exporters = new Map(all.flatMap((known) => [...known.exported].map((symbol) => [symbol, known] as const)))
  const holding = new Map<string, Known[]>()
  for (const known of all) for (const key of known.named.keys()) append(holding, key, known)
  return {
    exporter: (symbol: string): Known | undefined => exporters.get(symbol),
    named: (key: string, from: Known): Known | undefined => {
      const others = (holding.get(key) ?? []).filter((known) => known !== from && areTogether(known, from))
      return others.length === 1 ? others[0] : undefined
    },
  }
}

function keyOf(kind: KindName, name: string): string {
  return `${kind} ${name}`
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

function areTogether({ deployedTo: one }: Known, { deployedTo: other }: Known): boolean {
  return one?.account === other?.account && one?.region === other?.region
}

/** Whether an ARN names the account that the stack goes to. */
function isHere(account: string | null | undefined, { deployedTo }: Stack): boolean {
  return account === undefined || account === null || account === deployedTo?.account
}
