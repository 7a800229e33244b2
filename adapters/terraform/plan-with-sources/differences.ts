import { type Diagnostic, warning } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { isSecret, shown } from '../resolve/shown.ts'

/** What is said where a plan and the sources it is joined with do not agree. */
export interface Differences {
  readonly value: (resource: string, path: string, planned: Value, source: Value) => void
  readonly onlyPlanned: (resource: string, at: Span) => void
  readonly onlyInSources: (resource: string, at: Span) => void
  readonly diagnostics: () => readonly Diagnostic[]
}

/** One cause often shows in many places. */
const MAX_SAID = 20

export function collectDifferences(what: 'plan' | 'state', folder: string): Differences {
  const said: Diagnostic[] = []
  let more = 0
  const say = (message: string, at: Span): void => {
    if (said.length < MAX_SAID) said.push(warning('PLAN_DIFFERS', message, at))
    else more += 1
  }
  const next = what === 'plan' ? ' Plan again if it is older than the sources.' : ''
  const inside = folder === '' || folder === '.' ? '' : ` in ${folder}`
  return {
    value: (resource, path, planned, source) => {
      const values =
        isSecret(path, planned) || isSecret(path, source)
          ? `is another value in the ${what} than here`
          : `is ${shown(planned)} in the ${what} and ${shown(source)} here`
      say(`${path} of ${resource} ${values}. The ${what} is what is judged.${next}`, source.at)
    },
    onlyPlanned: (resource, at) => {
      say(`${resource} is in the ${what}, but not in its sources${inside}. It is judged as it is there.`, at)
    },
    onlyInSources: (resource, at) => {
      say(`${resource} is in the sources, but not in the ${what}, so it is not judged.${next}`, at)
    },
    diagnostics: () => {
      if (more === 0) return said
      return [
        ...said,
        warning('PLAN_DIFFERS', `The ${what} differs from its sources${inside} in ${more} more places.`, null),
      ]
    },
  }
}
