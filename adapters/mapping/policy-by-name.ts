import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { entryOf, type Reference, type Value } from '../../model/value.ts'
import type { ResourceIndex } from './mapping.ts'

/** How a format declares a managed policy. */
export interface PolicyWords {
  readonly type: string
  readonly name: string
  readonly path: string
}

/**
 * A reference to the managed policy of the stack that an ARN names in full: `arn:aws:iam::123456789012:policy/team/limit`.
 * Other values as they are.
 */
export function ownPolicy(arn: Value, stack: ResourceIndex, words: PolicyWords): Value {
  if (arn.type !== 'scalar' && arn.type !== 'text') return arn
  const [, name] = /^arn:[^:]*:iam::(?!aws:)[^:]*:policy\/(.+)$/.exec(renderText(arn)) ?? []
  const policy = name === undefined ? undefined : policiesIn(stack, words).get(name)
  if (policy === undefined) return arn
  const reference: Reference = { type: 'reference', resource: policy, attribute: null, at: arn.at }
  return arn.via ? { ...reference, via: arn.via } : reference
}

const known = new WeakMap<ResourceIndex, ReadonlyMap<string, string>>()

/** The ids of the stack's managed policies by path and name. */
function policiesIn(stack: ResourceIndex, words: PolicyWords): ReadonlyMap<string, string> {
  const before = known.get(stack)
  if (before) return before
  const found = new Map<string, string>()
  for (const resource of stack.values()) {
    const name = resource.type === words.type ? nameOf(resource, words) : undefined
    if (name !== undefined) found.set(name, resource.id)
  }
  known.set(stack, found)
  return found
}

function nameOf({ properties }: Resource, { name, path }: PolicyWords): string | undefined {
  const written = entryOf(properties, name)?.value
  const text = written ? renderText(written) : ''
  const folder = entryOf(properties, path)?.value
  return text === '' || text.includes('${unknown}')
    ? undefined
    : `${folder ? renderText(folder).replace(/^\//, '') : ''}${text}`
}
