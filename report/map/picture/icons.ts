import type { NodeKind } from '../../../model/map.ts'

/** The sign of a kind, as the data of a path in 16 by 16. */
export function iconOf(kind: NodeKind): string {
  return icons[groups[kind] ?? 'thing'] ?? ''
}

const icons: Readonly<Record<string, string>> = {
  code: 'M3 13.5 7 5.5M5.5 2.5h1.5l5 11h1.5',
  store: 'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  queue: 'M1.5 4.5h13v7h-13zM5.5 4.5v7M9.5 4.5v7',
  spread: 'M2 8h4M6 8l6-4.5M6 8h7M6 8l6 4.5M12 3.5h2M12 12.5h2M13 8h1',
  door: 'M2 3h12v10H2zM2 6h12M4.5 4.5h.01M6.5 4.5h.01M5 11l2-1.5L5 8M8.5 11H11',
  key: 'M5.5 7a3 3 0 1 0 0 .01M8.5 7h6M12 7v3M14.5 7v2',
  globe:
    'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM1.5 8h13M8 1.5c2 1.8 2.8 4 2.8 6.5S10 12.7 8 14.5C6 12.7 5.2 10.5 5.2 8S6 3.3 8 1.5z',
  person: 'M10.5 5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM3 14c.5-3 2.5-4.5 5-4.5s4.5 1.5 5 4.5',
  clock: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM8 4v4l3 2',
  note: 'M3 2h7l3 3v9H3zM10 2v3h3M5.5 8.5h5M5.5 11h3',
  flow: 'M2 3h5v4H2zM9 9h5v4H9zM4.5 7v4H9',
  thing: 'M8 1.5 14 5v6.5L8 14.5 2 11.5V5zM2 5l6 3 6-3M8 8v6.5',
}

const groups: Readonly<Partial<Record<NodeKind, string>>> = {
  function: 'code',
  table: 'store',
  bucket: 'store',
  file_system: 'store',
  queue: 'queue',
  stream: 'queue',
  topic: 'spread',
  event_bus: 'spread',
  event_rule: 'clock',
  schedule: 'clock',
  api: 'door',
  graphql_api: 'door',
  function_url: 'door',
  distribution: 'door',
  load_balancer: 'door',
  role: 'key',
  key: 'key',
  secret: 'key',
  internet: 'globe',
  principal: 'person',
  iam_user: 'person',
  pattern: 'note',
  log_group: 'note',
  state_machine: 'flow',
}
