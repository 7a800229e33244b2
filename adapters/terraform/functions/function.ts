import type { Span } from '../../../model/source.ts'
import type { ListValue, MapValue, Value } from '../../../model/value.ts'
import { convertTo } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { markSensitive } from '../resolve/marks.ts'
import { fromPlain, type Plain, toPlain } from '../resolve/plain.ts'
import type { Scope } from '../resolve/scope.ts'
import { asText, limitedText, textOf } from '../resolve/texts.ts'
import { typeOf } from '../resolve/type-of.ts'
import { ANY, BOOL, collectionType, NUMBER, STRING, type Type } from '../resolve/types.ts'
import { isKnown, isNull, isSensitive, noted, notesOf, unknownLike } from '../resolve/value.ts'

/** A call whose arguments are evaluated. */
export interface Call {
  readonly name: string
  readonly at: Span
  readonly scope: Scope
}

/** Gives the result of a call. Throws a Failure where Terraform would refuse the arguments; choices never reach it. */
export type TerraformFunction = (args: readonly Value[], call: Call) => Value

export type Family = Readonly<Record<string, TerraformFunction>>

type Kind = 'string' | 'number' | 'whole' | 'bool' | 'strings' | 'numbers' | 'bools' | 'any'

/** What a parameter takes: a primitive, a list of them, anything; `?` may be left out, `...` any number of times. */
export type Parameter = `${Kind}${'' | '?' | '...'}`

/** A function of plain values: unknown where an argument is, sensitive where one is. */
export function pure(
  parameters: readonly Parameter[],
  result: Type,
  compute: (args: never, call: Call) => Plain,
): TerraformFunction {
  return (args, call) => {
    const values = takeArguments(args, parameters, call)
    const open = values.find((value) => !isKnown(value))
    if (open) return markedLike(unknownLike(open, call.at, result.of === 'any' ? undefined : result), values)
    const plain = compute(values.map(toPlain) as never, call)
    const made = fromPlain(typeof plain === 'string' ? limitedText(plain, call.at) : plain, call.at)
    const typed = made.type === 'list' && 'element' in result ? noted(made, { ofType: result }) : made
    return markedLike(typed, values)
  }
}

function markedLike(value: Value, args: readonly Value[]): Value {
  return args.some(isSensitive) ? markSensitive(value) : value
}

/** Arguments in number and type as the parameters want them. */
export function takeArguments(args: readonly Value[], parameters: readonly Parameter[], call: Call): readonly Value[] {
  const isVariadic = parameters.at(-1)?.endsWith('...') ?? false
  const needed = parameters.filter((parameter) => !parameter.endsWith('?') && !parameter.endsWith('...')).length
  expectCount(args, needed, isVariadic ? Number.POSITIVE_INFINITY : parameters.length, call)
  return args.map((value, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)] ?? 'any'
    return take(value, parameter.replace(/\?$|\.{3}$/, '') as Kind, call)
  })
}

export function expectCount(args: readonly Value[], least: number, most: number, call: Call): void {
  if (args.length >= least && args.length <= most) return
  const wanted =
    least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`
  fail(`"${call.name}" takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${args.length}.`, call.at)
}

const TYPES = {
  string: STRING,
  number: NUMBER,
  whole: NUMBER,
  bool: BOOL,
  strings: collectionType('list', STRING),
  numbers: collectionType('list', NUMBER),
  bools: collectionType('list', BOOL),
  any: ANY,
} as const

function take(value: Value, kind: Kind, call: Call): Value {
  if (isNull(value)) return kind === 'any' ? value : fail(`An argument of "${call.name}" must not be null.`, value.at)
  const taken = convertTo(value, TYPES[kind], value.at)
  return kind === 'whole' ? whole(taken, call) : taken
}

/** A number without a fraction, as far as a double holds it. */
export function whole(value: Value, call: Call): Value {
  const isWhole = value.type !== 'scalar' || (Number.isInteger(value.value) && !notesOf(value).exact)
  return isWhole ? value : fail(`"${call.name}" needs a whole number here.`, value.at)
}

/** An argument that must be a list or tuple, or a set; undefined where it is not known. */
export function listArgument(value: Value | undefined, call: Call): ListValue | undefined {
  if (value?.type === 'list') return value
  if (!value || !mayBe(value, ['list', 'set', 'tuple'])) fail(`"${call.name}" needs a list here.`, value?.at ?? call.at)
  return undefined
}

/** An argument that must be a list or tuple, of which the elements have an order. */
export function sequenceArgument(value: Value | undefined, call: Call): ListValue | undefined {
  if (value && !mayBe(value, ['list', 'tuple'])) fail(`"${call.name}" needs a list here.`, value.at)
  return listArgument(value, call)
}

/** An argument that must be a map or object; undefined where it is not known. */
export function mapArgument(value: Value | undefined, call: Call): MapValue | undefined {
  if (value?.type === 'map') return value
  if (!value || !mayBe(value, ['map', 'object'])) fail(`"${call.name}" needs a map here.`, value?.at ?? call.at)
  return undefined
}

function mayBe(value: Value, kinds: readonly Type['of'][]): boolean {
  if (isNull(value)) return false
  const { of } = typeOf(value)
  return kinds.includes(of) || (of === 'any' && (!isKnown(value) || value.type === 'list' || value.type === 'map'))
}

/** A known text; undefined where it is not known. */
export function textArgument(value: Value | undefined, call: Call): string | undefined {
  if (!value || isNull(value)) return fail(`"${call.name}" needs a text here.`, value?.at ?? call.at)
  const text = asText(value, value.at)
  return text.type === 'scalar' ? textOf(text) : undefined
}
