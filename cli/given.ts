import { relative, resolve } from 'node:path'
import type { Given } from '../model/stack.ts'
import type { InputOptions } from './input-options.ts'
import { readGiven, readParameterFile } from './parameters/files.ts'
import { assignment } from './usage.ts'

/**
 * The values that the command line gives, and beneath them those of an environment. Later ones replace earlier ones, and
 * single ones those of files.
 */
export async function givenOf(options: InputOptions, cwd: string): Promise<Given> {
  const files = await Promise.all(options.parameterFile.map((path) => readParameterFile(path, cwd)))
  const region = options.region ?? files.findLast((file) => file.region !== undefined)?.region
  return {
    parameters: new Map([
      ...(options.environmentParameters ?? []).map((given) => assignment('--parameter', given)),
      ...files.flatMap(({ parameters }) => parameters),
      ...options.parameter.map((given) => assignment('--parameter', given)),
    ]),
    variables: new Map(options.var.map((given) => assignment('--var', given))),
    variableFiles: options.varFile.map((path) => readGiven(path, cwd)),
    ...(region === undefined ? {} : { region }),
    ...(options.account === undefined ? {} : { account: options.account }),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.source === undefined ? {} : { source: sourceOf(options.source, cwd) }),
  }
}

/** The folder of the sources behind a plan, as files are printed: from the working directory. */
function sourceOf(given: string, cwd: string): string {
  return given === 'none' ? given : relative(cwd, resolve(cwd, given)).replaceAll('\\', '/') || '.'
}
