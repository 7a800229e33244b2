import type { Command } from 'commander'
import type { ServerSettings } from '../../engine/configuration/configuration.ts'
import { configurationOf, policyFolders, requireFiles, requireNames, rolesOf } from '../configuration.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { loadBundles, policiesHelp } from '../policies/load.ts'
import { startProgress } from '../progress.ts'
import { several, UsageError } from '../usage.ts'

interface ServeOptions {
  readonly config?: string
  readonly host?: string
  readonly port?: number
  readonly policies: readonly string[]
}

export function declareServe(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  program
    .command('serve')
    .summary('answer over HTTP whether a deployment may go ahead')
    .description(
      'Listens for files to judge (POST /v1/admissions) and for queries as OPA takes them (/v1/data), until it is told to end by SIGINT or SIGTERM; then it finishes what it took.',
    )
    .option('--config <FILE>', 'settings (default: portcullis.yaml in the working directory, if it is there)')
    .option('--host <ADDRESS>', 'address to listen on (default: 127.0.0.1)')
    .option('--port <PORT>', 'port to listen on, 0 for any that is free (default: 8181)', portNumber)
    .option('--policies <DIR>', policiesHelp, several, [])
    .addHelpText('after', help)
    .action(async (options: ServeOptions) => finish(await start(options, host)))
}

const help = `
Examples:
  portcullis serve                                on http://127.0.0.1:8181
  portcullis serve --config /etc/portcullis.yaml  with settings and environments
  portcullis check --server http://127.0.0.1:8181 let it decide
  curl -d '{"input": {"files": {"app.yaml": "…"}}}' http://127.0.0.1:8181/v1/admissions

Every setting of server in portcullis.yaml is an environment variable too: PORTCULLIS_SERVER_TIME_LIMIT=10.
/openapi.json describes what it answers; docs/server.md tells more. Exit codes: 0 ended as told, 2 wrong settings.`

function portNumber(given: string): number {
  const number = Number(given)
  if (/^\d+$/.test(given) && number <= 65_535) return number
  throw new UsageError(`--port takes a number from 0 to 65535, not "${given}".`)
}

async function start({ config, host: address, port, policies }: ServeOptions, host: Host): Promise<ExitCode> {
  const [{ serve, CannotListen }, { serverSettingsIn }] = await Promise.all([
    import('../../server/main.ts'),
    import('../../engine/configuration/environment.ts'),
  ])
  const configured = await configurationOf(config, host)
  requireFiles(configured, undefined, host.cwd)
  const bundles = await loadBundles(policyFolders(configured, policies), host, startProgress(host, false))
  const fromEnvironment = serverSettingsIn(host.environment)
  if ('problems' in fromEnvironment) throw new UsageError(fromEnvironment.problems.join('\nportcullis: '))
  await requireNames(
    configured,
    bundles.map(({ manifest }) => manifest),
  )
  const given: ServerSettings = {
    ...(address === undefined ? {} : { host: address }),
    ...(port === undefined ? {} : { port }),
  }
  const roles = await rolesOf(configured)
  try {
    await serve({
      configuration: configured.configuration,
      ...(roles ? { roles } : {}),
      settings: [fromEnvironment.settings, given],
      bundles,
      folder: host.bundle,
      version: host.version,
      listening: (url) => host.errors.write(`portcullis: listening on ${url}\n`),
    })
    return 0
  } catch (problem) {
    if (problem instanceof CannotListen) throw new UsageError(problem.message)
    throw problem
  }
}
