import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { UnknownValue, Value } from '../../../model/value.ts'
import { lostCause, lostPath } from './lost.ts'
import type { Names } from './scope.ts'
import { STRING } from './types.ts'
import { causeOf, hasLost, isKnown, noted } from './value.ts'

/** What a file that is not among the given ones holds: a package may be built before Terraform runs, a text is written. */
export function lostFile(path: string, at: Span, isSource: boolean): UnknownValue {
  const cause = lostCause({ path, isSource }, { why: `${path} is not among the given files`, needs: [], at })
  return noted({ type: 'unknown', cause, at }, { ofType: STRING, notNull: true })
}

/** Whether a value is not known because a file is not there: Terraform would refuse the expression. */
export function isLost(value: Value): boolean {
  return !isKnown(value) && lostPath(causeOf(value)) !== undefined
}

/** The value as it is; which texts are missing for it is said, but for what only one branch of an open condition needs. */
export function complete(value: Value, names: Pick<Names, 'report'>): Value {
  for (const problem of missingTexts(value)) names.report(problem)
  return value
}

function missingTexts(value: Value): readonly Diagnostic[] {
  if (!hasLost(value)) return []
  switch (value.type) {
    case 'unknown': {
      const lost = lostPath(value.cause)
      if (!lost?.isSource) return []
      const message = `There is no file ${lost.path}, or it lies outside of what is checked. A file that is made later gives no text here.`
      return [error('PATH_NOT_FOUND', message, value.cause.at ?? value.at)]
    }
    case 'text':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : missingTexts(part)))
    case 'json':
      return missingTexts(value.value)
    case 'list':
      return value.items.flatMap(missingTexts)
    case 'map':
      return [...value.entries.values()].flatMap((entry) => missingTexts(entry.value))
    default:
      return []
  }
}
