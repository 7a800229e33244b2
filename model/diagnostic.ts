import type { Span } from './source.ts'

/** Something about the user's files worth saying. An error means that a part of them was not read. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly location: Span | null
}

/** Every code there is. A code is stable; its meaning is in docs/diagnostics.md. */
export type DiagnosticCode =
  | 'PATH_NOT_FOUND'
  | 'NOTHING_TO_CHECK'
  | 'FILE_TOO_LARGE'
  | 'FILE_NOT_TEXT'
  | 'FILE_UNREADABLE'
  | 'OUTSIDE_ROOT'
  | 'TOO_MANY_FILES'
  | 'TOO_DEEP'
  | 'TOO_MANY_VALUES'
  | 'FORMAT_NOT_RECOGNISED'
  | 'SYNTAX'
  | 'DUPLICATE_KEY'
  | 'INVALID_TEMPLATE'
  | 'INVALID_VALUE'
  | 'REFERENCE_NOT_FOUND'
  | 'REFERENCE_CYCLE'
  | 'FUNCTION_NOT_SUPPORTED'
  | 'NOT_EVALUATED'
  | 'PARAMETER_NOT_DECLARED'
  | 'SAM_INVALID'
  | 'PLAN_DIFFERS'
  | 'OPAQUE'
  | 'POLICY_FAILED'
  | 'POLICY_NOT_FOUND'
  | 'EXCLUSION_UNUSED'
  | 'TOO_MANY_WORLDS'

export function error(code: DiagnosticCode, message: string, location: Span | null): Diagnostic {
  return { code, severity: 'error', message, location }
}

export function warning(code: DiagnosticCode, message: string, location: Span | null): Diagnostic {
  return { code, severity: 'warning', message, location }
}

/** Says of a module, nested stack or macro that its content was not given, so that nothing in it was judged. */
export function isUnread({ code, severity }: Diagnostic): boolean {
  return code === 'OPAQUE' && severity === 'warning'
}
