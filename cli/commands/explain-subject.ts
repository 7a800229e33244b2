import { wantsColour } from '../colour.ts'
import { type ExitCode, exitCodeOfDiagnostics } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import type { InputOptions } from '../input-options.ts'
import { openInputs } from '../inputs.ts'
import { UsageError } from '../usage.ts'

interface SubjectOptions extends InputOptions {
  readonly in?: string
  readonly format: 'text' | 'json'
  readonly color: boolean
}

/** What a function or role of the files may do to what, and which statement says so. */
export async function explainSubject(
  name: string,
  paths: readonly string[],
  options: SubjectOptions,
  host: Host,
): Promise<ExitCode> {
  if (options.in !== undefined) throw new UsageError('explain takes a PATH or --in, not both.')
  const [{ readStacks }, { explainPermissions }] = await Promise.all([
    import('../../engine/scan.ts'),
    import('../../engine/permissions/explained.ts'),
  ])
  const { found, given, adapters } = await openInputs(paths, options, host)
  const stacks = await readStacks(found.sources, given, adapters)
  const permissions = stacks.flatMap((stack) => explainPermissions(stack, name, given, host.today()))
  const diagnostics = [...found.diagnostics, ...stacks.flatMap((stack) => stack.diagnostics)]
  if (permissions.length === 0) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    const unread = errors === 0 ? '' : ` Not all of it could be read: portcullis check says why.`
    throw new UsageError(`${paths.join(', ')} has no function or role with the id or name "${name}".${unread}`)
  }
  if (options.format === 'json') {
    host.output.write(`${JSON.stringify({ schemaVersion: '1', permissions, diagnostics }, null, 2)}\n`)
  } else {
    const { permissionsToText } = await import('../../report/explain-permissions.ts')
    const look = { colour: wantsColour(host, options.color), width: host.output.columns }
    host.output.write(permissionsToText(permissions, look))
  }
  return exitCodeOfDiagnostics(diagnostics)
}
