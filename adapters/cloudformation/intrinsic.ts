import type { Condition } from '../../model/condition.ts'
import { type DiagnosticCode, error, warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { unknown, type Value } from '../../model/value.ts'
import type { Resolver } from './resolve.ts'

/** One intrinsic function. It gives a value, or decides a condition. */
export interface Intrinsic {
  /** As it is written in the long form: `Fn::Join`. */
  readonly name: string
  /** What the call is worth; null where the property or element it stands for is not there (`AWS::NoValue`). */
  readonly resolve?: (call: Call) => Value | null
  readonly decide?: (call: Call) => Condition
}

/** A function as it is called. The argument is as written: the function resolves what it needs of it. */
export interface Call {
  readonly name: string
  readonly argument: Value
  readonly at: Span
  readonly resolver: Resolver
}

/** Diagnoses a call that the service would refuse; its value is unknown. */
export function refuse({ name, at, resolver }: Call, problem: string, code: DiagnosticCode = 'INVALID_VALUE'): Value {
  resolver.report(error(code, `${name}: ${problem}`, at))
  return unknown(`${name} cannot be evaluated: ${problem}`, [], at)
}

/** Says where a function stands without the transform that it needs; it is evaluated all the same. */
export function needExtensions({ name, at, resolver }: Call, what = name): void {
  if (resolver.extended) return
  const problem = `${what} needs the transform AWS::LanguageExtensions, which the template does not list.`
  resolver.report(warning('FUNCTION_NOT_SUPPORTED', problem, at))
}

/** The arguments of a call that takes a list, as written; `undefined` where it is none. */
export function listArgument({ argument }: Call): readonly Value[] | undefined {
  return argument.type === 'list' ? argument.items : undefined
}

/** The text of a value for a message: in quotes, or withheld where it must not be shown. */
export function shown(value: Value | null | undefined): string {
  if (value?.type === 'scalar' && value.sensitive) return hidden
  return `"${textOf(value) ?? ''}"`
}

const hidden = 'a hidden value'

export function isHidden(value: Value | null | undefined): boolean {
  return value?.type === 'scalar' && value.sensitive === true
}

/** The text of a scalar. */
export function textOf(value: Value | null | undefined): string | undefined {
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : undefined
}
