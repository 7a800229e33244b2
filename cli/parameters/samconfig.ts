import { type SourceFile, startOf } from '../../model/source.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { UsageError } from '../usage.ts'
import { type Assignments, assignmentsOf, mapAssignments } from './assignments.ts'
import { overridesIn } from './overrides.ts'
import { parsePlace, parseValues } from './parse.ts'

/** What the configuration file of the SAM CLI says of an environment. */
export interface SamEnvironment {
  readonly parameters: Assignments
  readonly region?: string
}

/** The environment of `sam` commands where none is named. */
export const usualEnvironment = 'default'

/**
 * What `samconfig.toml` (or `.yaml`) says of an environment, by its sections `deploy` and, where that is silent, `global`.
 * `undefined` where it has no such environment. Throws a usage error, which never quotes the file, where it cannot be read.
 * Source: AWS SAM Developer Guide, "SAM CLI configuration file".
 */
export async function readSamConfig(file: SourceFile, environment: string): Promise<SamEnvironment | undefined> {
  const content = file.path.endsWith('.toml') ? await parseToml(file) : await parseValues(file)
  const section = entryOf(content, environment)?.value
  if (section?.type !== 'map') return undefined
  const setting = (name: string): Value | undefined =>
    ['deploy', 'global']
      .map((command) => entryOf(entryOf(entryOf(section, command)?.value, 'parameters')?.value, name)?.value)
      .find((value) => value !== undefined)
  const region = textOf(setting('region'))
  const overrides = setting('parameter_overrides')
  const parameters = overrides === undefined ? [] : overridesOf(overrides)
  if (parameters === undefined) {
    const problem = `the parameter_overrides of ${environment} must be NAME=VALUE, one or more.`
    throw new UsageError(`${file.path}: ${problem}`)
  }
  return { parameters, ...(region === undefined ? {} : { region }) }
}

/** The environments of a file, for messages. */
export async function samEnvironments(file: SourceFile): Promise<readonly string[]> {
  const content = file.path.endsWith('.toml') ? await parseToml(file) : await parseValues(file)
  return content?.type === 'map'
    ? [...content.entries].flatMap(([name, { value }]) => (value.type === 'map' ? [name] : []))
    : []
}

/** Whether a YAML file is one of the SAM CLI and no list of parameters. */
export function showsSamConfig(content: Value | undefined): boolean {
  return entryOf(content, 'version') !== undefined && entryOf(content, 'Parameters') === undefined
}

function overridesOf(value: Value): Assignments | undefined {
  if (value.type === 'map') return mapAssignments(value)
  if (value.type !== 'list') return overridesIn(textOf(value) ?? '')
  const texts = value.items.map(textOf)
  if (!texts.every((text) => text !== undefined)) return assignmentsOf(value)
  const all = texts.map((text) =>
    /^ParameterKey=/.test(text) ? overridesIn(text) : assignmentsOf({ ...value, items: [scalar(text)] }),
  )
  return all.every((one) => one !== undefined) ? all.flat() : undefined
}

async function parseToml(file: SourceFile): Promise<Value | undefined> {
  const { parse, TomlError } = await import('smol-toml')
  try {
    return asValue(parse(file.text, { integersAsBigInt: 'asNeeded', maxDepth: 100 }))
  } catch (problem) {
    if (!(problem instanceof TomlError)) throw problem
    const [said = ''] = problem.message.split('\n')
    throw new UsageError(parsePlace(file.path, problem.line, problem.column, `${said.replace(/[.:]?$/, '.')}`))
  }
}

function asValue(content: unknown): Value {
  if (Array.isArray(content)) return { type: 'list', items: content.map(asValue), at: nowhere }
  if (isTable(content)) {
    const entries = Object.entries(content).map(
      ([name, value]) => [name, { key: nowhere, value: asValue(value) }] as const,
    )
    return { type: 'map', entries: new Map<string, Entry>(entries), at: nowhere }
  }
  return scalar(typeof content === 'boolean' ? content : String(content))
}

/** A table, and no date: that is an object as well. */
function isTable(content: unknown): content is object {
  return Object.prototype.toString.call(content) === '[object Object]'
}

const nowhere = startOf('')

function scalar(value: string | boolean): Value {
  return { type: 'scalar', value, at: nowhere }
}

function textOf(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined
}
