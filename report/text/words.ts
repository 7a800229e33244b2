import type { Span } from '../../model/source.ts'
import { plain } from './width.ts'

/** `1 finding`, `3 findings`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** `A, B and C`; beyond `most`, `A, B and 4 more`. */
export function listed(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = names.slice(0, most).map(plain)
  const rest = names.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`
}

/** `template.yaml:14:9`, as terminals and editors open it. */
export function place({ file, startLine, startColumn }: Span): string {
  return `${plain(file)}:${startLine}:${startColumn}`
}

/** The words of an id: `function_url` is read as `function url`. */
export function spoken(id: string): string {
  return id.replaceAll('_', ' ')
}
