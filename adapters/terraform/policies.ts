import type { Entry, Value } from '../../model/value.ts'
import { entryOf } from '../../model/value.ts'
import { flattened, readDocument, statements, writtenIn } from '../mapping/document.ts'
import { isKeptByAws } from '../mapping/managed-policy.ts'
import { ownPolicy } from '../mapping/policy-by-name.ts'
import { at, firstOf, isNull, plain, type Source } from '../mapping/source.ts'
import { asLink, linkOf } from './words.ts'

/** The statements of a role's `inline_policy` blocks. */
export const inlinePolicies: Source = flattened((scope) => {
  const value = at('inline_policy', [])(scope)
  if (value.type !== 'list') return value
  const items = value.items.flatMap((item): readonly Value[] => {
    const document = entryOf(item, 'policy')?.value
    if (!document) return item.type === 'map' ? [] : [item]
    return [readDocument(document, 'inline', entryOf(item, 'name')?.value ?? plain(null, item.at))]
  })
  return { ...value, items }
})

/** The statements of those managed policies in a list of ARNs that the same module declares. */
export function managedStatements(path: string): Source {
  return flattened((scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return plain([], value.at)
    return { type: 'list', items: value.items.flatMap((arn) => documentOf(arn, 'managed_policy', scope)), at: value.at }
  })
}

/** `{name, arn}` of each policy in a list of ARNs. */
export function managedPolicies(path: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    return value.type === 'list' ? { ...value, items: value.items.map((arn) => managedPolicy(arn, scope)) } : value
  }
}

/** The managed policy that limits an identity, with its statements where the same module declares it; null where there is none or an empty text. */
export const boundary: Source = (scope) => {
  const arn = at('permissions_boundary')(scope)
  if (arn.type === 'scalar' && arn.value === '') return plain(null, arn.at)
  if (isNull(arn) || (arn.type === 'unknown' && !policyOf(arn, scope))) return arn
  const policy = managedPolicy(arn, scope)
  const documents: Value = { type: 'list', items: [...documentOf(arn, 'managed_policy', scope)], at: arn.at }
  if (policy.type !== 'map') return policy
  const joined = flattened(() => documents)(scope)
  return { ...policy, entries: new Map(policy.entries).set('statements', { key: arn.at, value: joined }) }
}

/** What a policy of one role or user adds to it. */
export const inline: Readonly<Record<string, Source>> = {
  statements: statements(at('policy'), 'inline', firstOf(at('name'), at('name_prefix'))),
}

/** What an attachment adds to each role or user that it names. */
export const attached: Readonly<Record<string, Source>> = {
  statements: flattened(attachedStatements),
  managed_policies: attachedPolicy,
}

/** What the list of all managed policies of a role or user adds to it: the provider attaches each that is not. */
export const attachedList: Readonly<Record<string, Source>> = {
  statements: managedStatements('policy_arns'),
  managed_policies: managedPolicies('policy_arns'),
}

/** The statements of the policy that an attachment attaches, where the same module declares it. */
function attachedStatements(scope: Scope): Value {
  const arn = at('policy_arn')(scope)
  return { type: 'list', items: documentOf(arn, 'attachment', scope), at: arn.at }
}

/** The policy that an attachment attaches, where it is declared elsewhere: what it permits is not in the files. */
function attachedPolicy(scope: Scope): Value {
  const arn = at('policy_arn')(scope)
  const isElsewhere = !isNull(arn) && policyOf(arn, scope) === undefined
  return { type: 'list', items: isElsewhere ? [managedPolicy(arn, scope)] : [], at: arn.at }
}

type Scope = Parameters<Source>[0]

function documentOf(arn: Value, origin: string, scope: Scope): readonly Value[] {
  const policy = policyOf(arn, scope)
  const document = entryOf(policy?.properties, 'policy')?.value
  if (!policy || !document) return []
  const name = entryOf(policy.properties, 'name')?.value ?? plain(policy.id, policy.at)
  return [writtenIn(policy, readDocument(document, origin, name))]
}

function policyOf(arn: Value, { stack }: Scope) {
  const own = policyLink(arn, stack)
  const policy = own.type === 'reference' ? stack.get(own.resource) : undefined
  return policy?.type === 'aws_iam_policy' ? policy : undefined
}

/** The policy that an ARN was read from or that it names, where the same module declares it. */
function policyLink(arn: Value, stack: Scope['stack']): Value {
  return linkOf(arn) ?? ownPolicy(arn, stack, { type: 'aws_iam_policy', name: 'name', path: 'path' })
}

function managedPolicy(arn: Value, scope: Scope): Value {
  const policy = policyOf(arn, scope)
  const name = policy ? (entryOf(policy.properties, 'name')?.value ?? plain(policy.id, arn.at)) : nameIn(arn)
  const entries = new Map<string, Entry>([
    ['name', { key: arn.at, value: name }],
    ['arn', { key: arn.at, value: asLink(policyLink(arn, scope.stack)) }],
    ['kept_by_aws', { key: arn.at, value: policy ? plain(false, arn.at) : isKeptByAws(arn) }],
  ])
  return { type: 'map', entries, at: arn.at }
}

/** The last piece of an ARN. */
function nameIn(arn: Value): Value {
  const last = arn.type === 'scalar' ? arn.value : arn.type === 'text' ? arn.parts.at(-1) : undefined
  if (typeof last !== 'string' || !last.includes('/')) return arn
  const name = last.slice(last.lastIndexOf('/') + 1)
  return { type: 'scalar', value: name, at: arn.at, ...(arn.via ? { via: arn.via } : {}) }
}
