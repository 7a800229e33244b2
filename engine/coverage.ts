import type { Attribute, DerivedEntity, EntityTable } from '../model/attribute.ts'
import { type KindName, kinds } from '../model/kinds/index.ts'
import type { Coverage } from '../model/report.ts'
import { linkPaths } from '../model/schema.ts'
import type { Stack } from '../model/stack.ts'
import type { Cause } from '../model/value.ts'

/** What became of the resources and links of one world. */
export interface Understood {
  readonly mapped: number
  readonly unmapped: ReadonlyMap<string, number>
  readonly unresolved: number
  readonly external: number
}

/** How much of a stack was understood, as it is reported. */
export function coverageOf(stack: Stack, understood: Understood | undefined): Coverage {
  const unmapped = [...(understood?.unmapped ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))
  return {
    resources: stack.resources.filter((resource) => resource.mode === 'managed').length,
    mapped: understood?.mapped ?? 0,
    unmapped: Object.fromEntries(unmapped),
    opaque: stack.opaque,
    unresolved: understood?.unresolved ?? 0,
    external: understood?.external ?? 0,
  }
}

/** How many links of a world lead nobody knows where, and how many things they lead to lie outside. */
export function linkCoverage(table: EntityTable): Pick<Understood, 'unresolved' | 'external'> {
  let unresolved = 0
  let external = 0
  for (const entities of table.values()) {
    for (const entity of entities.values()) {
      if (entity.foreign) continue
      if (entity.external) external += 1
      else unresolved += unresolvedIn(entity).length
    }
  }
  return { unresolved, external }
}

export interface Unresolved {
  readonly cause: Cause
  /** The kinds it may lead to. */
  readonly kinds: readonly KindName[]
}

/** The links of an entity that cannot be followed, and why. Resource patterns of statements are none: a pattern leads to no single thing. */
export function unresolvedIn(entity: DerivedEntity): readonly Unresolved[] {
  const found = new Map<Attribute, Unresolved>()
  for (const path of pathsOf(entity.kind)) visit(entity.attributes, path, 0, found)
  return [...found.values()]
}

function visit(attribute: Attribute, path: Path, depth: number, found: Map<Attribute, Unresolved>): void {
  const { keys, kinds } = path
  if (attribute.type === 'unknown') found.set(attribute, { cause: attribute.cause, kinds })
  const key = keys[depth]
  if (key === undefined) return
  if (attribute.type === 'list') {
    if (attribute.open) found.set(attribute, { cause: attribute.open, kinds })
    for (const item of attribute.items) visit(item, path, depth + 1, found)
  } else if (attribute.type === 'map') {
    const inner = attribute.entries.get(key)
    if (inner) visit(inner, path, depth + 1, found)
  }
}

interface Path {
  readonly keys: readonly string[]
  readonly kinds: readonly KindName[]
}

function pathsOf(kind: KindName): readonly Path[] {
  const before = paths.get(kind)
  if (before) return before
  const made = linkPaths(kinds[kind].attributes).map((one) => ({ keys: one.path.split('/'), kinds: one.kinds }))
  paths.set(kind, made)
  return made
}

const paths = new Map<KindName, readonly Path[]>()
