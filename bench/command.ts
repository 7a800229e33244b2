import { spawn } from 'node:child_process'
import type { Effort } from './effort.ts'
import type { Native } from './native.ts'
import { program } from './ours.ts'
import { template } from './stacks.ts'
import { median } from './statistics.ts'

export interface CommandTime {
  readonly what: string
  /** Milliseconds from starting the process to its end. */
  readonly time: number
}

/** The whole command, in a new process each time; the cases in turn. */
export async function measureCommand(
  { write }: Pick<Native, 'write'>,
  effort: Effort,
): Promise<readonly CommandTime[]> {
  const cases = [
    { what: 'Node alone (`node -e 0`)', args: ['-e', '0'] },
    { what: '`portcullis --version`', args: [program, '--version'] },
    {
      what: '`check`, a template of one function',
      args: [program, 'check', write('one.json', JSON.parse(template(1, 'few findings')))],
    },
    { what: '`check examples/shop/cloudformation`', args: [program, 'check', 'examples/shop/cloudformation'] },
    { what: '`check examples/shop/terraform`', args: [program, 'check', 'examples/shop/terraform'] },
    {
      what: '`check`, a template of 1,000 functions',
      args: [program, 'check', write('thousand.json', JSON.parse(template(1000, 'few findings')))],
    },
  ].map((one) => ({ ...one, times: [] as number[] }))
  for (let run = 0; run < effort.runs; run += 1) {
    for (const { args, times } of cases) times.push(await timeOf(args))
  }
  return cases.map(({ what, times }) => ({ what, time: median(times) }))
}

function timeOf(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      // 1: there are findings.
      if (code === 0 || code === 1) resolve(performance.now() - started)
      else reject(new Error(`node ${args.join(' ')} ended with ${code}: ${said}`))
    })
  })
}
