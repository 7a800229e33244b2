import { joinParts, partsOf, renderText, type TextPart } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import type { ResourceIndex } from './mapping.ts'

/**
 * The function that a reference, an ARN or an integration URI
 * (`arn:…:lambda:path/2015-03-31/functions/<function ARN>/invocations`) leads to; null where it leads elsewhere.
 * A value that tells neither is given as it is. `functionTypes` are the native types a reference may lead to.
 */
export function functionIn(value: Value, stack: ResourceIndex, functionTypes: readonly string[]): Value | null {
  if (value.type === 'reference') {
    const resource = stack.get(value.resource)
    return resource === undefined || functionTypes.includes(resource.type) ? value : null
  }
  const parts = value.type === 'scalar' || value.type === 'text' ? partsOf(value) : undefined
  if (!parts) return value.type === 'unknown' ? value : null
  const inside = betweenMarks(parts, 'functions/', '/invocations')
  if (inside) return joinParts(inside, value.at, value.via)
  return namesFunction(renderText(value)) === false ? null : value
}

/** Whether a text is the ARN of a function; `undefined` where the part that tells is not known. */
function namesFunction(text: string): boolean | undefined {
  if (text.startsWith('${')) return undefined
  const [arn, , service = '', , , type = ''] = text.split(/:(?![^{]*\})/)
  if (arn !== 'arn') return false
  if (service.includes('${')) return undefined
  return service === 'lambda' && (type === 'function' || type.includes('${'))
}

/** The pieces of a text between two marks. */
function betweenMarks(parts: readonly TextPart[], from: string, to: string): readonly TextPart[] | undefined {
  const start = parts.findIndex((part) => typeof part === 'string' && part.includes(from))
  const first = parts[start]
  if (typeof first !== 'string') return undefined
  const rest = [first.slice(first.indexOf(from) + from.length), ...parts.slice(start + 1)]
  const end = rest.findIndex((part) => typeof part === 'string' && part.includes(to))
  const last = rest[end]
  const cut = typeof last === 'string' ? [...rest.slice(0, end), last.slice(0, last.indexOf(to))] : rest
  return cut.filter((part) => part !== '')
}
