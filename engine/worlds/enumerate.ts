import { type Atom, atomsOf, type Condition, type World } from '../../model/condition.ts'
import { referencesIn, visitValues } from '../../model/references.ts'
import type { Resource } from '../../model/resource.ts'
import type { Value } from '../../model/value.ts'
import { groupsOf } from '../groups.ts'

/** The most passes over a stack. A cluster of conditions with more answers than this stays open. */
export const worldLimit = 32

/** One evaluation of the stack. */
export interface Pass {
  readonly world: World
  /** Clusters that have an answer of their own in this pass; in the others an earlier answer stands again. */
  readonly fresh: ReadonlySet<number>
}

export interface Worlds {
  readonly passes: readonly Pass[]
  readonly clusters: readonly (readonly Atom[])[]
  /** The cluster of each resource that is linked to a condition, however far. */
  readonly clusterOf: ReadonlyMap<string, number>
  /** Atoms that stay open, because there are too many answers to them together. */
  readonly open: readonly Atom[]
}

/**
 * Which answers to the undecided conditions have to be looked at. Conditions that touch resources linked to each other
 * form a cluster; the k-th answers of all clusters share one pass, for what one says cannot change the other.
 */
export function enumerateWorlds(resources: readonly Resource[]): Worlds {
  const touched = new Map(resources.map((resource) => [resource.id, atomsTouching(resource)]))
  const atoms = new Map([...touched.values()].flat().map((atom) => [atom.id, atom]))
  if (atoms.size === 0)
    return { passes: [{ world: new Map(), fresh: new Set() }], clusters: [], clusterOf: new Map(), open: [] }
  const whole = answersOf([...atoms.values()], worldLimit)
  const { groups, groupOf } = whole ? together([...atoms.values()], resources) : clustersOf(resources, touched)
  const clusters: (readonly Atom[])[] = []
  const answers: (readonly World[])[] = []
  const open: Atom[] = []
  const places = new Map<number, number>()
  for (const [index, group] of groups.entries()) {
    const found = whole ?? answersOf(group, worldLimit)
    if (!found) open.push(...group)
    else {
      places.set(index, clusters.length)
      clusters.push(group)
      answers.push(found)
    }
  }
  const clusterOf = new Map<string, number>()
  for (const [resource, group] of groupOf) {
    const cluster = places.get(group)
    if (cluster !== undefined) clusterOf.set(resource, cluster)
  }
  return { passes: passesOf(answers), clusters, clusterOf, open }
}

function passesOf(answers: readonly (readonly World[])[]): readonly Pass[] {
  const length = Math.max(1, ...answers.map((list) => list.length))
  return Array.from({ length }, (_, pass) => {
    const world = new Map<string, boolean>()
    const fresh = new Set<number>()
    answers.forEach((list, cluster) => {
      if (pass < list.length) fresh.add(cluster)
      for (const [atom, value] of list[Math.min(pass, list.length - 1)] ?? []) world.set(atom, value)
    })
    return { world, fresh }
  })
}

/** Every answer that can be: one parameter equals one literal at most, and one of its domain if that is all it may be. */
function answersOf(atoms: readonly Atom[], limit: number): readonly World[] | undefined {
  if (atoms.length > limit) return undefined
  const sorted = [...atoms].sort((left, right) => (left.id < right.id ? -1 : 1))
  const found: World[] = []
  const extend = (index: number, world: ReadonlyMap<string, boolean>): boolean => {
    const atom = sorted[index]
    if (!atom) {
      if (exhausted(sorted, world)) return true
      found.push(world)
      return found.length <= limit
    }
    for (const value of [true, false]) {
      if (value && excluded(atom, sorted, world)) continue
      if (!extend(index + 1, new Map(world).set(atom.id, value))) return false
    }
    return true
  }
  return extend(0, new Map()) ? found : undefined
}

/** Another literal of the same subject holds already. */
function excluded(atom: Atom, atoms: readonly Atom[], world: World): boolean {
  if (atom.subject === undefined) return false
  return atoms.some(
    (other) => other.subject === atom.subject && other.equals !== atom.equals && world.get(other.id) === true,
  )
}

/** A subject that has none of the values it may have. */
function exhausted(atoms: readonly Atom[], world: World): boolean {
  return atoms.some(({ subject, domain }) => {
    if (subject === undefined || !domain) return false
    const refused = atoms.filter((other) => other.subject === subject && world.get(other.id) === false)
    return domain.every((value) => refused.some((other) => other.equals === value))
  })
}

interface Groups {
  readonly groups: readonly (readonly Atom[])[]
  readonly groupOf: ReadonlyMap<string, number>
}

function together(atoms: readonly Atom[], resources: readonly Resource[]): Groups {
  return { groups: [atoms], groupOf: new Map(resources.map(({ id }) => [id, 0])) }
}

function clustersOf(resources: readonly Resource[], touched: ReadonlyMap<string, readonly Atom[]>): Groups {
  const groups = groupsOf()
  for (const resource of resources) {
    const atoms = touched.get(resource.id) ?? []
    for (const atom of atoms) groups.join(`atom ${atom.id}`, `resource ${resource.id}`)
    for (const atom of atoms) if (atom.subject !== undefined) groups.join(`atom ${atom.id}`, `subject ${atom.subject}`)
    for (const { resource: other } of referencesIn(resource.properties))
      groups.join(`resource ${resource.id}`, `resource ${other}`)
  }
  const found = new Map<string, Map<string, Atom>>()
  for (const atom of [...touched.values()].flat()) {
    const root = groups.root(`atom ${atom.id}`)
    found.set(root, (found.get(root) ?? new Map()).set(atom.id, atom))
  }
  const roots = [...found.keys()]
  const groupOf = new Map(resources.map(({ id }) => [id, roots.indexOf(groups.root(`resource ${id}`))]))
  return { groups: [...found.values()].map((group) => [...group.values()]), groupOf }
}

function atomsTouching(resource: Resource): readonly Atom[] {
  const conditions: Condition[] = [resource.exists]
  const visit = (value: Value): void => {
    if (value.type === 'choice') conditions.push(value.condition)
  }
  visitValues(resource.properties, visit)
  if (resource.attributes) visitValues(resource.attributes, visit)
  return conditions.flatMap(atomsOf)
}
