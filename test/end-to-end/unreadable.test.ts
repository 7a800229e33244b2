import { describe, expect, test } from 'vitest'
import { portcullis } from '../support/cli-runner.ts'

// Whatever is given, the answer comes within these bounds, is one sentence a problem, and is never green.
const seconds = 2
const megabytes = 500

interface Case {
  readonly what: string
  readonly path: string
  readonly content?: string | Uint8Array
  /** What is checked; the file itself unless given. */
  readonly args?: readonly string[]
  readonly code: string
  readonly message: RegExp
  /** `line:column` of the diagnostic, where it has one. */
  readonly at?: string
}

const cases: readonly Case[] = [
  {
    what: 'a path that does not exist',
    path: 'template.yaml',
    content: 'Resources: {}\n',
    args: ['tempalte.yaml'],
    code: 'PATH_NOT_FOUND',
    message: /^There is no file or folder tempalte\.yaml\. Did you mean template\.yaml\?$/,
  },
  {
    what: 'a folder with nothing to check',
    path: 'notes.md',
    content: '# Notes\n',
    args: [],
    code: 'NOTHING_TO_CHECK',
    message:
      /^Nothing to check under \.: passed over 1 file \(1 \.md\)\. Inputs are CloudFormation templates .* and Terraform sources/,
  },
  {
    what: 'malformed YAML',
    path: 'template.yaml',
    content: 'Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: [jobs}\n',
    code: 'SYNTAX',
    message: /./,
    at: '4:',
  },
  {
    what: 'malformed YAML that shows no template',
    path: 'values.yaml',
    content: 'a: 1\nb: [1, 2\nc: 3\n',
    code: 'SYNTAX',
    message: /./,
    at: '',
  },
  {
    what: 'malformed JSON',
    path: 'template.json',
    content: '{\n  "Resources": {\n    "Jobs": {"Type": "AWS::SQS::Queue",,}\n  }\n}\n',
    code: 'SYNTAX',
    message: /./,
    at: '3:',
  },
  {
    what: 'malformed HCL',
    path: 'main.tf',
    content: 'resource "aws_sqs_queue" "jobs" {\n  name = \n}\n',
    code: 'SYNTAX',
    message: /./,
    at: '2:',
  },
  {
    what: 'a binary file',
    path: 'photo.yaml',
    content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
    code: 'FILE_NOT_TEXT',
    message: /^photo\.yaml is a binary file, not text\.$/,
  },
  {
    what: 'a file that is no format of ours',
    path: 'settings.yaml',
    content: 'debug: true\n',
    code: 'FORMAT_NOT_RECOGNISED',
    message: /^settings\.yaml is neither a CloudFormation template .* nor a Terraform source/,
  },
  {
    what: 'a template of 50 MB',
    path: 'template.json',
    content: `{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}, "Metadata": "${'x'.repeat(50 * 1024 * 1024)}"}`,
    code: 'FILE_TOO_LARGE',
    message: /^template\.json has 50 MB; at most 10 MB are read\./,
  },
  {
    what: 'YAML nested 10,000 deep',
    path: 'template.yaml',
    content: `Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    code: 'TOO_DEEP',
    message: /./,
    at: '4:',
  },
  {
    what: 'YAML nested 1,000 deep by indentation',
    path: 'template.yaml',
    content: `Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\nMetadata:\n${Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth + 1)}a:\n`).join('')}`,
    code: 'TOO_DEEP',
    message: /./,
    at: '',
  },
  {
    what: 'JSON nested 10,000 deep',
    path: 'template.json',
    content: `{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}}}`,
    code: 'TOO_DEEP',
    message: /./,
    at: '1:',
  },
  {
    what: 'HCL nested 10,000 deep',
    path: 'main.tf',
    content: `resource "aws_sqs_queue" "jobs" {\n  name = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n}\n`,
    code: 'TOO_DEEP',
    message: /./,
    at: '2:',
  },
  {
    what: 'HCL templates nested 10,000 deep',
    path: 'main.tf',
    content: `resource "aws_sqs_queue" "jobs" {\n  name = ${'"${'.repeat(10_000)}1${'}"'.repeat(10_000)}\n}\n`,
    code: 'TOO_DEEP',
    message: /./,
    at: '',
  },
  {
    what: 'a YAML alias bomb',
    path: 'template.yaml',
    content: `Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\nMetadata:\n${bomb(9, 10)}`,
    code: 'TOO_MANY_VALUES',
    message: /./,
    at: '',
  },
]

describe('what cannot be read is one clear message, in time and memory, and never green', () => {
  test.each(cases)('$what', async ({ path, content, args = [path], code, message, at }) => {
    const run = portcullis('check', '--format', 'json', ...args).expectExit(3)
    const outcome = await (content === undefined ? run : run.withFile(path, content))
    const report = JSON.parse(outcome.stdout)
    expect(report.decision).toBe('error')
    const [first, ...more] = report.diagnostics
    expect({ code: first.code, severity: first.severity, more }).toEqual({ code, severity: 'error', more: [] })
    expect(first.message).toMatch(message)
    expect(first.message).not.toMatch(/\n\s+at /)
    if (at !== undefined) expect(place(first.location)).toMatch(new RegExp(`^${path}:${at}`))
    expect(outcome.seconds).toBeLessThan(seconds)
    expect(outcome.megabytes).toBeLessThan(megabytes)
  })
})

test('for people the place is written as editors read it', async () => {
  const content = '{\n  "Resources": {\n    "Jobs": {"Type": "AWS::SQS::Queue",,}\n  }\n}\n'
  const { stdout } = await portcullis('check', 'template.json').withFile('template.json', content).expectExit(3)
  expect(stdout).toMatch(/template\.json:3:\d+/)
  expect(stdout).toMatch(/^Not decided: 1 error/m)
})

test('one broken file hides nothing of the others', async () => {
  const { stdout } = await portcullis('check', '--format', 'json')
    .withFile('broken.yaml', 'Resources:\n  Jobs: {Type: AWS::SQS::Queue, [\n')
    .withFile('sound.yaml', 'Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n')
    .expectExit(3)
  const { stacks } = JSON.parse(stdout)
  expect(stacks.map((stack: { path: string; status: string }) => `${stack.path} ${stack.status}`)).toEqual([
    'broken.yaml failed',
    'sound.yaml complete',
  ])
})

/** Lists of lists: `width` to the power of `levels` values in a few lines. */
function bomb(levels: number, width: number): string {
  const line = (level: number) =>
    `  l${level}: &l${level} [${Array(width)
      .fill(level === 0 ? 'x' : `*l${level - 1}`)
      .join(', ')}]\n`
  return Array.from({ length: levels }, (_, level) => line(level)).join('')
}

function place(location: { file: string; startLine: number; startColumn: number } | null): string {
  return location === null ? 'nowhere' : `${location.file}:${location.startLine}:${location.startColumn}`
}
