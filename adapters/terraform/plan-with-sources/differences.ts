import { type Diagnostic, warning } from '../../../model/diagnostic.ts'
import { nativeView } from '../../../model/native.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { isSensitive } from '../resolve/value.ts'

/** What is said where a plan and the sources it is joined with do not agree. */
export interface Differences {
  readonly value: (resource: string, path: string, planned: Value, source: Value) => void
  readonly onlyPlanned: (resource: string, at: Span) => void
  readonly onlyInSources: (resource: string, at: Span) => void
  readonly diagnostics: () => readonly Diagnostic[]
}

/** One cause often shows in many places. */
const MAX_SAID = 20

export function collectDifferences(folder: string): Differences {
  const said: Diagnostic[] = []
  let more = 0
  const say = (message: string, at: Span): void => {
    if (said.length < MAX_SAID) said.push(warning('PLAN_DIFFERS', message, at))
    else more += 1
  }
  const inside = folder === '' || folder === '.' ? '' : ` in ${folder}`
  return {
    value: (resource, path, planned, source) => {
      const values =
        isSensitive(planned) || isSensitive(source)
          ? 'is another value in the plan than here'
          : `is ${shown(planned)} in the plan and ${shown(source)} here`
      say(
        `${path} of ${resource} ${values}. The plan is what is judged; plan again if it is older than the sources.`,
        source.at,
      )
    },
    onlyPlanned: (resource, at) => {
      say(`${resource} is in the plan, but not in its sources${inside}. It is judged as planned.`, at)
    },
    onlyInSources: (resource, at) => {
      say(
        `${resource} is in the sources, but not in the plan, so it is not judged. Plan again if the plan is older than the sources.`,
        at,
      )
    },
    diagnostics: () => {
      if (more === 0) return said
      return [
        ...said,
        warning('PLAN_DIFFERS', `The plan differs from its sources${inside} in ${more} more places.`, null),
      ]
    },
  }
}

function shown(value: Value): string {
  const text = JSON.stringify(nativeView(value)) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
