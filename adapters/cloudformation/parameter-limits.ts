import { RE2JS } from 're2js'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { Parameter } from './parameters.ts'

/** What a declaration asks of the values of a parameter, beside its allowed values and its type. */
export interface Limits {
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minValue?: number
  readonly maxValue?: number
}

/**
 * What the service would refuse: a value, given or the default, that the declaration of the parameter does not allow.
 * It is used all the same. Values of `NoEcho` parameters, and those that are allowed for them, are not said.
 * Source: CloudFormation User Guide, "Parameters".
 */
export function refusedValue(parameter: Parameter, text: string, at: Span, given: boolean): Diagnostic | undefined {
  const stored = parameter.type.startsWith('AWS::SSM::Parameter::Value')
  const isList = !stored && (parameter.type === 'CommaDelimitedList' || parameter.type.startsWith('List<'))
  const values = isList ? text.split(',').map((item) => item.trim()) : [text]
  const problem = values.map((value) => problemOf(value, parameter)).find((found) => found !== undefined)
  if (problem === undefined) return undefined
  const value = parameter.noEcho ? (given ? 'The value given' : 'The default') : `"${text}"`
  const subject = parameter.noEcho || given ? value : `The default ${value}`
  return warning('INVALID_VALUE', `${subject} ${problem}`, at)
}

function problemOf(value: string, { name, type, allowed, noEcho, limits }: Parameter): string | undefined {
  const { pattern, minLength, maxLength, minValue, maxValue } = limits
  if (allowed.length > 0 && !allowed.some((item) => String(item.value) === value)) {
    const list = noEcho ? '' : `: ${allowed.map((item) => String(item.value)).join(', ')}`
    return `is not among the allowed values of ${name}${list}.`
  }
  if (type === 'Number' || type === 'List<Number>') {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (Number.isNaN(number)) return `is not a number, as ${name} must be.`
    if (minValue !== undefined && number < minValue) return `is less than ${minValue}, the MinValue of ${name}.`
    if (maxValue !== undefined && number > maxValue) return `is more than ${maxValue}, the MaxValue of ${name}.`
  }
  if (minLength !== undefined && lengthOf(value) < minLength)
    return `is shorter than ${minLength}, the MinLength of ${name}.`
  if (maxLength !== undefined && lengthOf(value) > maxLength)
    return `is longer than ${maxLength}, the MaxLength of ${name}.`
  if (pattern !== undefined && !matches(value, pattern)) {
    return `does not match the AllowedPattern of ${name}: ${pattern}`
  }
  return undefined
}

function lengthOf(text: string): number {
  return [...text].length
}

/** Patterns run in linear time; one that asks for more than that allows is not judged. */
function matches(value: string, pattern: string): boolean {
  try {
    return RE2JS.compile(pattern).matches(value)
  } catch {
    return true
  }
}

/** The limits that a declaration states; a number may be written as a text. */
export function limitsOf(declaration: Value): Limits {
  const pattern = scalarAt(declaration, 'AllowedPattern')
  const number = (key: string): number | undefined => {
    const value = scalarAt(declaration, key)
    return value === undefined || value === '' || Number.isNaN(Number(value)) ? undefined : Number(value)
  }
  const numbers = {
    minLength: number('MinLength'),
    maxLength: number('MaxLength'),
    minValue: number('MinValue'),
    maxValue: number('MaxValue'),
  }
  const stated = Object.entries({ pattern, ...numbers }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(stated)
}

function scalarAt(declaration: Value, key: string): string | undefined {
  const value = entryOf(declaration, key)?.value
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined
}
