import { parseJson } from '../adapters/sources/json.ts'
import { readTextFile } from '../adapters/sources/open.ts'
import type { SourceFile } from '../model/source.ts'
import type { Given } from '../model/stack.ts'
import type { InputOptions } from './input-options.ts'
import { assignment, UsageError } from './usage.ts'

/** The values that the command line gives. Later ones replace earlier ones, and single ones those of files. */
export function givenOf(options: InputOptions, cwd: string): Given {
  return {
    parameters: new Map([
      ...options.parameterFile.flatMap((path) => readParameterFile(path, cwd)),
      ...options.parameter.map((given) => assignment('--parameter', given)),
    ]),
    variables: new Map(options.var.map((given) => assignment('--var', given))),
    variableFiles: options.varFile.map((path) => readGiven(path, cwd)),
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(options.account === undefined ? {} : { account: options.account }),
  }
}

type Assignments = readonly (readonly [name: string, value: string])[]

/**
 * The shapes that AWS tools read: a list of `{"ParameterKey", "ParameterValue"}` or of `"NAME=VALUE"` (AWS CLI), and a
 * map under `Parameters` (CodePipeline's template configuration).
 */
function readParameterFile(path: string, cwd: string): Assignments {
  const found = assignmentsOf(parse(readGiven(path, cwd)))
  if (found !== undefined) return found
  throw new UsageError(
    `${path} is no parameter file: it takes [{"ParameterKey": …, "ParameterValue": …}] or {"Parameters": {NAME: VALUE}}.`,
  )
}

function readGiven(path: string, cwd: string): SourceFile {
  const read = readTextFile(path, cwd)
  if ('text' in read) return read
  throw new UsageError(read.message)
}

/** Errors of `JSON.parse` quote the text, which may hold a secret, and seldom tell the place. */
function parse(file: SourceFile): unknown {
  const { diagnostics } = parseJson(file)
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  if (problem === undefined) return JSON.parse(file.text)
  const { startLine = 1, startColumn = 1 } = problem.location ?? {}
  throw new UsageError(`${file.path}:${startLine}:${startColumn}: ${problem.message}`)
}

function assignmentsOf(content: unknown): Assignments | undefined {
  if (Array.isArray(content)) {
    const all = content.map(assignmentOf)
    return all.every((one) => one !== undefined) ? all : undefined
  }
  if (!isRecord(content) || !isRecord(content.Parameters)) return undefined
  const all = Object.entries(content.Parameters).map(([name, value]) => pair(name, value))
  return all.every((one) => one !== undefined) ? all : undefined
}

function assignmentOf(item: unknown): readonly [string, string] | undefined {
  if (typeof item === 'string') return item.indexOf('=') > 0 ? assignment('a parameter file', item) : undefined
  return isRecord(item) ? pair(item.ParameterKey, item.ParameterValue) : undefined
}

function pair(name: unknown, value: unknown): readonly [string, string] | undefined {
  if (typeof name !== 'string' || name === '') return undefined
  if (Array.isArray(value)) return [name, value.join(',')]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [name, String(value)]
    : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
