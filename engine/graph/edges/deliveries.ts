import type { DerivedEntity, LinkAttribute } from '../../../model/attribute.ts'
import { causeAt, linkAt, linksAt, listAt, mapsAt, scalarAt, textAt, textsAt } from '../../attributes.ts'
import { closed } from '../gate.ts'
import { addEach, type Builder, defaultBus, type NewEdge } from '../graph.ts'
import { graphqlDoor, isOff, unsure } from './triggers.ts'

/** What hands events, messages, tasks and logs on, beside the triggers of functions. */
export function addDeliveries(graph: Builder): void {
  addEach(graph, {
    event_rule: addRule,
    topic: addTopic,
    bucket: addBucket,
    queue: addQueue,
    log_group: addLogGroup,
    state_machine: addMachine,
    function: addFunction,
    graphql_api: addSources,
  })
}

function addRule(rule: DerivedEntity, graph: Builder): void {
  const { attributes } = rule
  const node = graph.entity('event_rule', rule.id)
  const off = isOff(rule)
  if (scalarAt(attributes, 'pattern') !== null && scalarAt(attributes, 'service') !== 'scheduler') {
    const bus = linkAt(attributes, 'bus')
    const sources = textsAt(attributes, 'pattern/sources')
    graph.add({
      from: bus ? graph.link(bus) : graph.other(defaultBus, 'event_bus', 'default event bus'),
      to: node,
      relation: 'delivers',
      label: [...sources, ...textsAt(attributes, 'pattern/detail_types')].join(', '),
      by: rule,
      at: bus?.at ?? attributes.at,
      off,
      why: unsure(rule) ?? causeAt(attributes, 'bus')?.why ?? null,
    })
  }
  for (const target of mapsAt(attributes, 'targets')) {
    addUnlessFunction(rule, linkAt(target, 'target'), 'delivers', textAt(attributes, 'schedule') ?? '', graph, { off })
    addUnlessFunction(rule, linkAt(target, 'dead_letter'), 'fails_to', 'failed events', graph)
  }
}

function addTopic(topic: DerivedEntity, graph: Builder): void {
  for (const one of mapsAt(topic.attributes, 'subscriptions')) {
    addUnlessFunction(topic, linkAt(one, 'target'), 'delivers', String(scalarAt(one, 'protocol') ?? ''), graph)
    addUnlessFunction(topic, linkAt(one, 'dead_letter'), 'fails_to', 'failed messages', graph)
  }
}

function addBucket(bucket: DerivedEntity, graph: Builder): void {
  for (const target of linksAt(bucket.attributes, 'notifications'))
    addUnlessFunction(bucket, target, 'delivers', 'notifications', graph)
  if (scalarAt(bucket.attributes, 'event_bridge') !== true) return
  graph.add({
    from: graph.entity('bucket', bucket.id),
    to: graph.other(defaultBus, 'event_bus', 'default event bus'),
    relation: 'delivers',
    label: 'notifications',
    by: bucket,
    at: bucket.attributes.at,
    // Whether a rule takes events of this very bucket is written in its pattern, and then it is the rule's source.
    causes: false,
    outside: closed,
  })
}

function addQueue(queue: DerivedEntity, graph: Builder): void {
  addUnlessFunction(queue, linkAt(queue.attributes, 'redrive/target'), 'fails_to', 'failed messages', graph)
}

function addLogGroup(group: DerivedEntity, graph: Builder): void {
  for (const target of linksAt(group.attributes, 'subscriptions'))
    addUnlessFunction(group, target, 'delivers', 'logs', graph)
}

function addMachine(machine: DerivedEntity, graph: Builder): void {
  for (const state of mapsAt(machine.attributes, 'states')) {
    const name = String(scalarAt(state, 'name') ?? '')
    addUnlessFunction(machine, linkAt(state, 'target'), 'runs', name, graph)
  }
  const role = linkAt(machine.attributes, 'role')
  if (role) addRole(machine, role, graph)
}

function addFunction(fn: DerivedEntity, graph: Builder): void {
  const { attributes } = fn
  const node = graph.entity('function', fn.id)
  const role = linkAt(attributes, 'role')
  if (role) addRole(fn, role, graph)
  for (const settings of mapsAt(attributes, 'asynchronous')) {
    addUnlessFunction(fn, linkAt(settings, 'on_success'), 'delivers', 'results', graph)
    addUnlessFunction(fn, linkAt(settings, 'on_failure'), 'fails_to', 'failed events', graph)
  }
  addUnlessFunction(fn, linkAt(attributes, 'dead_letter'), 'fails_to', 'failed events', graph)
  const logs = linkAt(attributes, 'log_group')
  if (!logs) return
  // Every run writes to it; only where somebody listens does that matter to the drawing.
  const heard = graph.table.get('log_group')?.get(logs.id)
  const isHeard = heard !== undefined && listAt(heard.attributes, 'subscriptions').items.length > 0
  if (isHeard) graph.add({ from: node, to: graph.link(logs), relation: 'delivers', label: 'logs', by: fn, at: logs.at })
}

/** Where the data of a GraphQL API comes from, beside functions. */
function addSources(api: DerivedEntity, graph: Builder): void {
  const outside = graphqlDoor(api)
  for (const source of mapsAt(api.attributes, 'data_sources'))
    addUnlessFunction(api, linkAt(source, 'target'), 'calls', String(scalarAt(source, 'name') ?? ''), graph, {
      outside,
    })
  const from = graph.entity('graphql_api', api.id)
  for (const fn of linksAt(api.attributes, 'authorizer_functions'))
    graph.add({ from, to: graph.link(fn), relation: 'calls', label: 'authorizer', by: api, at: fn.at })
}

function addRole(user: DerivedEntity, role: LinkAttribute, graph: Builder): void {
  graph.add({
    from: graph.entity(user.kind, user.id),
    to: graph.link(role),
    relation: 'runs_as',
    label: '',
    by: user,
    at: role.at,
  })
}

/** Functions are run by triggers, which say more. */
function addUnlessFunction(
  from: DerivedEntity,
  to: LinkAttribute | undefined,
  relation: NewEdge['relation'],
  label: string,
  graph: Builder,
  more: Partial<NewEdge> = {},
): void {
  if (!to || to.kind === 'function') return
  graph.add({
    from: graph.entity(from.kind, from.id),
    to: graph.link(to),
    relation,
    label,
    by: from,
    at: to.at,
    ...more,
  })
}
