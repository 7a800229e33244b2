import type { Attribute } from '../../model/attribute.ts'
import { managedPolicies } from '../../model/facts/managed-policies.ts'
import { statement } from '../../model/iam.ts'
import type { Owner } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { type Cause, entryOf, type Value } from '../../model/value.ts'
import { conform } from './conform.ts'
import type { Context } from './context.ts'
import { listAttribute, placeOf } from './make.ts'

/**
 * What the attached managed policies permit, each statement at the place where its policy is attached. The list is open
 * where a policy's document is not at hand: then nobody can say what it permits.
 */
export function managedStatements(
  attached: readonly { readonly value: Value; readonly owner: Owner | undefined }[],
  context: Context,
): Attribute {
  const items: Attribute[] = []
  let open: Cause | undefined
  for (const { value: list, owner } of attached) {
    if (list.type === 'unknown') open ??= list.cause
    if (list.type !== 'list') continue
    open ??= list.open
    for (const element of list.items) {
      const found = statementsOf(element)
      if ('why' in found) open ??= found
      else
        items.push(
          ...found.statements.map((value) => ownedBy(owner, conform(value, statement, context, placeOf(element)))),
        )
    }
  }
  return listAttribute(items, { at: context.entity.owner.at }, open)
}

function ownedBy(owner: Owner | undefined, attribute: Attribute): Attribute {
  return owner ? { ...attribute, owner } : attribute
}

function statementsOf(element: Value): { readonly statements: readonly Value[] } | Cause {
  const arn = entryOf(element, 'arn')?.value
  if (!arn)
    return element.type === 'unknown' ? element.cause : { why: 'a managed policy without ARN is attached', needs: [] }
  // The adapter adds the statements of a policy of the same stack to the role itself.
  if (arn.type === 'reference') return { statements: [] }
  const text = renderText(arn)
  const [, name] = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(text) ?? []
  if (name === undefined) {
    return arn.type === 'unknown' ? arn.cause : { why: `what the policy ${text} permits is not given`, needs: [] }
  }
  const known = managedPolicies()[name]
  if (!known) return { why: `what the AWS managed policy ${name} permits is not in this version's snapshot`, needs: [] }
  return { statements: known.map((one) => plain({ ...one, origin: 'aws_managed_policy', policy: name }, arn)) }
}

function plain(value: unknown, like: Value): Value {
  const place = placeOf(like)
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => plain(item, like)), ...place }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, { key: like.at, value: plain(item, like) }] as const,
    )
    return { type: 'map', entries: new Map(entries), ...place }
  }
  return { type: 'scalar', value: value as string, ...place }
}
