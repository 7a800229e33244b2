import type { Diagnostic } from '../../model/diagnostic.ts'

/** Puts diagnostics in the order of their places, file by file; those without a place come last, in their own order. */
export function byPlace({ location: left }: Diagnostic, { location: right }: Diagnostic): number {
  if (!left || !right) return Number(left === null) - Number(right === null)
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return left.startLine - right.startLine || left.startColumn - right.startColumn
}
