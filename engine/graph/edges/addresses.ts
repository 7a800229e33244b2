import type { DerivedEntity } from '../../../model/attribute.ts'
import { attributeAt, causeAt, linkAt, listAt, mapsAt, scalarAt } from '../../attributes.ts'
import { both, closed, type Gate, gate, openGate, wide } from '../gate.ts'
import { addEach, type Builder } from '../graph.ts'
import { apiDoor } from './api-door.ts'

/** Anyone. */
export const internet = (graph: Builder): string => graph.other('internet', 'internet', 'internet')

/** Whoever is in a network of the account, or an identity of it. */
export const ownAccount = (graph: Builder): string => graph.other('principal:account', 'principal', 'this account')

/** What can be called from outside: addresses, balancers, networks before origins, directories of users. */
export function addAddresses(graph: Builder): void {
  addEach(graph, {
    function_url: addUrl,
    api: addApi,
    domain: addDomain,
    load_balancer: (balancer) => addDoor(balancer, scalarAt(balancer.attributes, 'internal'), 'internal', wide, graph),
    graphql_api: (api) => addDoor(api, scalarAt(api.attributes, 'private'), 'private', wide, graph),
    user_pool: addUserPool,
    identity_pool: addIdentityPool,
    distribution: addDistribution,
  })
}

function addUrl(url: DerivedEntity, graph: Builder): void {
  const { attributes } = url
  const node = graph.entity('function_url', url.id)
  const at = attributeAt(attributes, 'auth')?.at ?? attributes.at
  const auth = scalarAt(attributes, 'auth')
  const door =
    auth === 'NONE' ? wide : auth === 'AWS_IAM' ? gate('account') : openGate('account', 'public', whyOf(url, 'auth'))
  graph.add({
    from: internet(graph),
    to: node,
    relation: 'calls',
    label: `auth ${auth ?? 'unknown'}`,
    by: url,
    at,
    outside: door,
  })
  const fn = linkAt(attributes, 'function')
  if (fn)
    graph.add({ from: node, to: graph.link(fn), relation: 'calls', label: 'function URL', by: url, at: attributes.at })
}

function addApi(api: DerivedEntity, graph: Builder): void {
  const endpoint = scalarAt(api.attributes, 'endpoint')
  const isPrivate = endpoint === undefined ? undefined : endpoint === 'private'
  if (scalarAt(api.attributes, 'default_endpoint_disabled') === true) return
  addDoor(api, isPrivate, 'endpoint', apiDoor(api, graph), graph)
}

/** From the internet, or from a network of the account where it is private. */
function addDoor(entity: DerivedEntity, isPrivate: unknown, attribute: string, passes: Gate, graph: Builder): void {
  const open = isPrivate === undefined ? openGate('account', 'public', whyOf(entity, attribute)) : wide
  graph.add({
    from: isPrivate === true ? ownAccount(graph) : internet(graph),
    to: graph.entity(entity.kind, entity.id),
    relation: 'calls',
    label: isPrivate === true ? 'private network' : '',
    by: entity,
    at: attributeAt(entity.attributes, attribute)?.at ?? entity.attributes.at,
    outside: both(open, passes),
  })
}

function addDomain(domain: DerivedEntity, graph: Builder): void {
  const { attributes } = domain
  const mutual = scalarAt(attributes, 'mutual_tls')
  const door =
    mutual === true
      ? gate('organisation')
      : mutual === false
        ? wide
        : openGate('organisation', 'public', whyOf(domain, 'mutual_tls'))
  const endpoint = scalarAt(attributes, 'endpoint')
  addDoor(domain, endpoint === undefined ? undefined : endpoint === 'private', 'endpoint', door, graph)
  for (const mapping of mapsAt(attributes, 'mappings')) {
    const api = linkAt(mapping, 'api')
    if (!api) continue
    const path = scalarAt(mapping, 'path')
    const entity = graph.table.get('api')?.get(api.id)
    graph.add({
      from: graph.entity('domain', domain.id),
      to: graph.link(api),
      relation: 'calls',
      label: typeof path === 'string' && path !== '' ? `/${path}` : '',
      by: domain,
      at: api.at,
      outside: entity ? apiDoor(entity, graph) : wide,
    })
  }
}

