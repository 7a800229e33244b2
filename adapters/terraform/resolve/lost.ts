import type { Cause } from '../../../model/value.ts'

/** A cause that Terraform would stop at: a file that is not there, and whether it is a text that somebody writes. */
export interface Lost {
  readonly path: string
  readonly isSource: boolean
}

const causes = new WeakMap<Cause, Lost>()

export function lostCause(lost: Lost, cause: Cause): Cause {
  causes.set(cause, lost)
  return cause
}

export function lostPath(cause: Cause): Lost | undefined {
  return causes.get(cause)
}
