import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { markSensitive } from '../resolve/marks.ts'
import { fromPlain, type Plain, toPlain } from '../resolve/plain.ts'
import type { Scope } from '../resolve/scope.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { toBool, toNumber } from '../resolve/types.ts'
import { isKnown, isNull, isSensitive, unknownLike } from '../resolve/value.ts'

/** A call whose arguments are evaluated. */
export interface Call {
  readonly name: string
  readonly at: Span
  readonly scope: Scope
}

/** Gives the result of a call. Throws a Failure where Terraform would refuse the arguments; choices never reach it. */
export type TerraformFunction = (args: readonly Value[], call: Call) => Value

export type Family = Readonly<Record<string, TerraformFunction>>

/** What a parameter takes: a primitive, a list of them, anything; `?` may be left out, `...` any number of times. */
export type Parameter = `${'string' | 'number' | 'bool' | 'strings' | 'numbers' | 'any'}${'' | '?' | '...'}`

/** A function of plain values: unknown where an argument is, sensitive where one is. */
export function pure(parameters: readonly Parameter[], compute: (args: never, call: Call) => Plain): TerraformFunction {
  return (args, call) => {
    const values = takeArguments(args, parameters, call)
    const open = values.find((value) => !isKnown(value))
    if (open) return unknownLike(open, call.at)
    const result = fromPlain(compute(values.map(toPlain) as never, call), call.at)
    return values.some(isSensitive) ? markSensitive(result) : result
  }
}

/** Arguments in number and type as the parameters want them. */
function takeArguments(args: readonly Value[], parameters: readonly Parameter[], call: Call): readonly Value[] {
  const isVariadic = parameters.at(-1)?.endsWith('...') ?? false
  const needed = parameters.filter((parameter) => !parameter.endsWith('?') && !parameter.endsWith('...')).length
  expectCount(args, needed, isVariadic ? Number.POSITIVE_INFINITY : parameters.length, call)
  return args.map((value, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)] ?? 'any'
    return take(value, parameter.replace(/\?$|\.{3}$/, ''), call)
  })
}

export function expectCount(args: readonly Value[], least: number, most: number, call: Call): void {
  if (args.length >= least && args.length <= most) return
  const wanted =
    least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`
  fail(`"${call.name}" takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${args.length}.`, call.at)
}

function take(value: Value, type: string, call: Call): Value {
  if (type === 'any') return value
  if (isNull(value)) return fail(`An argument of "${call.name}" must not be null.`, value.at)
  if (type === 'strings' || type === 'numbers') {
    if (value.type !== 'list') return isKnown(value) ? fail(`"${call.name}" needs a list here.`, value.at) : value
    return { ...value, items: value.items.map((item) => take(item, type.slice(0, -1), call)) }
  }
  if (value.type === 'unknown' || value.type === 'reference' || value.type === 'symbol') return value
  if (type === 'number') return toNumber(value)
  return type === 'bool' ? toBool(value) : asText(value, value.at)
}

/** An argument that must be a list, set or tuple; undefined where it is not known. */
export function listArgument(value: Value | undefined, call: Call): Extract<Value, { type: 'list' }> | undefined {
  if (value?.type === 'list') return value
  if (!value || isKnown(value) || value.type === 'map') fail(`"${call.name}" needs a list here.`, value?.at ?? call.at)
  return undefined
}

/** An argument that must be a map or object; undefined where it is not known. */
export function mapArgument(value: Value | undefined, call: Call): Extract<Value, { type: 'map' }> | undefined {
  if (value?.type === 'map') return value
  if (!value || isKnown(value) || value.type === 'list') fail(`"${call.name}" needs a map here.`, value?.at ?? call.at)
  return undefined
}

/** A known text; undefined where it is not known. */
export function textArgument(value: Value | undefined, call: Call): string | undefined {
  if (!value || isNull(value)) return fail(`"${call.name}" needs a text here.`, value?.at ?? call.at)
  const text = asText(value, value.at)
  return text.type === 'scalar' ? textOf(text) : undefined
}
