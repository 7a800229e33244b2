import type { Span } from '../../../model/source.ts'
import type { Cause, UnknownValue, Value } from '../../../model/value.ts'
import { STRING } from './types.ts'
import { causeOf, isKnown, noted } from './value.ts'

/** Causes that Terraform would stop at: a file that is not there. */
const causes = new WeakSet<Cause>()

/** What a file that is not among the given ones holds: it may be made before Terraform runs. */
export function lostFile(path: string, at: Span): UnknownValue {
  const cause = { why: `${path} is not among the given files`, needs: [] }
  causes.add(cause)
  return noted({ type: 'unknown', cause, at }, { ofType: STRING, notNull: true })
}

/** Whether a value is not known because a file is not there: Terraform would refuse the expression. */
export function isLost(value: Value): boolean {
  return !isKnown(value) && causes.has(causeOf(value))
}
