import type { Condition } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Cause, Entry, ListValue, MapValue, Value } from '../../../model/value.ts'
import type { For } from '../syntax/tree.ts'
import { conditionOf, lift } from './choice.ts'
import { evaluate } from './evaluate.ts'
import { fail } from './failure.ts'
import { markSensitive } from './marks.ts'
import { compareText } from './plain.ts'
import { type Scope, withNames } from './scope.ts'
import { asText, textOf } from './texts.ts'
import { isPrimitive, typeOf } from './type-of.ts'
import { BOOL } from './types.ts'
import { canConvert } from './unify.ts'
import {
  causeOf,
  isKnown,
  isMarked,
  isNull,
  isSensitive,
  listOf,
  mapOf,
  notesOf,
  plainText,
  unknownLike,
} from './value.ts'

/** `[for k, v in of : value if condition]` and `{for … : key => value...}`. */
export function evaluateFor(expression: For, scope: Scope): Value {
  return lift([evaluate(expression.of, scope)], expression.span, ([of]) => {
    if (of?.type !== 'list' && of?.type !== 'map') {
      if (!of || isKnown(of) || isPrimitive(typeOf(of)))
        fail('"for" needs a list, set, map or object to go over.', expression.of.span)
      return unknownLike(of, expression.span)
    }
    const made = expression.keyOf === null ? makeList(expression, of, scope) : makeObject(expression, of, scope)
    return isMarked(of) ? markSensitive(made) : made
  })
}

/** The pairs of key and value that `for` goes over: maps in the order of their keys, sets with the value as key. */
export function pairsOf(of: ListValue | MapValue): readonly (readonly [Value, Value])[] {
  if (of.type === 'map') {
    return [...of.entries]
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, entry]) => [plainText(key, entry.key), entry.value] as const)
  }
  return of.items.map((item, index) => [notesOf(of).set ? item : { type: 'scalar', value: index, at: item.at }, item])
}

function makeList(expression: For, of: ListValue | MapValue, scope: Scope): Value {
  const items: Value[] = []
  let open = of.open
  let isHidden = false
  for (const [key, value] of pairsOf(of)) {
    const inner = bind(expression, key, value, scope)
    const condition = conditionIn(expression, inner)
    isHidden ||= condition !== undefined && isSensitive(condition)
    const kept = isKept(condition)
    if (kept === true) items.push(evaluate(expression.value, inner))
    else if (kept !== false && 'op' in kept) items.push(maybe(kept, evaluate(expression.value, inner), expression.span))
    else if (kept !== false) open ??= kept
  }
  const made = listOf(items, expression.span, open)
  return isHidden ? markSensitive(made) : made
}

function makeObject(expression: For, of: ListValue | MapValue, scope: Scope): Value {
  const groups = new Map<string, { readonly key: Span; readonly values: Value[] }>()
  let open = of.open
  let isHidden = false
  for (const [key, value] of pairsOf(of)) {
    const inner = bind(expression, key, value, scope)
    const condition = conditionIn(expression, inner)
    isHidden ||= condition !== undefined && isSensitive(condition)
    const kept = isKept(condition)
    if (kept === false) continue
    if (kept !== true && !('op' in kept)) {
      open ??= kept
      continue
    }
    const made = expression.keyOf ? asText(evaluate(expression.keyOf, inner), expression.span) : key
    const element = evaluate(expression.value, inner)
    const result = kept === true ? element : maybe(kept, element, expression.span)
    if (made.type !== 'scalar') {
      open ??= causeOf(made)
      continue
    }
    if (isSensitive(made)) {
      open ??= hiddenKey(expression.keyOf?.span ?? expression.span)
      continue
    }
    if (isNull(made)) fail('The key of an object must not be null.', expression.keyOf?.span ?? expression.span)
    const name = textOf(made)
    const group = groups.get(name)
    if (group && !expression.grouped) {
      fail(`Two elements have the key "${name}". Add "..." after the value to group them.`, expression.span)
    }
    if (group) group.values.push(result)
    else groups.set(name, { key: result.at, values: [result] })
  }
  const entries = [...groups].map(([name, { key, values }]): [string, Entry] => {
    const [first] = values
    return [name, { key, value: expression.grouped || !first ? listOf(values, expression.span) : first }]
  })
  const made = mapOf(
    entries.sort(([a], [b]) => compareText(a, b)),
    expression.span,
    open,
  )
  return isHidden ? markSensitive(made) : made
}

/** Why a map is not given the entry of a key that is never to be printed. */
export function hiddenKey(at: Span): Cause {
  return { why: 'a key here is a hidden value', needs: [], at }
}

function bind(expression: For, key: Value, value: Value, scope: Scope): Scope {
  const names: [string, Value][] = expression.key === null ? [] : [[expression.key, key]]
  return withNames(scope, [...names, [expression.name, value]])
}

/** An element that stays under a condition. */
function maybe(condition: Condition, value: Value, at: Span): Value {
  return { type: 'choice', condition, then: value, otherwise: null, at }
}

function conditionIn({ condition }: For, scope: Scope): Value | undefined {
  return condition ? evaluate(condition, scope) : undefined
}

/** Whether an element stays; the question where it is open, the cause where nothing names that. */
function isKept(value: Value | undefined): boolean | Condition | Cause {
  if (!value) return true
  const condition = conditionOf(value)
  if (condition?.op === 'true' || condition?.op === 'false') return condition.op === 'true'
  if (!condition && (isKnown(value) || !canConvert(typeOf(value), BOOL)))
    fail('The condition of "for" must be true or false.', value.at)
  return condition && !isSensitive(value) ? condition : causeOf(value)
}
