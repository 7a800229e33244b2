import type { Diagnostic } from '../model/diagnostic.ts'
import type { Report } from '../model/report.ts'

/** What the exit codes mean, in the words of the help. */
export const exitCodes = {
  0: 'allowed: every input was read, nothing at or above --fail-on',
  1: 'denied: at least one finding at or above --fail-on',
  2: 'the command line is wrong and nothing was judged, or a policy failed to run',
  3: 'an input could not be read, or nothing was found to check',
  70: 'a defect in portcullis itself',
} as const

export type ExitCode = keyof typeof exitCodes

const precedence: readonly ExitCode[] = [70, 2, 3, 1, 0]

/** Where several codes apply, the gravest. */
export function gravest(...codes: readonly ExitCode[]): ExitCode {
  return precedence.find((code) => codes.includes(code)) ?? 0
}

/** The code of a report: what failed to run, what was not read, what was decided. */
export function exitCodeOf({ decision, diagnostics }: Report): ExitCode {
  const decided: ExitCode = decision === 'deny' ? 1 : decision === 'error' ? 3 : 0
  return gravest(decided, exitCodeOfDiagnostics(diagnostics))
}

export function exitCodeOfDiagnostics(diagnostics: readonly Diagnostic[]): ExitCode {
  const codes = diagnostics.map(({ code, severity }): ExitCode => {
    if (code === 'POLICY_FAILED') return 2
    return severity === 'error' ? 3 : 0
  })
  return gravest(...codes)
}
