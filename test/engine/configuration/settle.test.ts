import { expect, test } from 'vitest'
import { type Layer, settle } from '../../../engine/configuration/settle.ts'
import { selectPolicies } from '../../../engine/select.ts'
import type { Manifest, Policy, Profile } from '../../../model/policy.ts'
import { describedPolicy } from '../../support/policies.ts'

const policy = (id: string): Policy =>
  describedPolicy(id, { most: { type: 'integer', default: 1 }, names: { type: 'array', default: [] } })

const profile = (policies: readonly string[], settings: Profile['settings'] = {}): Profile => ({
  title: 'A profile',
  description: 'For this test.',
  policies,
  settings,
})

/** Two of three of our policies are on by default; and one of an organisation. */
const manifests: readonly Manifest[] = [
  {
    name: 'builtin',
    digest: 'sha256:00',
    policies: [policy('keys/own_key'), policy('roles/shared'), policy('roles/wide')],
    profiles: {
      default: profile(['roles/shared', 'roles/wide']),
      strict: profile(['keys/own_key', 'roles/shared'], {
        'roles/shared': { severity: 'high', parameters: { most: 3, names: ['a'] } },
      }),
    },
  },
  { name: 'acme', digest: 'sha256:01', policies: [policy('acme/owner')] },
]

function on(...layers: readonly Layer['judging'][]): readonly string[] {
  const settings = settle(
    layers.map((judging) => ({ judging })),
    manifests,
    '2026-11-22',
  )
  return selectPolicies(
    manifests.flatMap(({ policies }) => policies),
    settings,
  ).map(({ id }) => id)
}

test.each([
  ['nothing is said: the default', [{}], ['roles/shared', 'roles/wide', 'acme/owner']],
  ['a profile', [{ profile: 'strict' }], ['keys/own_key', 'roles/shared', 'acme/owner']],
  ['a later profile', [{ profile: 'strict' }, { profile: 'default' }], ['roles/shared', 'roles/wide', 'acme/owner']],
  [
    'settings of a policy that is off turn it on',
    [{ settings: { 'keys/own_key': { unknown: 'fail' } } }],
    ['keys/own_key', 'roles/shared', 'roles/wide', 'acme/owner'],
  ],
  [
    'settings of a practice turn nothing on',
    [{ settings: { keys: { unknown: 'fail' } } }],
    ['roles/shared', 'roles/wide', 'acme/owner'],
  ],
  ['only names one that is off', [{ only: ['keys/own_key'] }], ['keys/own_key']],
  ['only names a practice', [{ only: ['keys'] }], ['keys/own_key']],
  ['skip counts more', [{ only: ['roles'], skip: ['roles/wide'] }], ['roles/shared']],
  [
    'skip leaves out what settings name',
    [{ skip: ['keys'], settings: { 'keys/own_key': { severity: 'low' } } }],
    ['roles/shared', 'roles/wide', 'acme/owner'],
  ],
] as const)('what judges where %s', (_, layers, expected) => {
  expect(on(...(layers as unknown as readonly Layer['judging'][]))).toEqual(expected)
})

test('what is said of a policy comes before what is said of its practice, and both before the profile', () => {
  const place = { file: 'conf/portcullis.yaml', startLine: 9, startColumn: 1, endLine: 9, endColumn: 2 }
  const settings = settle(
    [
      {
        judging: {
          profile: 'strict',
          failOn: 'low',
          settings: {
            'roles/shared': { unknown: 'fail', parameters: { most: 7 } },
            roles: {
              severity: 'low',
              unknown: 'ignore',
              exclude: [{ match: { path: '../legacy', kind: 'role' }, reason: 'old' }],
            },
          },
        },
        folder: 'conf',
        placeOf: () => place,
      },
      {
        judging: {
          unknown: 'fail',
          settings: { 'roles/shared': { exclude: [{ match: { resource: 'A*' }, reason: 'A is right' }] } },
        },
      },
    ],
    manifests,
    '2026-11-22',
  )
  const ofPractice = { match: { path: 'legacy', kind: 'role' }, reason: 'old', location: place }
  expect(settings).toEqual({
    only: [],
    skip: [],
    failOn: 'low',
    unknown: 'fail',
    now: '2026-11-22',
    profile: 'strict',
    on: ['keys/own_key', 'roles/shared', 'acme/owner'],
    policies: {
      'roles/shared': {
        severity: 'low',
        unknown: 'fail',
        parameters: { most: 7, names: ['a'] },
        exclude: [ofPractice, { match: { resource: 'A*' }, reason: 'A is right', location: null }],
      },
      'roles/wide': { severity: 'low', unknown: 'ignore', exclude: [ofPractice] },
    },
  })
})
