import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../engine/configuration/profiles.ts'
import { bundle } from '../support/scan.ts'

const file = (path: string) => ({ path, text: readFileSync(path, 'utf8') })
const names = readdirSync('policies/profiles').sort()
const read = readProfiles(
  file('policies/practices.yaml'),
  names.map((name) => file(`policies/profiles/${name}`)),
  bundle.manifest.policies,
)
const { practices, files, profiles } = 'problems' in read ? { practices: {}, files: {}, profiles: {} } : read
const built = bundle.manifest.policies.map(({ id }) => id)
const known = Object.entries(practices).flatMap(([practice, { policies }]) =>
  policies.map((name) => `${practice}/${name}`),
)

test('the profiles that ship name nothing that there is not', () => {
  expect(read).toEqual({ practices, files, profiles })
})

test('the bundle holds them', () => {
  expect(bundle.manifest.profiles).toEqual(profiles)
  expect(Object.keys(profiles)).toEqual([
    'article_10_practices',
    'article_4_fundamentals',
    'article_4_practices',
    'article_6_practices',
    'article_9_practices',
    'cost',
    'csa_sas_12',
    'default',
    'owasp_serverless_top_10',
    'regulated',
    'strict',
  ])
})

test('each policy stands once in practices.yaml, under its practice', () => {
  expect(built.filter((id) => !known.includes(id))).toEqual([])
  expect(known.filter((id, index) => known.indexOf(id) !== index)).toEqual([])
})

test('each policy is on by default, or off because the default profile says so', () => {
  const off = files.default?.off ?? []
  const on = profiles.default?.policies ?? []
  expect(off.filter((id) => !known.includes(id))).toEqual([])
  expect(built.filter((id) => on.includes(id) === off.includes(id))).toEqual([])
})

describe.each(Object.entries(files).filter(([, { practices: asked }]) => asked !== undefined))(
  '%s',
  (name, article) => {
    test('each practice it asks for is held by a policy that is built, or to be built', () => {
      const held = (article.practices ?? []).map(({ asks, policies }) => ({
        asks,
        by: known.filter((id) => policies.some((one) => id === one || id.startsWith(`${one}/`))).length,
      }))
      expect(held.length).toBeGreaterThan(3)
      expect(held.filter(({ by }) => by === 0)).toEqual([])
    })

    test('it has on what its practices name, and nothing else', () => {
      const asked = (article.practices ?? []).flatMap(({ policies }) => policies)
      const off = files.default?.off ?? []
      const expected = built.filter((id) => {
        const [practice = ''] = id.split('/')
        return asked.includes(id) || (asked.includes(practice) && !off.includes(id))
      })
      expect(profiles[name]?.policies).toEqual(expected)
    })
  },
)

test.each([
  ['strict', 'default'],
  ['regulated', 'default'],
])('%s has on all that %s has, and more', (more, less) => {
  const [all = [], some = []] = [profiles[more]?.policies, profiles[less]?.policies]
  expect(some.filter((id) => !all.includes(id))).toEqual([])
  expect(all.length).toBeGreaterThan(some.length)
})

describe('what is wrong with a profile is told with its place', () => {
  const practicesFile = {
    path: 'practices.yaml',
    text: 'roles: {title: Roles, policies: [shared, wide], unseen: Much., closest: Little.}\n',
  }
  const shared = { ...bundle.manifest.policies[0], id: 'roles/shared', practice: 'roles' } as never
  const problems = (text: string) =>
    readProfiles(
      practicesFile,
      [
        { path: 'default.yaml', text: 'title: Usual\ndescription: All.\noff: []\n' },
        { path: 'mine.yaml', text: `title: Mine\ndescription: Some.\n${text}\n` },
      ],
      [shared],
    )

  test.each([
    ['on: [roles/shered]', 'mine.yaml:3:6: there is no policy or practice "roles/shered". Did you mean roles/shared?'],
    [
      'practices: [{asks: All., policies: [rolez]}]',
      'mine.yaml:3:37: there is no policy or practice "rolez". Did you mean roles?',
    ],
    ['extends: usual', 'mine.yaml:3:1: there is no profile "usual".'],
    ['extends: mine', 'mine.yaml:3:1: the profile extends itself.'],
    ['settings: {roles: {severity: low}}', 'mine.yaml:3:12: there is no policy "roles".'],
    [
      'settings: {roles/shared: {parameters: {colour: red}}}',
      'mine.yaml:3:40: roles/shared: colour is no parameter of it.',
    ],
    [
      'settings: {roles/shared: {severity: lo}}',
      'mine.yaml:3:37: settings.roles/shared.severity takes one of critical, high, medium, low, info; it is "lo". Did you mean low?',
    ],
    ['of: []', 'mine.yaml:3:1: there is no setting "of". Did you mean on?'],
  ])('%s', (text, problem) => {
    expect(problems(text)).toEqual({ problems: [problem] })
  })

  test('a policy that is not built yet may be named', () => {
    expect(problems('extends: default\non: [roles/wide]\noff: [roles/shared]')).toMatchObject({
      profiles: { default: { policies: ['roles/shared'] }, mine: { policies: [] } },
    })
  })
})
