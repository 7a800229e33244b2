import type { Value } from '../../../model/value.ts'
import { evaluate } from '../resolve/evaluate.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { scalarText } from '../resolve/number.ts'
import { compareText } from '../resolve/plain.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { ANY, STRING } from '../resolve/types.ts'
import { isKnown, isNull, noted, plainText, unknownLike } from '../resolve/value.ts'
import { expectCount, type Family, mapArgument, takeArguments } from './function.ts'
import { withoutNames } from './templates.ts'

/** Functions of the provider that Terraform itself brings: between values and their text in its own language. */
export const builtinProviderFunctions: Family = {
  'provider::terraform::encode_expr': (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value || !isKnown(value)) return unknownLike(value as Value, call.at, STRING)
    return markedLike(plainText(expressionText(value, ''), call.at), value)
  },
  'provider::terraform::encode_tfvars': (args, call) => {
    expectCount(args, 1, 1, call)
    const value = mapArgument(args[0], call)
    if (!value || !isKnown(value)) return unknownLike(args[0] as Value, call.at, STRING)
    const lines = [...value.entries]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, entry]) => {
        if (!NAME.test(name)) return fail(`"${name}" cannot be the name of a variable.`, call.at)
        return `${name} = ${expressionText(entry.value, '')}\n`
      })
    return markedLike(plainText(lines.join(''), call.at), value)
  },
  'provider::terraform::decode_tfvars': (args, call) => {
    const [text] = takeArguments(args, ['string'], call)
    if (text?.type !== 'scalar') return noted(unknownLike(text as Value, call.at), { ofType: ANY })
    const { module } = call.scope
    const parsed = module.files.template({ path: call.at.file, text: `\${{\n${text.value}\n}}` })
    if (!parsed) return fail('This text gives no values to variables.', call.at)
    const names = withoutNames(module, (_, at) => fail('A value here cannot refer to anything.', at))
    return markedLike({ ...evaluate(parsed, { names: new Map(), module: names }), at: call.at }, text)
  },
}

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u

/** A known value in the language itself. Lists stand on one line, objects on one for each attribute. */
function expressionText(value: Value, indent: string): string {
  if (isNull(value)) return 'null'
  if (value.type === 'list') return `[${value.items.map((item) => expressionText(item, indent)).join(', ')}]`
  if (value.type === 'map') return objectText(value, indent)
  if (value.type === 'scalar' && typeof value.value !== 'string') return scalarText(value)
  return `"${escaped(textOf(asText(value, value.at)))}"`
}

function objectText(value: Extract<Value, { type: 'map' }>, indent: string): string {
  if (value.entries.size === 0) return '{}'
  const inner = `${indent}  `
  const lines = [...value.entries]
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([name, entry]) => [NAME.test(name) ? name : `"${escaped(name)}"`, expressionText(entry.value, inner)] as const,
    )
  const aligned = lines.map(([name, text], at) => `${inner}${name.padEnd(widthOf(lines, at))} = ${text}\n`)
  return `{\n${aligned.join('')}${indent}}`
}

/** Neighbouring values that take one line have their signs below one another. */
function widthOf(lines: readonly (readonly [string, string])[], at: number): number {
  const isOne = (index: number) => lines[index] !== undefined && !lines[index][1].includes('\n')
  if (!isOne(at)) return 0
  let [from, to] = [at, at]
  while (isOne(from - 1)) from -= 1
  while (isOne(to + 1)) to += 1
  return Math.max(...lines.slice(from, to + 1).map(([name]) => name.length))
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[$%]\{/g, (sign) => sign[0] + sign)
}
