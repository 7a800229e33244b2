import type { Span } from './source.ts'

/** The order of texts by their code units, which is the same in every language. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** By file, and from top to bottom. */
export function bySpan(one: Span, other: Span): number {
  return byText(one.file, other.file) || one.startLine - other.startLine || one.startColumn - other.startColumn
}
