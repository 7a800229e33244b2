import type { Static, TSchema } from 'typebox'
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml'
import type { SourceFile, Span } from '../../model/source.ts'
import { type Path, problemsWith } from './check.ts'

/**
 * Where a setting stands: the key of an entry, an item of a list. `['settings', 'secrets', 'exclude', 0]`
 * Of an entry that has a value, its value where that is asked for.
 */
export type PlaceOf = (path: Path, what?: 'value') => Span

/**
 * Reads YAML 1.2, so JSON too, by a schema: what it says, or everything that is wrong with it, one sentence each,
 * `portcullis.yaml:3:5: …`. An empty file is an empty map.
 */
export function readYaml<T extends TSchema>(
  file: SourceFile,
  schema: T,
): { readonly value: Static<T>; readonly placeOf: PlaceOf } | { readonly problems: readonly string[] } {
  const { path, text } = file
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: 'error' })
  const say = ({ at, message }: Placed): string => {
    const { line, col } = lines.linePos(at)
    return `${path}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`
  }
  // What is merely a warning is a tag that nobody knows.
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) return { problems: faults.map((fault) => say({ at: fault.pos[0], message: sentence(fault) })) }
  const root = document.contents as Node | null
  const placeOf: PlaceOf = (path, what) => spanOf(rangeOf(root, path, what), file, lines)
  if (root === null || (isScalar(root) && root.value === null)) return { value: {} as Static<T>, placeOf }
  const alias = aliasProblem(root)
  if (alias) return { problems: [say(alias)] }
  const value: unknown = document.toJS()
  const problems = problemsWith(value, schema).map(({ path, isKey, message }) => {
    return { at: rangeOf(root, path, isKey ? undefined : 'value')[0], message }
  })
  if (problems.length > 0) return { problems: problems.sort((left, right) => left.at - right.at).map(say) }
  return { value: value as Static<T>, placeOf }
}

function sentence({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS'
    ? 'one document is read, and here another begins.'
    : `${message}.`.replace(/\.\.$/, '.')
}

/** Something wrong at an offset of the text. */
interface Placed {
  readonly at: number
  readonly message: string
}

/** Aliases are not needed in settings, and a few of them can stand for a billion values. */
function aliasProblem(node: Node): Placed | undefined {
  const waiting: (Node | null)[] = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isMap(next)) waiting.push(...next.items.flatMap(({ key, value }) => [key as Node, value as Node | null]))
    else if (isSeq(next)) waiting.push(...(next.items as Node[]))
    else if (next !== null && !isScalar(next)) {
      return { at: next.range?.[0] ?? 0, message: 'aliases are not read here; write the value out.' }
    }
  }
  return undefined
}

/** Offsets of what a path leads to; of the last that is there where it leads to nothing. */
function rangeOf(root: Node | null, path: Path, what?: 'value'): readonly [number, number] {
  let node: Node | null = root
  let range = root?.range
  let met = 0
  for (const step of path) {
    const entries: readonly Pair<Node, Node | null>[] = isMap(node) ? (node.items as never) : []
    const entry = entries.find(({ key }) => isScalar(key) && String(key.value) === String(step))
    const item = isSeq(node) ? (node.items[Number(step)] as Node | undefined) : undefined
    if (entry === undefined && item === undefined) break
    range = (entry?.key ?? item)?.range ?? range
    node = entry ? entry.value : (item ?? null)
    met += 1
  }
  if (what === 'value' && met === path.length) range = node?.range ?? range
  return [range?.[0] ?? 0, range?.[1] ?? 0]
}

function spanOf([from, to]: readonly [number, number], { path }: SourceFile, lines: LineCounter): Span {
  const [start, end] = [lines.linePos(from), lines.linePos(to)]
  const at = (position: number): number => Math.max(position, 1)
  return {
    file: path,
    startLine: at(start.line),
    startColumn: at(start.col),
    endLine: at(end.line),
    endColumn: at(end.col),
  }
}
