import type { Environment, GivenValue } from '../../engine/configuration/configuration.ts'
import { nearest } from '../../model/nearest.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'
import type { AdmissionSettings } from '../pool/tasks.ts'
import { type AdmissionRequest, RequestError } from './request.ts'

/**
 * The environment that a request names. Throws {@link RequestError} if there is none of that name, and if the server
 * knows environments and the request names none: leaving it out must not be a way around its settings.
 */
export function environmentOf({ context = {} }: AdmissionRequest, { environments }: AdmissionSettings): Environment {
  const known = Object.keys(environments)
  const name = context.environment
  if (name === undefined) {
    if (known.length === 0) return {}
    throw new RequestError(400, `context.environment is missing; it is one of ${known.join(', ')}.`)
  }
  const found = Object.hasOwn(environments, name) ? environments[name] : undefined
  if (found) return found
  const meant = nearest(name, known)
  const there = known.length === 0 ? 'This server knows no environments.' : `There are ${known.join(', ')}.`
  const shown = JSON.stringify(name.slice(0, 100))
  throw new RequestError(
    400,
    `There is no environment ${shown}. ${meant === undefined ? there : `Did you mean ${meant}?`}`,
  )
}

/**
 * What is given from outside the files: the environment's word, and the request's where the environment says nothing.
 * Throws {@link RequestError} where they contradict each other, for one of the two is a mistake.
 */
export function givenOf(request: AdmissionRequest, environment: Environment, files: FileReader): Given {
  const { context = {} } = request
  const region = agreed('context.region', context.region, environment.region)
  const account = agreed('context.account', context.account, environment.account)
  return {
    parameters: values('parameters', request.parameters, environment.parameters),
    variables: values('variables', request.variables, environment.variables),
    variableFiles: (request.variableFiles ?? []).map((path) => variableFile(path, files)),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(request.input.format === undefined ? {} : { input: request.input.format }),
    ...(request.input.source === undefined ? {} : { source: request.input.source }),
  }
}

type FileReader = (path: string) => SourceFile | undefined

function agreed(what: string, asked: string | undefined, set: string | undefined): string | undefined {
  if (asked !== undefined && set !== undefined && asked !== set) throw contradiction(what)
  return set ?? asked
}

type Values = Readonly<Record<string, GivenValue>>

function values(what: string, asked: Values = {}, set: Values = {}): ReadonlyMap<string, string> {
  for (const [name, value] of Object.entries(asked)) {
    // `STACK:NAME` is more special than `NAME` and would win over it.
    const plain = name.slice(name.lastIndexOf(':') + 1)
    const own = Object.hasOwn(set, name) ? set[name] : Object.hasOwn(set, plain) ? set[plain] : undefined
    if (own !== undefined && textOf(own) !== textOf(value)) throw contradiction(`${what}.${name.slice(0, 100)}`)
  }
  return new Map([...Object.entries(asked), ...Object.entries(set)].map(([name, value]) => [name, textOf(value)]))
}

/** As the command line takes it: a list with commas. */
export function textOf(value: GivenValue): string {
  return Array.isArray(value) ? value.join(',') : String(value)
}

function variableFile(path: string, files: FileReader): SourceFile {
  const file = files(path)
  if (file) return file
  throw new RequestError(400, `variableFiles has ${JSON.stringify(path.slice(0, 200))}, which is not among the files.`)
}

function contradiction(what: string): RequestError {
  return new RequestError(400, `${what} is set by the environment, and the request gives another value.`)
}
