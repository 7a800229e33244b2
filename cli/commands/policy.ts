import type { Command } from 'commander'
import type { Policy } from '../../model/policy.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { oneOf } from '../usage.ts'

export function declarePolicy(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const policy = program
    .command('policy')
    .summary('what portcullis judges by')
    .description('What portcullis judges by.')
  policy
    .command('list')
    .summary('every policy, by practice')
    .description(
      'Lists every policy by practice, with its severity and what it judges. `portcullis explain ID` tells more of one.',
    )
    .option('--format <FORMAT>', 'what to print: text or json', oneOf('--format', ['text', 'json']), 'text')
    .action(async ({ format }: { readonly format: 'text' | 'json' }) => {
      const { loadBundle } = await import('../../engine/bundle/load.ts')
      const { policies } = (await loadBundle(host.bundle)).manifest
      host.output.write(format === 'json' ? asJson(policies) : asText(policies))
      finish(0)
    })
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
