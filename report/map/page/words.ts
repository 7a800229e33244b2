import type { ExposureLevel, Limit, Limits, MapEdge, StackMap } from '../../../model/map.ts'
import type { Span } from '../../../model/source.ts'
import { count, place } from '../../text/words.ts'
import { nodeTitle } from '../names.ts'
import { escaped, type NodeIds } from '../picture/markup.ts'

/** What the parts of a page share: the stack, and how its nodes are named and linked. */
export interface PageStack {
  readonly stack: StackMap
  /** `s0`: begins the ids of what belongs to the stack. */
  readonly prefix: string
  readonly ids: NodeIds
  /** The name of a node, as text. */
  readonly nameOf: (node: string) => string
  readonly edges: ReadonlyMap<string, MapEdge>
}

/** A node's name as a link to what is said of it. */
export function link(node: string, { ids, nameOf }: PageStack): string {
  const id = ids(node)
  const name = escaped(nameOf(node))
  return id === '' ? name : `<a href="#${id}">${name}</a>`
}

/** `orders (table)`. */
export function nameOfNode(node: StackMap['nodes'][number]): string {
  const { label, kind } = nodeTitle(node)
  return kind === '' || node.kind === 'function' ? label : `${label} (${kind})`
}

/** The nodes as a page lists them. */
export function functionsFirst(nodes: StackMap['nodes']): StackMap['nodes'] {
  return [...nodes.filter(({ kind }) => kind === 'function'), ...nodes.filter(({ kind }) => kind !== 'function')]
}

/** A place, its file named from where the stack lies. */
export function placeOf(span: Span | null, { stack: { path } }: Pick<PageStack, 'stack'>): string {
  if (span === null) return ''
  const folder = path === span.file ? path.slice(0, path.lastIndexOf('/') + 1) : `${path}/`
  const file = span.file.startsWith(folder) ? span.file.slice(folder.length) : span.file
  return `<code class="place" title="${escaped(place(span))}">${escaped(place({ ...span, file }))}</code>`
}

export function badge(level: ExposureLevel): string {
  return `<span class="badge ${level}">${level}</span>`
}

/** A way along edges: `internet → orders (api) → shop-orders`. */
export function way(path: readonly string[], page: PageStack): string {
  const edges = path.flatMap((id) => page.edges.get(id) ?? [])
  const [first] = edges
  return first ? [first.from, ...edges.map(({ to }) => to)].map((node) => link(node, page)).join(arrow) : ''
}

export const arrow = ' <span class="to">→</span> '

/** Limits, each with its name. */
export function limitsOf(limits: Limits): readonly (readonly [name: string, value: string])[] {
  const { reservedConcurrency, provisionedConcurrency } = limits
  return [
    ['Time limit', known(limits.timeoutSeconds, 'second')],
    ['Memory', known(limits.memoryMb, 'MB', 'MB')],
    ['Storage', known(limits.ephemeralStorageMb, 'MB', 'MB')],
    ['At once', reservedConcurrency === null ? 'not limited' : known(reservedConcurrency, 'instance')],
    ...(provisionedConcurrency === null ? [] : [['Kept ready', known(provisionedConcurrency, 'instance')] as const]),
    ['Asynchronous events', known(limits.asynchronousRetries, 'retry', 'retries')],
  ]
}

function known(limit: Limit, one: string, many?: string): string {
  return typeof limit === 'number' ? count(limit, one, many) : 'not known'
}
