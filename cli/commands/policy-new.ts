import { join } from 'node:path'
import type { Command } from 'commander'
import { namesIn } from '../../adapters/sources/disk.ts'
import { policyName } from '../../engine/bundle/places.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { loadBundles, policiesIn } from '../policies/load.ts'
import { traceHelp, UsageError } from '../usage.ts'

export function declarePolicyNew(policy: Command, host: Host, finish: (code: ExitCode) => void): void {
  policy
    .command('new')
    .summary('begin a policy of your own')
    .description(
      'Writes a folder with the beginning of a policy, its Rego test, and examples in CloudFormation and Terraform that fail, pass and are unknown. It overwrites nothing. `portcullis policy test` then says what is left to write.',
    )
    .argument(
      '<ID>',
      'PRACTICE/NAME, like acme_operations/missing_owner: the practice it holds, and the fault it finds',
    )
    .option('--dir <DIR>', 'folder of your policies', 'policies')
    .option('--verbose', traceHelp)
    .addHelpText('after', help)
    .action(async (id: string, { dir }: { readonly dir: string }) => {
      await writePolicy(id, dir, host)
      finish(0)
    })
}

const help = `
Examples:
  portcullis policy new acme_operations/missing_owner
  portcullis policy new acme_cost/long_timeout --dir infra/policies`

async function writePolicy(id: string, dir: string, host: Host): Promise<void> {
  const [practice = '', name = '', ...rest] = id.split('/')
  if (rest.length > 0 || !policyName.test(practice) || !policyName.test(name)) throw new UsageError(misnamed(id))
  const builtin = policiesIn(await loadBundles([], host))
  if (builtin.some((policy) => policy.id === id)) {
    throw new UsageError(`${id} is built in: \`portcullis explain ${id}\` tells of it. Give yours another name.`)
  }
  const folder = join(dir, practice, name)
  if (
    namesIn(join(host.cwd, folder)).length > 0 &&
    namesIn(join(host.cwd, folder)).some((one) => one.endsWith('.rego'))
  ) {
    throw new UsageError(`${folder} holds a policy already, and nothing is overwritten. Give the new one another name.`)
  }
  const { skeleton } = await import('../policies/skeleton.ts')
  const paths = Object.entries(skeleton(practice, name)).map(([path, text]) => {
    write(join(folder, path), text, host)
    return join(folder, path)
  })
  host.output.write(
    `Wrote\n${paths.map((path) => `  ${path}\n`).join('')}\nWhat is left to write is said by\n  portcullis policy test ${dir} --only ${id}\n`,
  )
}

function write(path: string, text: string, host: Host): void {
  try {
    host.writeNewFile(path, text)
  } catch (problem) {
    const { code } = problem as { readonly code?: string }
    const why = code === 'EEXIST' ? 'is there already, and nothing is overwritten' : `cannot be written (${code})`
    throw new UsageError(`${path} ${why}.`)
  }
}

function misnamed(id: string): string {
  const parts = id.split(/[/.]/).map(snakeCase)
  const meant =
    parts.length === 2 && parts.every((part) => policyName.test(part)) ? ` Did you mean ${parts.join('/')}?` : ''
  return `A policy is named PRACTICE/NAME, both in small letters, digits and underscores, beginning with a letter; "${id}" is not.${meant}`
}

/** `missing_owner` of `MissingOwner` and `missing-owner`. */
function snakeCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}
