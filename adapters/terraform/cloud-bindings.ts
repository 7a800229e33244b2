import { partsOf } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { mapOf, structured } from '../mapping/document.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { unknownFor } from './cloud-values.ts'
import { linkOf } from './words.ts'

/**
 * Who a role is given to by a member, a binding or a policy; the document of a policy is JSON.
 * Source: Terraform provider google, `google_iam_policy`; Cloud IAM, "Principal identifiers".
 */
export const grants: Source = (scope) => {
  const document = at('policy_data')(scope)
  if (!isNull(document)) return grantsIn(document)
  const member = at('member')(scope)
  const members = isNull(member) ? at('members', [])(scope) : plainList(member)
  return plainList(grant(at('role')(scope), members))
}

function grantsIn(document: Value): Value {
  const policy = structured(document)
  if (policy.type !== 'map') return unknownFor(policy)
  const bindings = entryOf(policy, 'bindings')
  if (!bindings) return policy.open ? unknownFor(document, policy.open) : plain([], document.at)
  if (bindings.value.type !== 'list') return unknownFor(bindings.value)
  const items = bindings.value.items.map((item) => {
    if (item.type !== 'map') return item
    const nothing = plain(null, item.at)
    const members = entryOf(item, 'members')?.value ?? nothing
    return grant(entryOf(item, 'role')?.value ?? nothing, isNull(members) ? plain([], members.at) : members)
  })
  return { ...bindings.value, items, at: document.at }
}

function grant(role: Value, members: Value): Value {
  const known: Value =
    members.type === 'list'
      ? { ...members, items: members.items.map((member) => mapOf([['who', who(member)]], member.at)) }
      : members.type === 'unknown'
        ? members
        : unknownFor(members)
  return mapOf([['role', role] as const, ['members', known] as const], members.at)
}

/** A member begins with what it is, `user:`, or is one of two words; the attribute of a resource names an account. */
function who(member: Value): Value {
  if (member.type === 'scalar') {
    const name = String(member.value).toLowerCase()
    const word = name === 'allusers' ? 'everyone' : name === 'allauthenticatedusers' ? 'any_account' : 'somebody'
    return { ...member, value: word }
  }
  const [first] = partsOf(member) ?? []
  const isNamed = typeof first === 'string' && first.includes(':')
  const isResource = linkOf(member) !== undefined || member.type === 'reference' || isLookedUp(member)
  return isNamed || isResource ? plain('somebody', member.at) : unknownFor(member)
}

/** The address of a service account that a data source finds. */
function isLookedUp(member: Value): boolean {
  return (
    member.type === 'unknown' &&
    /\bdata\.google_\w*service_(?:account|agent|identity)\b.*\.member$/.test(member.symbol ?? '')
  )
}

function plainList(item: Value): Value {
  return { type: 'list', items: [item], at: item.at }
}
