import { always, and, atom, type Condition, never, not, or } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Choice, Value } from '../../../model/value.ts'
import { encodeJson } from './plain.ts'
import { bool, causeOf, isKnown, isSensitive, nothing, sizeOf, unknownLike } from './value.ts'

/** Applies a function to values of which some are choices: the result is chosen the same way. */
export function lift(values: readonly Value[], at: Span, make: (values: readonly Value[]) => Value): Value {
  return liftBounded(values, at, make, MAX_QUESTIONS)
}

/** Past this many open conditions in one value it is unknown: the engine would not enumerate them either. */
const MAX_QUESTIONS = 5

function liftBounded(
  values: readonly Value[],
  at: Span,
  make: (values: readonly Value[]) => Value,
  left: number,
): Value {
  const first = values.map(questionIn).find((found) => found !== undefined)
  if (!first) return make(values)
  if (left === 0) return unknownLike(first, at)
  const branch = (answer: boolean): Value => {
    const chosen = values.map((value) => assumeIn(value, first.condition, answer))
    return liftBounded(chosen, at, make, left - 1)
  }
  return choose(first.condition, branch(true), branch(false), at)
}

/** The choice that a value is, or by which one of its elements is there or not. */
function questionIn(value: Value): Choice | undefined {
  if (value.type === 'choice') return value
  if (value.type === 'list') return value.items.find(mayBeAbsent)
  if (value.type !== 'map') return undefined
  return [...value.entries.values()].map((entry) => entry.value).find(mayBeAbsent)
}

function mayBeAbsent(value: Value): value is Choice {
  return value.type === 'choice' && (value.then === null || value.otherwise === null)
}

function assumeIn(value: Value, condition: Condition, answer: boolean): Value {
  if (value.type === 'list' && value.items.some(mayBeAbsent)) {
    const items = value.items.map((item) => (mayBeAbsent(item) ? decide(item, condition, answer) : item))
    return { ...value, items: items.filter((item) => item !== null) }
  }
  if (value.type === 'map' && questionIn(value)) {
    const entries = [...value.entries].flatMap(([key, entry]) => {
      const kept = mayBeAbsent(entry.value) ? decide(entry.value, condition, answer) : entry.value
      return kept === null ? [] : [[key, { ...entry, value: kept }] as const]
    })
    return { ...value, entries: new Map(entries) }
  }
  return assume(value, condition, answer)
}

function decide(choice: Choice, condition: Condition, answer: boolean): Value | null {
  if (keyOf(choice.condition) !== keyOf(condition)) return choice
  return answer ? choice.then : choice.otherwise
}

/** Every value that a value may be, with the condition under which it is. */
export function alternatives(
  value: Value,
  when: Condition = always,
): readonly { readonly when: Condition; readonly value: Value }[] {
  const question = questionIn(value)
  if (!question) return [{ when, value }]
  const of = (answer: boolean) => {
    const condition = answer ? question.condition : not(question.condition)
    return alternatives(assumeIn(value, question.condition, answer), and(when, condition))
  }
  return [...of(true), ...of(false)]
}

/** One of two values; the value itself where the condition does not matter. */
export function choose(condition: Condition, then: Value, otherwise: Value, at: Span): Value {
  if (condition.op === 'true') return then
  if (condition.op === 'false') return otherwise
  if (areSame(then, otherwise)) return then
  return {
    type: 'choice',
    condition,
    then: assume(then, condition, true),
    otherwise: assume(otherwise, condition, false),
    at,
  }
}

/** Small values that are known and equal. */
export function areSame(left: Value, right: Value): boolean {
  if (left === right) return true
  if (!isKnown(left) || !isKnown(right) || sizeOf(left) > 50 || sizeOf(right) > 50) return false
  return isSensitive(left) === isSensitive(right) && encodeJson(left) === encodeJson(right)
}

/** A value where the answer to a condition is given. */
function assume(value: Value, condition: Condition, answer: boolean): Value {
  if (value.type !== 'choice' || keyOf(value.condition) !== keyOf(condition)) return value
  const branch = answer ? value.then : value.otherwise
  return branch === null ? nothing(value.at) : assume(branch, condition, answer)
}

function keyOf(condition: Condition): string {
  switch (condition.op) {
    case 'atom':
      return condition.atom.id
    case 'not':
      return `!(${keyOf(condition.of)})`
    case 'and':
    case 'or':
      return `(${condition.of.map(keyOf).join(` ${condition.op} `)})`
    default:
      return condition.op
  }
}

/** When a value that stands for yes or no is yes; undefined where it is neither, or nothing names the question. */
export function conditionOf(value: Value): Condition | undefined {
  if (value.type === 'scalar') {
    if (value.value === true || value.value === 'true') return always
    return value.value === false || value.value === 'false' ? never : undefined
  }
  if (value.type === 'choice') {
    const then = conditionOf(value.then ?? nothing(value.at))
    const otherwise = conditionOf(value.otherwise ?? nothing(value.at))
    return then && otherwise && or(and(value.condition, then), and(not(value.condition), otherwise))
  }
  if (value.type !== 'unknown' || value.symbol === undefined) return undefined
  const { why, needs } = value.cause
  const place = value.cause.at ?? value.at
  const named = { id: value.symbol, subject: value.symbol, equals: 'true', domain: ['true', 'false'] }
  return atom({ ...named, why, needs, at: place })
}

/** A question that only the text of its expression names. */
export function questionOf(text: string, value: Value): Condition {
  const { why, needs, at } = causeOf(value)
  return atom({ id: text, why, needs, at: at ?? value.at })
}

/** Yes where the condition holds, else no. */
export function answerOf(condition: Condition, at: Span): Value {
  if (condition.op === 'true') return bool(true, at)
  if (condition.op === 'false') return bool(false, at)
  return { type: 'choice', condition, then: bool(true, at), otherwise: bool(false, at), at } satisfies Choice
}
