import { joinParts, partsOf, renderText, type TextPart } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { linkOf, propertyOf } from './words.ts'

const FUNCTION_TYPES = ['aws_lambda_function', 'aws_lambda_alias']

/**
 * The function that an ARN, a name of a function's attribute or an integration URI (`…/functions/<ARN>/invocations`)
 * leads to; null where it leads elsewhere. A value that tells neither is given as it is.
 */
export function functionOf(value: Value, stack: ResourceIndex): Value | null {
  const reference = linkOf(value) ?? value
  if (reference.type === 'reference') {
    const resource = stack.get(reference.resource)
    return resource === undefined || FUNCTION_TYPES.includes(resource.type) ? reference : null
  }
  const parts = value.type === 'scalar' || value.type === 'text' ? partsOf(value) : undefined
  if (!parts) return value.type === 'unknown' ? value : null
  const inside = betweenMarks(parts, 'functions/', '/invocations')
  if (inside) return joinParts(inside, value.at, value.via)
  return namesFunction(renderText(value)) === false ? null : value
}

/** Whether the property at a path is, or may be, a function. */
export function leadsToFunction(path: string) {
  return (resource: { readonly id: string }, stack: ResourceIndex): boolean => {
    const to = propertyOf(stack.get(resource.id), path)
    return to !== undefined && functionOf(to, stack) !== null
  }
}

/** The function that a property leads to, as a link. */
export function functionAt(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    return isNull(value) ? value : (functionOf(value, scope.stack) ?? value)
  }
}

/** The alias or version that a link to a function names. */
export function qualifierAt(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    const reference = linkOf(value) ?? value
    const alias = reference.type === 'reference' ? scope.stack.get(reference.resource) : undefined
    if (alias?.type === 'aws_lambda_alias') return entryOf(alias.properties, 'name')?.value ?? plain(null, value.at)
    const written = value.type === 'scalar' || value.type === 'text' ? renderText(value) : ''
    return plain(/:function:[^:]+:([\w$-]+)$/.exec(written)?.[1] ?? null, value.at)
  }
}

/** Whether a text is the ARN of a function; undefined where the part that tells is not known. */
function namesFunction(text: string): boolean | undefined {
  if (text.startsWith('${')) return undefined
  const [arn, , service = '', , , type = ''] = text.split(/:(?![^{]*\})/)
  if (arn !== 'arn') return false
  if (service.includes('${')) return undefined
  return service === 'lambda' && (type === 'function' || type.includes('${'))
}

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
