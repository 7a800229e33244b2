import type { SourceFile } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { UsageError } from '../usage.ts'

/** What a JSON or YAML file holds. Throws a usage error with the place, and without what the file holds: it may be secret. */
export async function parseValues(file: SourceFile): Promise<Value | undefined> {
  const { parseTemplate } = await import('../../adapters/cloudformation/parse.ts')
  const { value, diagnostics } = parseTemplate(file)
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  if (problem === undefined) return value
  const { startLine = 1, startColumn = 1 } = problem.location ?? {}
  throw new UsageError(parsePlace(file.path, startLine, startColumn, problem.message))
}

/** `file:line:column: what is wrong`. */
export function parsePlace(path: string, line: number, column: number, message: string): string {
  return `${path}:${line}:${column}: ${message}`
}
