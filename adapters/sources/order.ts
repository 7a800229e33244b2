import type { Diagnostic } from '../../model/diagnostic.ts'
import { bySpan } from '../../model/order.ts'

/** Puts diagnostics in the order of their places, file by file; those without a place come last, in their own order. */
export function byPlace({ location: left }: Diagnostic, { location: right }: Diagnostic): number {
  if (!left || !right) return Number(left === null) - Number(right === null)
  return bySpan(left, right)
}
