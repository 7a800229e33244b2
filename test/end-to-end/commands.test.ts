import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { portcullis } from '../support/cli-runner.ts'

const template = `Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {QueueName: jobs}
`

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect((await portcullis('--version')).stdout).toBe(`portcullis ${version}\n`)
})

test.each([
  [['--help']],
  [['check', '--help']],
  [['model', '--help']],
  [['map', '--help']],
  [['explain', '--help']],
  [['policy', '--help']],
  [['policy', 'list', '--help']],
  [['policy', 'new', '--help']],
  [['policy', 'test', '--help']],
  [['policy', 'fmt', '--help']],
])('%j explains the command', async (args) => {
  const { stdout } = await portcullis(...args)
  expect(stdout).toMatch(new RegExp(`^Usage: portcullis ${args.slice(0, -1).join(' ')}`))
})

describe('map', () => {
  test.each([
    ['text', /^app\.yaml 0 functions, 0 roles\n/],
    ['json', /^\{\n {2}"schemaVersion": "1",\n {2}"stacks": \[\n {4}\{\n {6}"id": "app\.yaml",/],
    ['mermaid', /^flowchart LR\n/],
    ['dot', /^digraph application \{\n/],
  ])('draws as %s', async (format, drawing) => {
    const { stdout } = await portcullis('map', 'app.yaml', '--format', format).withFile('app.yaml', template)
    expect(stdout).toMatch(drawing)
  })

  test('asks for a path', async () => {
    await portcullis('map')
      .expectExit(2)
      .expectStderr('portcullis: map takes a PATH to read: a file, a folder, or - for standard input.\n')
  })
})

describe('model', () => {
  test('gives the document that policies see', async () => {
    const { stdout } = await portcullis('model', 'app.yaml').withFile('app.yaml', template)
    const model = JSON.parse(stdout)
    expect(model).toMatchObject({
      schemaVersion: '1',
      diagnostics: [],
      stacks: [{ id: 'app.yaml', format: 'cloudformation' }],
    })
    expect(model.stacks[0].input.queues).toMatchObject({ Jobs: { name: 'jobs' } })
  })

  test('gives the resources in their own words', async () => {
    const { stdout } = await portcullis('model', 'app.yaml', '--view', 'native').withFile('app.yaml', template)
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: '1',
      stacks: [
        {
          id: 'app.yaml',
          format: 'cloudformation',
          resources: [
            {
              id: 'Jobs',
              type: 'AWS::SQS::Queue',
              mode: 'managed',
              properties: { QueueName: 'jobs' },
              location: { file: 'app.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 },
            },
          ],
          outputs: {},
        },
      ],
      diagnostics: [],
    })
  })

  test('of what cannot be read exits with 3 and is still JSON', async () => {
    const { stdout } = await portcullis('model', 'app.json')
      .withFile('app.json', '{"Resources": {"A": {"Type": "A::B",}]')
      .expectExit(3)
    expect(JSON.parse(stdout).diagnostics).toMatchObject([{ severity: 'error', code: 'SYNTAX' }])
  })
})

describe('explain and policy list', () => {
  test('every listed policy can be explained, with an example', async () => {
    const { policies } = JSON.parse((await portcullis('policy', 'list', '--format', 'json')).stdout)
    const ids: readonly string[] = policies.map(({ id }: { readonly id: string }) => id)
    expect(ids.length).toBeGreaterThan(0)
    const { stdout: listed } = await portcullis('policy', 'list')
    for (const id of ids) {
      expect(listed).toContain(id)
      const explained = JSON.parse((await portcullis('explain', id, '--format', 'json')).stdout).policies[0]
      expect(explained.id).toBe(id)
      expect(explained.examples.join()).toMatch(/fail.*pass/)
    }
  })

  test('a policy is explained for people', async () => {
    const { stdout } = await portcullis('explain', 'failure_handling/deprecated_runtime')
    expect(stdout).toMatch(/failure_handling\/deprecated_runtime · judges/)
    expect(stdout).toMatch(/^ +fix /m)
    expect(stdout).toMatch(/╭ fail fail/)
  })

  test('an unknown policy is refused with what was meant', async () => {
    await portcullis('explain', 'deprecated_runtime')
      .expectExit(2)
      .expectStderr(
        'portcullis: There is nothing to explain by the name "deprecated_runtime", and there is no such policy or practice. Did you mean failure_handling/deprecated_runtime?\n',
      )
  })

  test('a finding of a report is explained', async () => {
    const broken = `Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs12.x, Handler: index.handler, Role: !Ref Role, Code: {ZipFile: x}}
Parameters:
  Role: {Type: String}
`
    const { stdout: json } = await portcullis('check', 'app.yaml', '--format', 'json')
      .withFile('app.yaml', broken)
      .expectExit(1)
    const finding = JSON.parse(json).findings.find(
      ({ policy }: { policy: string }) => policy === 'failure_handling/deprecated_runtime',
    )
    const start = finding.fingerprint.slice(0, 14)
    const { stdout } = await portcullis('explain', start, '--in', 'report.json')
      .withFile('report.json', json)
      .withFile('app.yaml', broken)
    expect(stdout).toContain('app.yaml:4:')
    expect(stdout).toContain(finding.fingerprint)
    await portcullis('explain', 'secrets/literal_secret', '--in', 'report.json')
      .withFile('report.json', json)
      .expectExit(2)
      .expectStderr('portcullis: report.json has no finding with the fingerprint or policy "secrets/literal_secret".\n')
  })
})
