import type { Command } from 'commander'
import type { Policy } from '../../model/policy.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { loadBundles, policiesHelp, policiesIn } from '../policies/load.ts'
import { startProgress } from '../progress.ts'
import { oneOf, several } from '../usage.ts'
import { declarePolicyFmt } from './policy-fmt.ts'
import { declarePolicyNew } from './policy-new.ts'
import { declarePolicyTest } from './policy-test.ts'

export function declarePolicy(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const policy = program
    .command('policy')
    .summary('what portcullis judges by; write policies of your own')
    .description('What portcullis judges by, and how to write policies of your own.')
  policy
    .command('list')
    .summary('every policy, by practice')
    .description(
      'Lists every policy by practice, with its severity and what it judges. `portcullis explain ID` tells more of one.',
    )
    .option('--format <FORMAT>', 'what to print: text or json', oneOf('--format', ['text', 'json']), 'text')
    .option('--policies <DIR>', policiesHelp, several, [])
    .action(async ({ format, policies: folders }: ListOptions) => {
      const policies = policiesIn(await loadBundles(folders, host, startProgress(host, false)))
      host.output.write(format === 'json' ? asJson(policies) : asText(policies))
      finish(0)
    })
  declarePolicyNew(policy, host, finish)
  declarePolicyTest(policy, host, finish)
  declarePolicyFmt(policy, host, finish)
}

interface ListOptions {
  readonly format: 'text' | 'json'
  readonly policies: readonly string[]
}

function asJson(policies: readonly Policy[]): string {
  return `${JSON.stringify({ schemaVersion: '1', policies }, null, 2)}\n`
}

function asText(policies: readonly Policy[]): string {
  const width = Math.max(0, ...policies.map(({ id }) => id.length))
  const practices = [...new Set(policies.map(({ practice }) => practice))].sort()
  const sections = practices.map((practice) => {
    const lines = policies
      .filter((policy) => policy.practice === practice)
      .map(({ id, severity, title }) => `  ${severity.padEnd(8)}  ${id.padEnd(width)}  ${title}`)
    return [practice, ...lines].join('\n')
  })
  return `${sections.join('\n\n')}\n`
}
