import { warning } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { lift } from '../resolve/choice.ts'
import { evaluate } from '../resolve/evaluate.ts'
import { Failure, fail } from '../resolve/failure.ts'
import type { Scope } from '../resolve/scope.ts'
import { suggest } from '../resolve/traverse.ts'
import { bool, isKnown, isSensitive, unknownLike } from '../resolve/value.ts'
import type { Call } from '../syntax/tree.ts'
import { conversionFunctions } from './conversions.ts'
import { encodingFunctions } from './encodings.ts'
import { fileFunctions } from './files.ts'
import type { Family } from './function.ts'
import { hashFunctions } from './hashes.ts'
import { listFunctions } from './lists.ts'
import { mapFunctions } from './maps.ts'
import { networkFunctions } from './networks.ts'
import { numberFunctions } from './numbers.ts'
import { setFunctions } from './sets.ts'
import { stringFunctions } from './strings.ts'

const functions: Family = {
  ...listFunctions,
  ...mapFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...hashFunctions,
  ...networkFunctions,
  ...numberFunctions,
  ...setFunctions,
  ...stringFunctions,
}

/** Functions of Terraform whose result is another one each time, or is known to the provider alone. */
const IMPURE = new Set(['uuid', 'timestamp', 'plantimestamp', 'bcrypt', 'ephemeralasnull'])

/** Functions of Terraform that are not evaluated yet. */
const LATER = new Set([
  'base64gzip',
  'cidrsubnets',
  'csvdecode',
  'formatdate',
  'issensitive',
  'provider::terraform::encode_expr',
  'rsadecrypt',
  'templatestring',
  'textdecodebase64',
  'textencodebase64',
  'timeadd',
  'timecmp',
  'uuidv5',
  'yamlencode',
])

/** The result of a function call. */
export function callFunction(call: Call, scope: Scope): Value {
  const { name, span } = call
  if (name === 'try') return attempt(call, scope)
  if (name === 'can') return can(call, scope)
  const found = functions[name.replace(/^core::/, '')]
  if (!found || !Object.hasOwn(functions, name.replace(/^core::/, ''))) return unsupported(call, scope)
  const args = call.args.map((arg) => evaluate(arg, scope))
  const spread = call.spread ? args.at(-1) : undefined
  if (spread && spread.type !== 'list') {
    return isKnown(spread) ? fail('Only a list can be spread over arguments.', spread.at) : unknownLike(spread, span)
  }
  if (spread?.type === 'list' && spread.open) return unknownLike(spread, span)
  const all = spread?.type === 'list' ? [...args.slice(0, -1), ...spread.items] : args
  return lift(all, span, (values) => withoutSecrets(values, name, span, () => found(values, { name, at: span, scope })))
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

function unsupported(call: Call, scope: Scope): Value {
  const { name, nameSpan, span } = call
  if (!IMPURE.has(name) && !LATER.has(name) && !name.includes('::')) {
    return fail(`There is no function "${name}".${suggest(name, Object.keys(functions))}`, nameSpan)
  }
  const why = IMPURE.has(name) ? `${name}() is another value each time` : `${name}() is not evaluated`
  if (!IMPURE.has(name)) {
    const message = `The function "${name}" is not evaluated: its result is taken as unknown.`
    scope.module.report(warning('FUNCTION_NOT_SUPPORTED', message, nameSpan))
  }
  return { type: 'unknown', cause: { why, needs: [], at: nameSpan }, at: span }
}

/** `try`: the first argument that evaluates. */
function attempt({ args, span }: Call, scope: Scope): Value {
  for (const [index, arg] of args.entries()) {
    try {
      return { ...evaluate(arg, scope), at: span }
    } catch (thrown) {
      if (!isCaught(thrown) || index === args.length - 1) throw thrown
    }
  }
  return fail('"try" takes at least one argument.', span)
}

/** `can`: whether the argument evaluates. */
function can({ args, span }: Call, scope: Scope): Value {
  const [arg] = args
  if (!arg || args.length > 1) return fail('"can" takes 1 argument.', span)
  try {
    const value = evaluate(arg, scope)
    return value.type === 'unknown' || value.type === 'choice' ? unknownLike(value, span) : bool(true, span)
  } catch (thrown) {
    if (!isCaught(thrown)) throw thrown
    return bool(false, span)
  }
}

/** Limits and references to what is not declared are not for `try` to catch. */
function isCaught(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.code === 'INVALID_VALUE'
}
