import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Report } from '../../model/report.ts'
import type { Screen } from './screen.ts'
import { paintSeverity } from './severity.ts'
import { plain } from './width.ts'
import { place } from './words.ts'

/** A line for each thing that counts, as compilers write them: `template.yaml:42:7: high: Title: Resource: detail (policy)`. */
export function toLines({ findings, diagnostics }: Report, { paint }: Screen): readonly string[] {
  const said = (wanted: Diagnostic['severity']): readonly string[] =>
    diagnostics
      .filter(({ severity }) => severity === wanted)
      .map(({ location, code, message }) => {
        const where = location ? `${paint.cyan(place(location))}: ` : ''
        return `${where}${paintSeverity(paint, wanted, wanted)}: ${plain(message)} ${paint.dim(`(${code})`)}`
      })
  const failed = findings
    .filter(({ verdict, waiver }) => verdict === 'fail' && waiver === null)
    .map(({ location, severity, title, detail, resource, policy }) => {
      const what = `${paintSeverity(paint, severity, severity)}: ${plain(title)}`
      const told = detail === '' ? '' : `: ${plain(detail)}`
      return `${paint.cyan(place(location))}: ${what}: ${plain(resource.id)}${told} ${paint.dim(`(${plain(policy)})`)}`
    })
  return [...said('error'), ...failed, ...said('warning')]
}
