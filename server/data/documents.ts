import { parseTerm } from '../../engine/evaluate/terms.ts'
import type { Policy } from '../../engine/evaluate/wasm.ts'
import { jsonOfTerm, walk } from './terms.ts'

/** The document `data`, made of the results of a module with an entry point for each package. */
export interface Documents {
  /** The JSON of what lies at a path, undefined where nothing does. */
  readonly at: (path: readonly string[], input: Uint8Array | undefined) => string | Uint8Array | undefined
  /** Whether a rule or package of that path exists, defined or not. */
  readonly has: (path: readonly string[]) => boolean
}

export function createDocuments(policy: Policy): Documents {
  const root = treeOf(policy.entrypoints)
  return {
    has: (path) => descend(root, path).rest.length === 0,
    at(path, input) {
      const { node, rest, nearest } = descend(root, path)
      if (rest.length === 0) return whole(policy, node, input)
      if (nearest === undefined) return undefined
      const bytes = policy.evaluateText(nearest.entrypoint, input, 'terms')
      if (bytes === undefined) return undefined
      const found = walk(parseTerm(decoder.decode(bytes)), path.slice(nearest.depth))
      return found === undefined ? undefined : jsonOfTerm(found)
    },
  }
}

const decoder = new TextDecoder()

interface Node {
  readonly children: Map<string, Node>
  entrypoint?: string
}

function treeOf(entrypoints: readonly string[]): Node {
  const root: Node = { children: new Map() }
  for (const entrypoint of entrypoints) {
    let node = root
    for (const name of entrypoint.split('/')) {
      const next = node.children.get(name) ?? { children: new Map() }
      node.children.set(name, next)
      node = next
    }
    node.entrypoint = entrypoint
  }
  return root
}

interface Descent {
  readonly node: Node
  /** What of the path leads beyond the entry points, into a value. */
  readonly rest: readonly string[]
  /** The last entry point on the way, and how many segments lead to it. */
  readonly nearest: { readonly entrypoint: string; readonly depth: number } | undefined
}

function descend(root: Node, path: readonly string[]): Descent {
  let node = root
  let nearest: Descent['nearest']
  for (const [index, name] of path.entries()) {
    const next = node.children.get(name)
    if (next === undefined) return { node, rest: path.slice(index), nearest }
    node = next
    if (node.entrypoint !== undefined) nearest = { entrypoint: node.entrypoint, depth: index + 1 }
  }
  return { node, rest: [], nearest }
}

/** A rule's value as it is; a package's with the packages below it. */
function whole(policy: Policy, node: Node, input: Uint8Array | undefined): string | Uint8Array | undefined {
  const own = node.entrypoint === undefined ? undefined : policy.evaluateText(node.entrypoint, input, 'json')
  if (node.children.size === 0) return own
  const names = own === undefined ? new Set<string>() : new Set(Object.keys(JSON.parse(decoder.decode(own)) as object))
  // Of a package with rules of entry points of their own, all that is defined is in its own result.
  const others = [...node.children].filter(([name]) => !names.has(name))
  const members = others.flatMap(([name, child]) => {
    const value = whole(policy, child, input)
    return value === undefined ? [] : [`${JSON.stringify(name)}:${textOf(value)}`]
  })
  if (members.length === 0 && own !== undefined) return own
  const before = own === undefined ? '' : decoder.decode(own).trim().slice(1, -1)
  return `{${[before, ...members].filter((part) => part !== '').join(',')}}`
}

function textOf(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : decoder.decode(value)
}
