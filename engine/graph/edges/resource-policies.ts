import type { DerivedEntity, MapAttribute } from '../../../model/attribute.ts'
import { kinds } from '../../../model/kinds/index.ts'
import { attributeAt, causeAt, linkAt, scalarAt, textAt } from '../../attributes.ts'
import { accessOf } from '../../permissions/access.ts'
import { isCovered } from '../../permissions/action-sets.ts'
import { causingIn } from '../actions.ts'
import { both, closed, type Gate, gate, openGate, wide } from '../gate.ts'
import type { Builder } from '../graph.ts'
import { isForAnyone, type Statement, statementsIn } from '../statements.ts'
import { internet, ownAccount } from './addresses.ts'

/** Whom resource policies let in. Services that act for what the stack wires are left out: the wiring says it. */
export function addResourcePolicies(graph: Builder): void {
  for (const policy of graph.entities('resource_policy')) {
    const resource = linkAt(policy.attributes, 'resource')
    // Who may call an API is asked at its door.
    if (!resource || resource.kind === 'api') continue
    const to = graph.link(resource)
    const statements = statementsIn(policy.attributes)
    for (const statement of statements) {
      if (statement.effect === 'Deny' || isForUrl(statement) || isTakenBack(statement, statements)) continue
      const service = kinds[resource.kind].arn?.service
      const may = accessOf(statement.actions, service)
      const causing = causingIn(statement.actions, service)
      if (may.length === 0) continue
      for (const one of letIn(statement, graph)) {
        graph.add({
          from: one.node,
          to,
          relation: 'lets',
          label: may.join(', '),
          by: policy,
          owner: one.at.owner ?? policy.owner,
          at: one.at.at,
          may,
          why: statement.effect === 'unknown' ? (statement.why ?? 'its effect is not known') : statement.why,
          outside: causing.length > 0 ? refused(resource, one.door, graph) : closed,
          reach: refused(resource, one.door, graph),
        })
      }
    }
  }
  for (const bucket of graph.entities('bucket')) addPublicAcl(bucket, graph)
}

/** A permission for calls through the function's address: the address decides on its own who may call. */
function isForUrl({ conditions }: Statement): boolean {
  return conditions.some((one) => {
    const key = scalarAt(one, 'key')
    return key === 'lambda:functionurlauthtype' || key === 'lambda:invokedviafunctionurl'
  })
}

/** An unconditional Deny for everyone that names the very same actions. */
function isTakenBack({ actions }: Statement, all: readonly Statement[]): boolean {
  return all.some(
    (one) =>
      one.effect === 'Deny' &&
      !one.conditional &&
      isForAnyone(one) &&
      actions.patterns.every((action) => one.actions.patterns.some((denied) => isCovered(action, denied))),
  )
}

interface LetIn {
  readonly node: string
  readonly door: Gate
  readonly at: MapAttribute
}

function letIn(statement: Statement, graph: Builder): readonly LetIn[] {
  const narrowed = narrowing(statement)
  if (statement.everyoneBut) {
    const at = { type: 'map', entries: new Map(), at: statement.at } as const
    return [{ node: internet(graph), door: both(wide, narrowed ?? wide), at }]
  }
  return statement.principals.flatMap((principal): readonly LetIn[] => {
    const text = textAt(principal, 'text') ?? 'somebody who is not known'
    const any = scalarAt(principal, 'any')
    const type = scalarAt(principal, 'type')
    if (any === true) return [{ node: internet(graph), door: narrowed ?? wide, at: principal }]
    if (any === undefined) {
      const why = causeAt(principal, 'any')?.why ?? 'who it is for is not known'
      return [
        { node: named(text, graph), door: both(openGate('account', 'public', why), narrowed ?? wide), at: principal },
      ]
    }
    if (type === 'Service')
      return narrowed ? [] : [{ node: named(text, graph), door: throughService(text), at: principal }]
    return [
      { node: placed(principal, text, graph), door: both(accountDoor(principal), narrowed ?? wide), at: principal },
    ]
  })
}

