import type { Diagnostic } from '../../model/diagnostic.ts'
import { titled } from './finding.ts'
import { drawFrame } from './frame.ts'
import { groupBy } from './group.ts'
import { indent, type Screen } from './screen.ts'
import { paintSeverity } from './severity.ts'
import { padEnd } from './width.ts'
import { count } from './words.ts'

const fewAlike = 3

/** What was odd in the files, errors first; warnings of one code are cut short. */
export function drawDiagnostics(diagnostics: readonly Diagnostic[], screen: Screen): readonly string[] {
  if (diagnostics.length === 0) return []
  const { paint } = screen
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning')
  const byCode = groupBy(warnings, ({ code }) => code)
  const shown = byCode.flatMap(([, alike]) => (screen.verbose ? alike : alike.slice(0, fewAlike)))
  const rest = warnings.length - shown.length
  const counts = [count(errors.length, 'error'), count(warnings.length, 'warning')].filter(
    (text) => !text.startsWith('0'),
  )
  return [
    `${paint.bold('About the files')} ${paint.dim(counts.join(', '))}`,
    ...[...errors, ...shown].flatMap((diagnostic) => ['', ...drawDiagnostic(diagnostic, screen)]),
    ...(rest > 0
      ? ['', `${indent}${paint.dim(`and ${count(rest, 'warning')} like these (--verbose lists them)`)}`]
      : []),
  ]
}

function drawDiagnostic({ severity, message, location, code }: Diagnostic, screen: Screen): readonly string[] {
  const mark = (text: string) => paintSeverity(screen.paint, severity, text)
  return [
    ...titled(mark(padEnd(severity, 8)), message, screen),
    `${indent}${screen.paint.dim(code)}`,
    ...(location ? drawFrame(location, mark, screen) : []),
  ]
}
