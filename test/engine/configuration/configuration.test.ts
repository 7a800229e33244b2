import { describe, expect, test } from 'vitest'
import { readConfiguration } from '../../../engine/configuration/configuration.ts'

/** What was read, without where it stands; or what is wrong. */
function read(text: string) {
  const answer = readConfiguration({ path: 'portcullis.yaml', text })
  return 'problems' in answer ? answer : { configuration: answer.configuration }
}

test('settings are read as they stand', () => {
  const text = `
failOn: high
stacks:
  - path: infra
    environments:
      prod: { region: eu-central-1, account: '123456789012', parameters: { Stage: prod, Days: 7, Zones: [a, b] } }
server:
  port: 9000
  timeLimit: 2.5
  bodyLimit: 5MB
  environments:
    prod: { unknown: fail, variables: { stage: prod } }
`
  expect(read(text)).toEqual({
    configuration: {
      failOn: 'high',
      stacks: [
        {
          path: 'infra',
          environments: {
            prod: {
              region: 'eu-central-1',
              account: '123456789012',
              parameters: { Stage: 'prod', Days: 7, Zones: ['a', 'b'] },
            },
          },
        },
      ],
      server: {
        port: 9000,
        timeLimit: 2.5,
        bodyLimit: '5MB',
        environments: { prod: { unknown: 'fail', variables: { stage: 'prod' } } },
      },
    },
  })
})

test('a parameter may be anything: its policy knows its type', () => {
  expect(read('settings: {a/b: {parameters: {x: [1, {y: null}]}}}')).toEqual({
    configuration: { settings: { 'a/b': { parameters: { x: [1, { y: null }] } } } },
  })
})

test('it is known where each setting stands', () => {
  const text = 'settings:\n  a/b:\n    exclude:\n      - {match: {kind: role}, reason: old}\n'
  const answer = readConfiguration({ path: 'conf/portcullis.yaml', text })
  const placeOf = 'placeOf' in answer ? answer.placeOf : () => undefined
  const place = (line: number, from: number, to: number) => ({
    file: 'conf/portcullis.yaml',
    startLine: line,
    startColumn: from,
    endLine: line,
    endColumn: to,
  })
  expect(placeOf(['settings', 'a/b'])).toEqual(place(2, 3, 6))
  expect(placeOf(['settings', 'a/b', 'exclude', 0])).toEqual(place(4, 9, 43))
  expect(placeOf(['settings', 'a/b', 'exclude', 1, 'match'])).toEqual(place(3, 5, 12))
})

test.each(['', '# nothing yet\n', 'null'])('a file without settings holds none: %j', (text) => {
  expect(read(text)).toEqual({ configuration: {} })
})

