import { expect, test } from 'vitest'
import { isBatch, runBatch } from '../../cli/batch.ts'
import type { ExitCode } from '../../cli/exit-codes.ts'
import type { Host } from '../../cli/host.ts'

test('each request is one run of the command, and its fields come back beside the answer', async () => {
  const asked: (readonly string[])[] = []
  const answered = await answersTo(
    ['check', '--batch', '--fail-on', 'high'],
    [
      { case: 7, dir: 'app', only: ['secrets/plain', 'observability'] },
      { file: 'b.yaml', args: ['--region', 'eu-west-1'] },
    ],
    ({ arguments: args, output }) => {
      asked.push(args)
      output.write('{"decision":"allow"}\n')
      return 0
    },
  )
  expect(asked).toEqual([
    ['check', '--format', 'json', '--fail-on', 'high', '--only', 'secrets/plain,observability', '--', 'app'],
    ['check', '--format', 'json', '--fail-on', 'high', '--region', 'eu-west-1', '--', 'b.yaml'],
  ])
  expect(answered).toEqual([
    { case: 7, dir: 'app', only: ['secrets/plain', 'observability'], report: { decision: 'allow' } },
    { file: 'b.yaml', args: ['--region', 'eu-west-1'], report: { decision: 'allow' } },
  ])
})

test('what one request cannot do is its own answer, and the next is answered', async () => {
  let runs = 0
  const answered = await answersTo(
    ['expand', '--batch'],
    [{ file: 'a.yaml', parameters: { Stage: 'prod' } }, { file: 'b.yaml' }, { file: 'c.yaml' }],
    ({ output, errors }) => {
      runs += 1
      if (runs === 1) errors.write('a.yaml:1:1: no template\n')
      if (runs === 2) errors.write('a defect\n')
      if (runs === 3) output.write('{"Resources":{}}\n')
      return ([3, 70, 0] as const)[runs - 1] ?? 0
    },
  )
  expect(answered).toEqual([
    { file: 'a.yaml', parameters: { Stage: 'prod' }, error: 'a.yaml:1:1: no template' },
    { file: 'b.yaml', crash: 'a defect\n' },
    { file: 'c.yaml', template: { Resources: {} } },
  ])
})

test('a line that is no request is said to be none, and the exit code is 2', async () => {
  const output: string[] = []
  const host = hostOf(['model', '--batch'], ['nonsense', '', '{"args":["--var","a=b"]}'], (text) => output.push(text))
  expect(await runBatch(host, async () => 0)).toBe(2)
  expect(output.map((line) => JSON.parse(line).line)).toEqual(['nonsense', '{"args":["--var","a=b"]}'])
})

test.for([
  [['check', '--batch'], true],
  [['model', '--view', 'native', '--batch'], true],
  [['check', '--batch', '--help'], false],
  [['policy', 'list', '--batch'], false],
  [['check', 'app'], false],
] as const)('%j is a batch: %s', ([args, expected]) => {
  expect(isBatch(args)).toBe(expected)
})

async function answersTo(
  args: readonly string[],
  requests: readonly object[],
  run: (host: Host) => ExitCode,
): Promise<readonly unknown[]> {
  const output: string[] = []
  const lines = requests.map((request) => JSON.stringify(request))
  const code = await runBatch(
    hostOf(args, lines, (text) => output.push(text)),
    async (host) => run(host),
  )
  expect(code).toBe(0)
  return output.map((line) => JSON.parse(line))
}

function hostOf(args: readonly string[], lines: readonly string[], write: (text: string) => void): Host {
  const screen = { write, isTerminal: false, columns: 100 }
  async function* standardInputLines() {
    yield* lines
  }
  return { arguments: args, output: screen, errors: screen, standardInputLines } as unknown as Host
}
