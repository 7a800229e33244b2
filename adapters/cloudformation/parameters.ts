import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Given } from '../../model/stack.ts'
import type { Entry, Scalar, Value, Via } from '../../model/value.ts'
import { entryOf } from '../../model/value.ts'
import { type Limits, limitsOf } from './parameter-limits.ts'

/** A parameter as it is declared. */
export interface Parameter {
  readonly name: string
  readonly type: string
  readonly at: Span
  readonly default?: Scalar
  readonly description?: Value
  readonly allowed: readonly Scalar[]
  readonly noEcho: boolean
  readonly limits: Limits
}

/** The parameters of the section of a template that declares them. */
export function readParameters(
  section: ReadonlyMap<string, Entry>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Parameter> {
  return new Map([...section].map(([name, entry]) => [name, readParameter(name, entry, diagnostics)]))
}

function readParameter(
  name: string,
  { key, value }: { key: Span; value: Value },
  diagnostics: Diagnostic[],
): Parameter {
  if (value.type !== 'map') {
    diagnostics.push(error('INVALID_TEMPLATE', `The parameter "${name}" must be a map with "Type".`, key))
  }
  const type = scalarText(entryOf(value, 'Type')?.value) ?? 'String'
  const fallback = defaultOf(entryOf(value, 'Default')?.value)
  const description = entryOf(value, 'Description')?.value
  const allowed = entryOf(value, 'AllowedValues')?.value
  return {
    name,
    type,
    at: key,
    ...(fallback ? { default: fallback } : {}),
    ...(description ? { description } : {}),
    allowed: allowed?.type === 'list' ? allowed.items.filter((item) => item.type === 'scalar') : [],
    limits: limitsOf(value),
    noEcho: scalarText(entryOf(value, 'NoEcho')?.value)?.toLowerCase() === 'true',
  }
}

/** The text that is given for a parameter of a stack: one for this stack alone comes before one for all. */
export function givenValue(given: Given, stack: string, name: string): string | undefined {
  return given.parameters.get(`${stack}:${name}`) ?? given.parameters.get(name)
}

/** The text of a parameter: what is given, else its default. */
export function writtenValue(parameter: Parameter, given: Given, stack: string): string | undefined {
  return givenValue(given, stack, parameter.name) ?? (parameter.default && scalarText(parameter.default))
}

/** What a parameter is worth: what was given, else its default, else unknown. */
export function parameterValue(parameter: Parameter, given: string | undefined): Value {
  const { name, at } = parameter
  const written = given ?? (parameter.default && scalarText(parameter.default))
  const via: Via[] = [{ reason: given === undefined ? 'default' : 'parameter', location: at }]
  if (parameter.type.startsWith('AWS::SSM::Parameter::Value')) return storedValue(parameter, written)
  if (written === undefined) {
    return {
      type: 'unknown',
      cause: { why: `${name} has no value`, needs: [`--parameter ${name}=…`], at },
      symbol: name,
      origin: 'input_parameter',
      at,
    }
  }
  const sensitive = parameter.noEcho ? { sensitive: true as const } : {}
  const text = (value: string): Scalar => ({ type: 'scalar', value, at, via, ...sensitive })
  if (!isList(parameter.type)) return text(written)
  const items = written === '' ? [] : written.split(',').map((item) => text(item.trim()))
  return { type: 'list', items, at, via }
}

function storedValue({ name, at, noEcho }: Parameter, path: string | undefined): Value {
  if (path === undefined) {
    const cause = { why: `${name} has no value`, needs: [`--parameter ${name}=…`], at }
    return { type: 'unknown', cause, symbol: name, origin: 'ssm_parameter', at }
  }
  const why = `${name} is read from the parameter store at deployment${noEcho ? '' : ` (${path})`}`
  const symbol = noEcho ? name : `ssm:${path}`
  return { type: 'unknown', cause: { why, needs: [], at }, symbol, origin: 'ssm_parameter', at }
}

export function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
}

/** Lists are not allowed as defaults, yet written; a list parameter's is joined. */
function defaultOf(value: Value | undefined): Scalar | undefined {
  if (value?.type === 'scalar') return value.value === null ? undefined : value
  if (value?.type !== 'list') return undefined
  const items = value.items.map(scalarText)
  return { type: 'scalar', value: items.join(','), at: value.at }
}

function scalarText(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined
}