describe('what is wrong is said with its place', () => {
  test.each([
    ['failon: high', '1:1: there is no setting "failon". Did you mean failOn?'],
    [
      'colour: true',
      '1:1: there is no setting "colour". The settings are profile, failOn, unknown, only, skip, settings, policies, stacks, roles, server.',
    ],
    ['server:\n  prot: 1', '2:3: server has no setting "prot". Did you mean port?'],
    ['server:\n  port: http', '2:9: server.port takes a whole number from 0 to 65535; it is "http".'],
    ['server:\n  port: 70000', '2:9: server.port takes a whole number from 0 to 65535; it is 70000.'],
    ['server:\n  timeLimit: 0', '2:14: server.timeLimit takes a number above 0 to 3600; it is 0.'],
    ['server:\n  bodyLimit: lots', '2:14: server.bodyLimit takes a text like 20MB; it is "lots".'],
    [
      'server:',
      '1:8: server has no value; it takes a map of host, port, threads, timeLimit, memoryLimit, bodyLimit, fileLimit, waitingLimit, logLevel, environments.',
    ],
    [
      'failOn: hihg',
      '1:9: failOn takes one of critical, high, medium, low, info, none; it is "hihg". Did you mean high?',
    ],
    ['stacks: infra', '1:9: stacks takes a list, each item a map of path, environments.'],
    ['stacks:\n  - environments: {}', '2:5: stacks[0] needs path.'],
    [
      'server:\n  environments:\n    prod:\n      account: 123456789012',
      '4:16: server.environments.prod.account takes a text like 123456789012; it is the number 123456789012. Write it in quotes.',
    ],
    [
      'server: {environments: {prod: {parameters: {A: {b: c}}}}}',
      '1:48: server.environments.prod.parameters.A takes a text, a number, true, false or a list of these.',
    ],
    ['settings: {secrets: {exclude: [{match: {kind: role}}]}}', '1:32: settings.secrets.exclude[0] needs reason.'],
    [
      'settings: {secrets: {exclude: [{match: {kind: role}, reason: " "}]}}',
      '1:62: settings.secrets.exclude[0].reason takes a text like "it is switched off in May"; it is " ".',
    ],
    [
      'settings: {secrets: {exclude: [{match: {}, reason: old}]}}',
      '1:40: settings.secrets.exclude[0].match needs one of path, resource, kind, tag.',
    ],
    [
      'settings: {secrets: {exclude: [{match: {kind: fuction}, reason: old}]}}',
      '1:47: settings.secrets.exclude[0].match.kind takes one of alarm, api, api_stage, …; it is "fuction". Did you mean function?',
    ],
    ['settings: {secrets: {severty: low}}', '1:22: settings.secrets has no setting "severty". Did you mean severity?'],
    [
      '- a',
      '1:1: The file takes a map of profile, failOn, unknown, only, skip, settings, policies, stacks, roles, server.',
    ],
    ['a: &x 1\nb: *x', '2:4: aliases are not read here; write the value out.'],
    ['failOn: !grave high', '1:9: Unresolved tag: !grave.'],
    ['failOn: high\n---\nfailOn: low', '2:1: one document is read, and here another begins.'],
    ['failOn: high\nfailOn: none', '2:1: Map keys must be unique.'],
    ['server: {', '1:10: Flow map in block collection must be sufficiently indented and end with a }.'],
  ])('%j', (text, said) => {
    const answer = read(text)
    expect('problems' in answer ? answer.problems[0] : answer).toBe(`portcullis.yaml:${said}`)
  })

  test.each([
    ['trust: write', '1:20: roles.R.trust takes a policy document; it is "write".'],
    ['trust: {Statement: {Efect: Allow}}', '1:32: roles.R.trust.Statement needs Effect.'],
    [
      'trust: {Statement: [{Effect: Allow, Principal: me}]}',
      '1:60: roles.R.trust.Statement[0].Principal takes "*" or a map of AWS, Service, Federated, CanonicalUser; it is "me".',
    ],
    [
      'policies: {a: {Statement: [{Effect: allow}]}}',
      '1:49: roles.R.policies.a.Statement[0].Effect takes one of Allow, Deny; it is "allow". Did you mean Allow?',
    ],
    [
      'policies: {a: {Statement: [{Effect: Allow, Action: [s3:Get*, s3]}]}}',
      '1:74: roles.R.policies.a.Statement[0].Action[1] takes a text like s3:GetObject; it is "s3".',
    ],
    [
      'managedPolicies: [ReadOnlyAccess]',
      '1:31: roles.R.managedPolicies[0] takes a text like arn:aws:iam::aws:policy/ReadOnlyAccess; it is "ReadOnlyAccess".',
    ],
  ])('of a role: %j', (text, said) => {
    const answer = read(`roles: {R: {${text}}}`)
    expect('problems' in answer ? answer.problems[0] : answer).toBe(`portcullis.yaml:${said}`)
  })

  test('what no schema fits is told by the one that is meant, item by item', () => {
    const statements = '[{Effect: Allow, Action: s3}, {Effect: Allow, Action: [s3:Get*]}, {Effect: Allow, Action: {}}]'
    expect(read(`roles: {R: {policies: {a: {Statement: ${statements}}}}}`)).toEqual({
      problems: [
        'portcullis.yaml:1:64: roles.R.policies.a.Statement[0].Action takes a text like s3:GetObject; it is "s3".',
        'portcullis.yaml:1:129: roles.R.policies.a.Statement[2].Action takes a text like s3:GetObject or a list, each item a text like s3:GetObject.',
      ],
    })
  })

  test('all of it at once', () => {
    const answer = read('failOn: hihg\nserver:\n  port: -1\n  hots: x\n')
    expect(answer).toEqual({
      problems: [
        'portcullis.yaml:1:9: failOn takes one of critical, high, medium, low, info, none; it is "hihg". Did you mean high?',
        'portcullis.yaml:3:9: server.port takes a whole number from 0 to 65535; it is -1.',
        'portcullis.yaml:4:3: server has no setting "hots". Did you mean host?',
      ],
    })
  })
})
