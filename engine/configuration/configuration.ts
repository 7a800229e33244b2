import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { SourceFile } from '../../model/source.ts'
import { type Problem, problemsWith } from './check.ts'
import { type Configuration, ConfigurationSchema } from './schema.ts'

export type { Configuration, Environment, GivenValue, ServerSettings, StackEnvironment } from './schema.ts'

/** What was read, or everything that is wrong with it: one sentence each, `portcullis.yaml:3:5: …`. */
export type ReadConfiguration = { readonly configuration: Configuration } | { readonly problems: readonly string[] }

/** Reads `portcullis.yaml` (YAML 1.2, so JSON too). An empty file holds no settings. */
export function readConfiguration({ path, text }: SourceFile): ReadConfiguration {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const say = ({ at, message }: Problem): string => {
    const { line, col } = lines.linePos(at)
    return `${path}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`
  }
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ pos, message }) => say({ at: pos[0], message: `${message}.` })) }
  }
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === null)) return { configuration: {} }
  const tooMany = aliasProblem(root as Node)
  const problems = tooMany ? [tooMany] : problemsWith(root as Node, ConfigurationSchema)
  if (problems.length > 0) return { problems: problems.map(say) }
  return { configuration: document.toJS() as Configuration }
}

/** Aliases are not needed in settings, and a few of them can stand for a billion values. */
function aliasProblem(node: Node): Problem | undefined {
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
