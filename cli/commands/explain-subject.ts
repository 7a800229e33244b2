import { type ColourOption, screenOf } from '../colour.ts'
import { type ExitCode, exitCodeOfDiagnostics } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import type { InputOptions } from '../input-options.ts'
import { readInputs } from '../stacks.ts'
import { UsageError } from '../usage.ts'

interface SubjectOptions extends InputOptions, ColourOption {
  readonly in?: string
  readonly format: 'text' | 'json'
}

/** What a function or role of the files may do to what, and which statement says so. */
export async function explainSubject(
  name: string,
  paths: readonly string[],
  options: SubjectOptions,
  host: Host,
): Promise<ExitCode> {
  if (options.in !== undefined) throw new UsageError('explain takes a PATH or --in, not both.')
  const { explainPermissions } = await import('../../engine/permissions/explained.ts')
  const { stacks, given, diagnostics } = await readInputs(paths, options, host)
  const permissions = stacks.flatMap((stack) => explainPermissions(stack, name, given, host.today()))
  if (permissions.length === 0) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    const unread = errors === 0 ? '' : ` Not all of it could be read: portcullis check says why.`
    throw new UsageError(`${paths.join(', ')} has no function or role with the id or name "${name}".${unread}`)
  }
  if (options.format === 'json') {
    host.output.write(`${JSON.stringify({ schemaVersion: '1', permissions, diagnostics }, null, 2)}\n`)
  } else {
    const { permissionsToText } = await import('../../report/explain-permissions.ts')
    host.output.write(permissionsToText(permissions, screenOf(host, options)))
  }
  return exitCodeOfDiagnostics(diagnostics)
}
