import type { DiagnosticCode } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'

/** An expression that Terraform would refuse. Caught where the value is used, reported once, and the value is unknown. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly at: Span
  readonly code: DiagnosticCode

  constructor(message: string, at: Span, code: DiagnosticCode = 'INVALID_VALUE') {
    super(message)
    this.at = at
    this.code = code
  }
}

export function fail(message: string, at: Span, code?: DiagnosticCode): never {
  throw new Failure(message, at, code)
}

/** The end of the work that a configuration may take: caught only where a whole block is given up. */
export class Exhausted extends Failure {}
