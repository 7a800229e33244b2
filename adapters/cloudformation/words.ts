import type { Entry, MapValue, Value } from '../../model/value.ts'
import { entryOf, unknown } from '../../model/value.ts'
import { flattened, mapOf, readDocument, statements, writtenIn } from '../mapping/document.ts'
import { isKeptByAws } from '../mapping/managed-policy.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { ownPolicy } from '../mapping/policy-by-name.ts'
import { at, firstOf, isNull, plain, record, type Source, self } from '../mapping/source.ts'
import { single } from '../mapping/words.ts'

/** A list of `{Key, Value}` as a map. */
export function tags(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (isNull(value)) return plain({}, value.at)
    return value.type === 'list' ? tagMap(value.items, value) : value
  }
}

function tagMap(items: readonly Value[], from: Value): MapValue {
  const entries = new Map<string, Entry>()
  let open = from.type === 'list' ? from.open : undefined
  for (const item of items) {
    const key = entryOf(item, 'Key')
    if (key?.value.type !== 'scalar') {
      open ??=
        item.type === 'unknown' ? item.cause : { why: 'the key of this tag is not known', needs: [], at: item.at }
      continue
    }
    entries.set(String(key.value.value), {
      key: key.value.at,
      value: entryOf(item, 'Value')?.value ?? plain('', item.at),
    })
  }
  return { type: 'map', entries, at: from.at, ...(open ? { open } : {}) }
}

/** The statements of a list of `{PolicyName, PolicyDocument}`. */
export function inlinePolicies(path: string): Source {
  return flattened((scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return value
    const items = value.items.map((item) => {
      const document = entryOf(item, 'PolicyDocument')?.value
      return document ? inlineDocument(document, entryOf(item, 'PolicyName')?.value ?? plain(null, item.at)) : item
    })
    return { ...value, items }
  })
}

/** What a policy template came to goes by the name of the template. */
function inlineDocument(document: Value, name: Value): Value {
  const template = document.type === 'map' ? document.template : undefined
  if (template === undefined) return readDocument(document, 'inline', name)
  return readDocument(document, 'policy_template', plain(template, document.at))
}

/** `{name, arn}` of the managed policies in a list of ARNs; one of the same template goes by the name it has there. */
export function managedPolicies(path: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return value
    return {
      ...value,
      items: value.items.map((arn) => mapOf(managedPolicy(own(arn, scope.stack), scope.stack), arn.at)),
    }
  }
}

/** A managed policy of the same template may also be named by its ARN. */
function own(arn: Value, stack: ResourceIndex): Value {
  return ownPolicy(arn, stack, { type: 'AWS::IAM::ManagedPolicy', name: 'ManagedPolicyName', path: 'Path' })
}

function managedPolicy(arn: Value, stack: ResourceIndex): readonly (readonly [string, Value])[] {
  return [
    ['name', policyName(arn, stack)],
    ['arn', arn],
    ['kept_by_aws', isKeptByAws(arn)],
  ]
}

function policyName(arn: Value, stack: ResourceIndex): Value {
  if (arn.type === 'reference') {
    const name = entryOf(stack.get(arn.resource)?.properties, 'ManagedPolicyName')?.value
    return name ?? plain(arn.resource, arn.at)
  }
  const last = arn.type === 'scalar' ? arn.value : arn.type === 'text' ? arn.parts.at(-1) : undefined
  if (typeof last !== 'string') return arn
  const cut = last.lastIndexOf('/')
  return cut === -1
    ? arn
    : { type: 'scalar', value: last.slice(cut + 1), at: arn.at, ...(arn.via ? { via: arn.via } : {}) }
}

const ownName = firstOf(at('ManagedPolicyName'), ({ resource }) => plain(resource.id, resource.at))

/** What a managed policy adds to each role or user that it names. */
export const attachedByPolicy: Readonly<Record<string, Source>> = {
  statements: statements(at('PolicyDocument'), 'managed_policy', ownName),
  managed_policies: single(record({ name: ownName, arn: self, kept_by_aws: ({ at }) => plain(false, at) })),
}

/** The managed policy that an ARN names, with its statements where it is of the same template; null where there is none. */
export function boundary(path: string): Source {
  const policies = statementsOfManaged(path)
  return (scope) => {
    const arn = own(at(path)(scope), scope.stack)
    if (isNull(arn)) return arn
    return mapOf([...managedPolicy(arn, scope.stack), ['statements', policies(scope)]], arn.at)
  }
}

/** The statements of the managed policies of the same template that an ARN, or a list of ARNs, names. */
export function statementsOfManaged(path: string): Source {
  return flattened((scope) => {
    const value = at(path, [])(scope)
    const arns = value.type === 'list' ? value.items : [value]
    const items = arns.flatMap((written) => {
      const arn = own(written, scope.stack)
      if (arn.type !== 'reference') return []
      const policy = scope.stack.get(arn.resource)
      if (policy?.type !== 'AWS::IAM::ManagedPolicy') {
        return [unknown(`what the policy ${arn.resource} permits is not in the template`, [], arn.at)]
      }
      const document = entryOf(policy.properties, 'PolicyDocument')?.value
      const name = entryOf(policy.properties, 'ManagedPolicyName')?.value ?? plain(policy.id, policy.at)
      return [document ? writtenIn(policy, readDocument(document, 'managed_policy', name)) : plain([], arn.at)]
    })
    return { type: 'list', items, at: value.at }
  })
}
