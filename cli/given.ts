import { relative, resolve } from 'node:path'
import type { SourceFile } from '../model/source.ts'
import type { Given } from '../model/stack.ts'
import type { Host } from './host.ts'
import type { InputOptions, VariableOption } from './input-options.ts'
import { readGiven, readParameterFile } from './parameters/files.ts'
import { assignment } from './usage.ts'

/**
 * The values that the command line gives, and beneath them those of an environment. Later ones replace earlier ones; of
 * template parameters, single ones those of files.
 */
export async function givenOf(
  options: InputOptions,
  { cwd, environment }: Pick<Host, 'cwd' | 'environment'>,
): Promise<Given> {
  const files = await Promise.all(options.parameterFile.map((path) => readParameterFile(path, cwd)))
  const region = options.region ?? files.findLast((file) => file.region !== undefined)?.region
  const variables = options.var.map((given) => assignment('--var', given))
  const variableFiles = options.varFile.map((path) => readGiven(path, cwd))
  return {
    parameters: new Map([
      ...(options.environmentParameters ?? []).map((given) => assignment('--parameter', given)),
      ...files.flatMap(({ parameters }) => parameters),
      ...options.parameter.map((given) => assignment('--parameter', given)),
    ]),
    variables: new Map(variables),
    variableFiles,
    ...(options.varOrder === undefined ? {} : { variableOrder: inOrder(variables, variableFiles, options.varOrder) }),
    ...(options.envVars === undefined ? {} : { environmentVariables: await variablesIn(environment) }),
    ...(region === undefined ? {} : { region }),
    ...(options.account === undefined ? {} : { account: options.account }),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.source === undefined ? {} : { source: sourceOf(options.source, cwd) }),
  }
}

async function variablesIn(environment: Host['environment']): Promise<ReadonlyMap<string, string>> {
  return (await import('../adapters/terraform/inputs.ts')).variablesIn(environment)
}

/** What an environment of the settings gives comes before what the command line gives in this order. */
function inOrder(
  variables: readonly (readonly [string, string])[],
  files: readonly SourceFile[],
  order: readonly VariableOption[],
): NonNullable<Given['variableOrder']> {
  let file = files.length - order.filter((option) => option === 'varFile').length
  let variable = variables.length - order.filter((option) => option === 'var').length
  const first = [...files.slice(0, file), ...variables.slice(0, variable)]
  const rest = order.flatMap((option) => {
    const next = option === 'varFile' ? files[file++] : variables[variable++]
    return next === undefined ? [] : [next]
  })
  return [...first, ...rest]
}

/** The folder of the sources behind a plan, as files are printed: from the working directory. */
function sourceOf(given: string, cwd: string): string {
  return given === 'none' ? given : relative(cwd, resolve(cwd, given)).replaceAll('\\', '/') || '.'
}