/** Anyone may sign up, unless administrators alone create users. */
function addUserPool(pool: DerivedEntity, graph: Builder): void {
  const closedToStrangers = scalarAt(pool.attributes, 'admin_creates_users')
  const door =
    closedToStrangers === false
      ? wide
      : closedToStrangers === true
        ? gate('organisation')
        : openGate('organisation', 'public', whyOf(pool, 'admin_creates_users'))
  graph.add({
    from: internet(graph),
    to: graph.entity('user_pool', pool.id),
    relation: 'calls',
    label: closedToStrangers === false ? 'sign up' : 'sign in',
    by: pool,
    at: attributeAt(pool.attributes, 'admin_creates_users')?.at ?? pool.attributes.at,
    outside: door,
  })
}

/** Its roles are taken on by people: what they permit, people may do. */
function addIdentityPool(pool: DerivedEntity, graph: Builder): void {
  const node = graph.entity('identity_pool', pool.id)
  graph.add({ from: internet(graph), to: node, relation: 'calls', label: '', by: pool, at: pool.attributes.at })
  for (const attribute of ['unauthenticated_role', 'authenticated_role'] as const) {
    const role = linkAt(pool.attributes, attribute)
    if (!role) continue
    const stranger = attribute === 'unauthenticated_role'
    const isOff = stranger && scalarAt(pool.attributes, 'unauthenticated') === false
    const door = stranger ? wide : gate('organisation')
    graph.add({
      from: node,
      to: graph.link(role),
      relation: 'runs_as',
      label: stranger ? 'not signed in' : 'signed in',
      by: pool,
      at: role.at,
      off: isOff,
      outside: isOff ? closed : door,
      reach: isOff ? closed : door,
    })
  }
}

function addDistribution(distribution: DerivedEntity, graph: Builder): void {
  const { attributes } = distribution
  const node = graph.entity('distribution', distribution.id)
  const off = scalarAt(attributes, 'enabled') === false
  graph.add({ from: internet(graph), to: node, relation: 'calls', label: '', by: distribution, at: attributes.at, off })
  for (const origin of mapsAt(attributes, 'origins')) {
    const target = linkAt(origin, 'target')
    if (!target) continue
    graph.add({
      from: node,
      to: graph.link(target),
      relation: 'calls',
      label: pathsOf(distribution, String(scalarAt(origin, 'id') ?? '')),
      by: distribution,
      at: target.at,
      off,
      ...(target.kind === 'bucket' ? { outside: closed, causes: false, may: ['read'] as const } : {}),
      ...(target.kind === 'function_url' ? { outside: throughSignature(target.id, origin, graph) } : {}),
    })
  }
}

/** An address that asks for IAM lets in what the distribution signs. */
function throughSignature(id: string, origin: Parameters<typeof scalarAt>[0], graph: Builder): Gate {
  const url = graph.table.get('function_url')?.get(id)
  const auth = url && scalarAt(url.attributes, 'auth')
  if (auth === 'NONE') return wide
  const signed = scalarAt(origin, 'access_control')
  if (signed === true) return wide
  if (signed === false && auth === 'AWS_IAM') return closed
  return openGate('private', 'public', url ? whyOf(url, 'auth') : 'the address lies outside of what was given')
}

function pathsOf(distribution: DerivedEntity, origin: string): string {
  const behaviors = mapsAt(distribution.attributes, 'behaviors')
  const paths = behaviors.filter((one) => scalarAt(one, 'origin') === origin).map((one) => scalarAt(one, 'path'))
  return paths.filter((path) => typeof path === 'string' && path !== '*').join(', ')
}

export function whyOf(entity: DerivedEntity, attribute: string): string {
  return causeAt(entity.attributes, attribute)?.why ?? `${attribute} of ${entity.id} is not known`
}

/** Whether every listener that answers asks callers to sign in. */
export function listenersDoor(balancer: DerivedEntity): Gate {
  const listeners = listAt(balancer.attributes, 'listeners')
  const answering = mapsAt(balancer.attributes, 'listeners').filter((one) => scalarAt(one, 'redirects') !== true)
  if (answering.some((one) => scalarAt(one, 'authenticated') === false)) return wide
  if (listeners.open || answering.some((one) => scalarAt(one, 'authenticated') === undefined))
    return openGate('organisation', 'public', whyOf(balancer, 'listeners'))
  return answering.length === 0 ? wide : gate('organisation')
}