function named(text: string, graph: Builder): string {
  return graph.other(`principal:${text}`, 'principal', text)
}

function placed(principal: MapAttribute, text: string, graph: Builder): string {
  const isOwn = scalarAt(principal, 'account') === 'own' && !/:(?:role|user|assumed-role)\//.test(text)
  return isOwn ? ownAccount(graph) : named(text, graph)
}

/** Source: IAM User Guide, "The confused deputy problem". */
function throughService(service: string): Gate {
  const why = `the permission for ${service} names no source: what other accounts own may call through it`
  return openGate('private', 'organisation', why)
}

function accountDoor(principal: MapAttribute): Gate {
  if (scalarAt(principal, 'type') !== 'AWS') return gate('organisation')
  const account = attributeAt(principal, 'account')
  if (account?.type === 'scalar') {
    if (account.value === 'own') return gate('account')
    return account.value === 'any' ? wide : gate('organisation')
  }
  return openGate('account', 'organisation', causeAt(principal, 'account')?.why ?? 'whose account it is is not known')
}

/** Whom conditions leave: callers of the account or of one source, of an organisation; `undefined` where none narrows. */
function narrowing({ conditions }: Statement): Gate | undefined {
  const doors = conditions.flatMap((one) => {
    const narrows = attributeAt(one, 'narrows')
    const key = String(scalarAt(one, 'key') ?? '')
    const level = ofAccount.test(key) ? 'account' : 'organisation'
    if (narrows?.type === 'unknown') return [openGate(level, 'public', narrows.cause.why)]
    return scalarAt(one, 'narrows') === true ? [gate(level)] : []
  })
  return doors.length === 0 ? undefined : doors.reduce(both)
}

const ofAccount = /^aws:(?:source(?:arn|account|vpc|vpce)|vpcsourceip|principalaccount|principalarn|resourceaccount)$/

/** What a bucket refuses of public access, whatever its policy says. */
function refused(resource: { readonly kind: string; readonly id: string }, door: Gate, graph: Builder): Gate {
  const bucket = resource.kind === 'bucket' ? graph.table.get('bucket')?.get(resource.id) : undefined
  if (!bucket || bucket.external) return door
  const isRefused = refuses(bucket, ['block_policy', 'restrict_buckets'])
  if (isRefused !== undefined) return isRefused ? both(door, gate('organisation')) : door
  const why = causeAt(bucket.attributes, 'public_access_block')?.why ?? `what ${bucket.id} refuses is not known`
  return both(door, openGate('organisation', 'public', why))
}

/** Source: Amazon S3 User Guide, "Access control list (ACL) overview": canned ACLs. */
function addPublicAcl(bucket: DerivedEntity, graph: Builder): void {
  const acl = scalarAt(bucket.attributes, 'acl')
  if (acl !== 'public-read' && acl !== 'public-read-write') return
  if (refuses(bucket, ['block_acls', 'ignore_acls']) === true) return
  const writes = acl === 'public-read-write'
  graph.add({
    from: internet(graph),
    to: graph.entity('bucket', bucket.id),
    relation: 'lets',
    label: writes ? 'read, list, write' : 'read, list',
    by: bucket,
    at: attributeAt(bucket.attributes, 'acl')?.at ?? bucket.attributes.at,
    may: writes ? ['read', 'list', 'write'] : ['read', 'list'],
    outside: writes ? wide : closed,
    reach: wide,
  })
}

/** Whether one of these is among what a bucket refuses, which is all where nothing is written; `undefined`: not known. */
function refuses({ attributes }: DerivedEntity, names: readonly string[]): boolean | undefined {
  const block = attributeAt(attributes, 'public_access_block')
  if (block?.type === 'scalar' && block.value === null) return true
  const written = names.map((name) => scalarAt(attributes, `public_access_block/${name}`))
  if (written.includes(true)) return true
  return written.every((one) => one === false) ? false : undefined
}
