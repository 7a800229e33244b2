import type { Command } from 'commander'
import { PolicyProblems, problemsOf } from '../../engine/bundle/policy-problems.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { readRego, startToolchain } from '../policies/load.ts'
import { traceHelp } from '../usage.ts'

interface FmtOptions {
  readonly check?: true
}

export function declarePolicyFmt(policy: Command, host: Host, finish: (code: ExitCode) => void): void {
  policy
    .command('fmt')
    .summary('lay out the Rego of policies')
    .description('Lays out every Rego file under DIR in the one way that `opa fmt` does.')
    .argument('[DIR]', 'folder of policies', 'policies')
    .option('--check', 'change nothing; exit with 1 if something would be changed')
    .option('--verbose', traceHelp)
    .action(async (folder: string, options: FmtOptions) => finish(await format(folder, options, host)))
}

async function format(folder: string, { check }: FmtOptions, host: Host): Promise<ExitCode> {
  const files = readRego(folder, host)
  const toolchain = await startToolchain(host)
  let changed = 0
  try {
    for (const { path, absolute, text } of files) {
      const wanted = await toolchain.format(path, text).catch((reason: unknown) => {
        throw new PolicyProblems(problemsOf(reason))
      })
      if (wanted === text) continue
      changed += 1
      if (!check) host.writeFile(absolute, wanted)
      host.output.write(`${path}\n`)
    }
  } finally {
    await toolchain.close()
  }
  return check && changed > 0 ? 1 : 0
}
