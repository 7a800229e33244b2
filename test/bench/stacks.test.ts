import { expect, test } from 'vitest'
import { makeInput, select } from '../../bench/inputs.ts'
import { type Family, template } from '../../bench/stacks.ts'
import { loadPolicy } from '../../engine/evaluate/wasm.ts'
import { bundle } from '../support/scan.ts'

const { policies } = bundle.manifest
const ids = policies.map(({ id }) => id)

test.each<readonly [Family, Readonly<Record<string, number>>]>([
  [
    'few findings',
    {
      'denial_of_wallet/recursive_loop': 2,
      'encryption/no_customer_key': 160,
      'least_privilege/no_permissions_boundary': 100,
      'least_privilege/wildcard_actions': 2,
      'observability/no_tracing': 2,
    },
  ],
  [
    'many findings',
    {
      'denial_of_wallet/recursive_loop': 10,
      'encryption/no_customer_key': 160,
      'failure_handling/deprecated_runtime': 20,
      'least_privilege/no_permissions_boundary': 100,
      'least_privilege/wildcard_actions': 20,
      'observability/no_tracing': 100,
      'secrets/literal_secret': 20,
      'transport_security/verification_disabled': 20,
    },
  ],
])('a hundred functions with %s have these', async (family, expected) => {
  const { document } = await makeInput(100, family, policies)
  expect(findingsByPolicy(select(document, ids))).toEqual(expected)
})

test('a stack of several templates has the entities of all, and they are whole', async () => {
  const { document, bytes } = await makeInput(1010, 'few findings', policies)
  const { functions, queues, roles } = document as Readonly<Record<string, Readonly<Record<string, object>>>>
  expect([functions, queues, roles].map((collection) => Object.keys(collection ?? {}).length)).toEqual([
    1010, 505, 1010,
  ])
  expect(functions?.Function1009).toMatchObject({ name: 'unit-1009', role: 'Role1009', log_group: 'Logs1009' })
  expect(bytes).toBe(Buffer.byteLength(JSON.stringify(document)))
})

test('parts are numbered on, so that no name is there twice', () => {
  const names = [template(10, 'few findings'), template(10, 'few findings', 10)].flatMap((text) =>
    Object.keys(JSON.parse(text).Resources),
  )
  expect(new Set(names).size).toBe(names.length)
})

test('policies are selected by practice', () => {
  expect(select({ now: '2026-11-01' }, ['secrets/literal_secret', 'least_privilege/a', 'least_privilege/b'])).toEqual({
    now: '2026-11-01',
    selected: { secrets: ['literal_secret'], least_privilege: ['a', 'b'] },
  })
})

function findingsByPolicy(document: object): Record<string, number> {
  const results = loadPolicy(bundle.wasm, { memoryLimitMb: 256 }).evaluate('main/findings', document)
  const counts: Record<string, number> = {}
  for (const { policy } of (results as readonly { policy: string }[]).filter((result) => 'entity' in result)) {
    counts[policy] = (counts[policy] ?? 0) + 1
  }
  return counts
}
