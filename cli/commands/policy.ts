import type { Command } from 'commander'
import { onIn, profilesIn, whereOff } from '../../engine/configuration/settle.ts'
import type { Manifest, Policy } from '../../model/policy.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { loadBundles, policiesHelp, policiesIn } from '../policies/load.ts'
import { requireProfile } from '../policy-ids.ts'
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
    .option('--profile <NAME>', 'only those that judge in this profile')
    .action(async (options: ListOptions) => {
      host.output.write(await list(options, host))
      finish(0)
    })
  declarePolicyNew(policy, host, finish)
  declarePolicyTest(policy, host, finish)
  declarePolicyFmt(policy, host, finish)
}

interface ListOptions {
  readonly format: 'text' | 'json'
  readonly policies: readonly string[]
  readonly profile?: string
}

async function list({ format, policies: folders, profile }: ListOptions, host: Host): Promise<string> {
  const bundles = await loadBundles(folders, host, startProgress(host, false))
  const manifests = bundles.map(({ manifest }) => manifest)
  requireProfile(profile, manifests)
  const on = profile === undefined ? [] : onIn(profile, manifests)
  const policies = policiesIn(bundles).filter(({ id }) => profile === undefined || on.includes(id))
  if (format === 'text') return asText(policies, manifests)
  return `${JSON.stringify({ schemaVersion: '1', policies, profiles: profilesIn(manifests) }, null, 2)}\n`
}

function asText(policies: readonly Policy[], manifests: readonly Manifest[]): string {
  const width = Math.max(0, ...policies.map(({ id }) => id.length))
  const practices = [...new Set(policies.map(({ practice }) => practice))].sort()
  const sections = practices.map((practice) => {
    const lines = policies
      .filter((policy) => policy.practice === practice)
      .map(({ id, severity, title }) => {
        const off = whereOff(id, manifests)
        return `  ${severity.padEnd(8)}  ${id.padEnd(width)}  ${title}${off === undefined ? '' : ` (${off})`}`
      })
    return [practice, ...lines].join('\n')
  })
  return `${[...sections, profilesText(manifests)].join('\n\n')}\n`
}

function profilesText(manifests: readonly Manifest[]): string {
  const all = Object.entries(profilesIn(manifests))
  const width = Math.max(0, ...all.map(([name]) => name.length))
  const lines = all.map(
    ([name, { title, policies }]) => `  ${name.padEnd(width)}  ${String(policies.length).padStart(3)}  ${title}`,
  )
  return ['profiles', ...lines].join('\n')
}
