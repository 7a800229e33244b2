import type { ExampleFormat, ExampleVerdict } from '../../model/policy-test.ts'
import type { SourceFile, Span } from '../../model/source.ts'

/** A real file, or a folder of them, that shows what a policy finds. */
export interface Example {
  readonly name: string
  readonly format: ExampleFormat
  /** What the name promises. */
  readonly verdict: ExampleVerdict
  readonly files: readonly SourceFile[]
  readonly markers: readonly Marker[]
}

/** `# finding: environment/TOKEN/secret` on a line: a finding must point there, citing this first. */
export interface Marker {
  readonly path: string
  readonly at: Span
}

/** An example by its name: `fail-shared.cfn.yaml`. `undefined` where the name promises no verdict. */
export function makeExample(name: string, files: readonly SourceFile[]): Example | undefined {
  const verdict = (['fail', 'pass', 'unknown'] as const).find((word) => new RegExp(`^${word}(?![a-z])`).test(name))
  return verdict && { name, format: formatOf(name), verdict, files, markers: files.flatMap(markersIn) }
}

function formatOf(name: string): ExampleFormat {
  if (/\.sam(\.|$)/.test(name)) return 'sam'
  return /\.cfn(\.|$)/.test(name) ? 'cloudformation' : 'terraform'
}

function markersIn({ path: file, text }: SourceFile): readonly Marker[] {
  return text.split('\n').flatMap((line, index) => {
    const [comment, path] = /\s*(?:#|\/\/) finding: (\S+)/.exec(line) ?? []
    if (comment === undefined || path === undefined) return []
    const startLine = index + 1
    const before = line.slice(0, line.indexOf(comment))
    const startColumn = before.length - before.trimStart().length + 1
    return [{ path, at: { file, startLine, startColumn, endLine: startLine, endColumn: before.length + 1 } }]
  })
}
