import type { Diagnostic } from '../model/diagnostic.ts'
import type { Given, Stack } from '../model/stack.ts'
import type { Host } from './host.ts'
import type { InputOptions } from './input-options.ts'
import { openInputs } from './inputs.ts'

/** The stacks that a command line names, and all that was wrong in reading them. */
export interface ReadInputs {
  readonly stacks: readonly Stack[]
  readonly given: Given
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads what the command line names. Throws a usage error before anything is read if a given value is wrong. */
export async function readInputs(paths: readonly string[], options: InputOptions, host: Host): Promise<ReadInputs> {
  const { readStacks } = await import('../engine/scan.ts')
  const { found, given, adapters } = await openInputs(paths, options, host)
  const stacks = await readStacks(found.sources, given, adapters)
  return { stacks, given, diagnostics: [...found.diagnostics, ...stacks.flatMap((stack) => stack.diagnostics)] }
}
