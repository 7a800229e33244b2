import { BuiltinError } from '../../../../engine/evaluate/builtins/builtin.ts'
import { hostBuiltins } from '../../../../engine/evaluate/builtins/index.ts'
import { parseTerm, printTerm } from '../../../../engine/evaluate/terms.ts'

/** Calls a built-in with operands as Rego writes them; gives its value the same way, or `error: …`. */
export function call(name: string, ...operands: readonly string[]): string {
  try {
    const result = hostBuiltins[name]?.(operands.map(parseTerm))
    return result === undefined ? 'undefined' : printTerm(result)
  } catch (error) {
    if (error instanceof BuiltinError) return `error: ${error.message}`
    throw error
  }
}
