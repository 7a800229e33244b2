import { warning } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { lift } from '../resolve/choice.ts'
import { evaluate } from '../resolve/evaluate.ts'
import { Failure, fail } from '../resolve/failure.ts'
import { isLost } from '../resolve/missing.ts'
import type { Scope } from '../resolve/scope.ts'
import { suggest } from '../resolve/traverse.ts'
import { typeOf } from '../resolve/type-of.ts'
import { BOOL, STRING } from '../resolve/types.ts'
import { bool, isKnown, isSensitive, noted, unknownLike } from '../resolve/value.ts'
import type { Call } from '../syntax/tree.ts'
import { builtinProviderFunctions } from './builtin-provider.ts'
import { choosingFunctions } from './choosing.ts'
import { conversionFunctions } from './conversions.ts'
import { encodingFunctions } from './encodings.ts'
import { fileFunctions } from './files.ts'
import type { Family } from './function.ts'
import { hashFunctions } from './hashes.ts'
import { listFunctions } from './lists.ts'
import { mapFunctions } from './maps.ts'
import { networkFunctions } from './networks.ts'
import { numberFunctions } from './numbers.ts'
import { patternFunctions } from './patterns.ts'
import { setFunctions } from './sets.ts'
import { stringFunctions } from './strings.ts'
import { timeFunctions } from './times.ts'

const functions: Family = {
  ...builtinProviderFunctions,
  ...choosingFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...hashFunctions,
  ...listFunctions,
  ...mapFunctions,
  ...networkFunctions,
  ...numberFunctions,
  ...patternFunctions,
  ...setFunctions,
  ...stringFunctions,
  ...timeFunctions,
}

/** Functions of Terraform whose result is another text each time. */
const IMPURE: ReadonlySet<string> = new Set(['bcrypt', 'plantimestamp', 'timestamp', 'uuid'])

/** What depends on how the compressor of Terraform divides its input. */
const COMPRESSED = 'base64gzip'

/** The result of a function call. */
export function callFunction(call: Call, scope: Scope): Value {
  const { span } = call
  const name = call.name.replace(/^core::/, '')
  if (name === 'try') return attempt(call, scope)
  if (name === 'can') return can(call, scope)
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!found) return unsupported(call, name, scope)
  if (name.startsWith('template')) refuseTemplate(call, name, scope)
  const all = argumentsOf(call, scope)
  if (!Array.isArray(all)) return all as Value
  return lift(all, span, (values) => withoutSecrets(values, name, span, () => found(values, { name, at: span, scope })))
}

/** The arguments, the last one spread where the call says so; unknown where how many they are is. */
function argumentsOf(call: Call, scope: Scope): readonly Value[] | Value {
  const args = call.args.map((arg) => evaluate(arg, scope))
  const spread = call.spread ? args.at(-1) : undefined
  if (!spread) return args
  if (spread.type !== 'list') {
    const { of } = typeOf(spread)
    if (isKnown(spread) || !['any', 'list', 'set', 'tuple'].includes(of))
      return fail('Only a list can be spread over arguments.', spread.at)
    return unknownLike(spread, call.span)
  }
  return spread.open ? unknownLike(spread, call.span) : [...args.slice(0, -1), ...spread.items]
}

/** A template fills no other templates, and takes its text from a value that has a name. */
function refuseTemplate({ args: [template], span }: Call, name: string, scope: Scope): void {
  if (scope.module.isTemplate) fail(`A template cannot call "${name}".`, span)
  const isNamed = template?.type === 'access' || template?.type === 'index'
  if (name === 'templatestring' && template && !isNamed)
    fail('"templatestring" needs a reference to a template, such as local.greeting.', template.span)
}

/** What a function says of arguments that are never to be printed may hold them, so it is not said. */
function withoutSecrets(args: readonly Value[], name: string, at: Span, compute: () => Value): Value {
  if (!args.some(isSensitive)) return compute()
  try {
    const result = compute()
    const isUnread = result.type === 'unknown' && args.every(isKnown)
    return isUnread
      ? { type: 'unknown', cause: { why: `${name}() of a hidden value is not known`, needs: [] }, at }
      : result
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    return fail(
      `"${name}" cannot be applied to these arguments, one of which is a hidden value.`,
      thrown.at,
      thrown.code,
    )
  }
}

function unsupported({ nameSpan, span, args }: Call, name: string, scope: Scope): Value {
  for (const arg of args) evaluate(arg, scope)
  const isKnownName = IMPURE.has(name) || name === COMPRESSED
  if (!isKnownName && !name.startsWith('provider::')) {
    return fail(`There is no function "${name}".${suggest(name, [...Object.keys(functions), 'try', 'can'])}`, nameSpan)
  }
  const why = IMPURE.has(name) ? `${name}() is another value each time` : `${name}() is not evaluated`
  if (!IMPURE.has(name)) {
    const message = `The function "${name}" is not evaluated: its result is taken as unknown.`
    scope.module.report(warning('FUNCTION_NOT_SUPPORTED', message, nameSpan))
  }
  const made: Value = { type: 'unknown', cause: { why, needs: [], at: nameSpan }, at: span }
  return isKnownName ? noted(made, { ofType: STRING, notNull: true }) : made
}

/** `try`: the first argument that evaluates. */
function attempt({ args, span }: Call, scope: Scope): Value {
  for (const [index, arg] of args.entries()) {
    const isLast = index === args.length - 1
    try {
      const value = evaluate(arg, scope)
      if (isLast || !isLost(value)) return { ...value, at: span }
    } catch (thrown) {
      if (!isCaught(thrown) || isLast) throw thrown
    }
  }
  return fail('"try" takes at least one argument.', span)
}

/** `can`: whether the argument evaluates. What is not known may turn out not to. */
function can({ args, span }: Call, scope: Scope): Value {
  const [arg] = args
  if (!arg || args.length > 1) return fail('"can" takes 1 argument.', span)
  try {
    const value = evaluate(arg, scope)
    if (isLost(value)) return bool(false, span)
    return isKnown(value) ? bool(true, span) : unknownLike(value, span, BOOL)
  } catch (thrown) {
    if (!isCaught(thrown)) throw thrown
    return bool(false, span)
  }
}

/** Limits and references to what is not declared are not for `try` to catch. */
function isCaught(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.code === 'INVALID_VALUE'
}
