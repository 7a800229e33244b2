import { not } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Cause, Entry, Value } from '../../../model/value.ts'
import { callFunction } from '../functions/call.ts'
import type { Conditional, Expression, Literal, ObjectItem, Step, Unary } from '../syntax/tree.ts'
import { answerOf, choose, conditionOf, lift, questionOf } from './choice.ts'
import { fail } from './failure.ts'
import { evaluateFor, hiddenKey } from './for.ts'
import { markSensitive } from './marks.ts'
import { applyBinary, negate } from './operators.ts'
import type { Scope } from './scope.ts'
import { evaluateTemplate } from './template.ts'
import { asText } from './texts.ts'
import { attributeOf, indexOf, splatItems } from './traverse.ts'
import { unify } from './unify.ts'
import { isKnown, isSensitive, listOf, mapOf, sizeOf, unknownLike } from './value.ts'

/** More values than this in one collection come from an expansion gone wrong, not from an author. */
const MAX_SIZE = 500_000

/** The value of an expression. Throws a Failure where Terraform would refuse it. */
export function evaluate(expression: Expression, scope: Scope): Value {
  scope.module.spend(expression.span)
  const { span } = expression
  switch (expression.type) {
    case 'literal':
      return literal(expression)
    case 'template':
      return evaluateTemplate(expression, scope)
    case 'tuple':
      return limited(
        listOf(
          expression.items.map((item) => evaluate(item, scope)),
          span,
        ),
      )
    case 'object':
      return limited(evaluateObject(expression.items, span, scope))
    case 'variable':
    case 'access':
    case 'index':
      return evaluatePath(expression, scope)
    case 'splat':
      return splat(evaluate(expression.of, scope), expression, scope)
    case 'call':
      return limited(callFunction(expression, scope))
    case 'unary':
      return evaluateUnary(expression, scope)
    case 'binary':
      return applyBinary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), span)
    case 'conditional':
      return evaluateConditional(expression, scope)
    case 'for':
      return limited(evaluateFor(expression, scope))
    case 'invalid':
      return { type: 'unknown', cause: { why: 'this expression could not be read', needs: [], at: span }, at: span }
  }
}

function literal({ value, span }: Literal): Value {
  return { type: 'scalar', value, at: span }
}

function limited(value: Value): Value {
  if (sizeOf(value) > MAX_SIZE) fail('This value holds more elements than can be read.', value.at, 'TOO_MANY_VALUES')
  return value
}

function evaluateObject(items: readonly ObjectItem[], span: Span, scope: Scope): Value {
  const entries: [string, Entry][] = []
  let open: Cause | undefined
  for (const { key, value } of items) {
    const name = asText(evaluate(key, scope), key.span)
    const of = evaluate(value, scope)
    if (isSensitive(name)) open ??= hiddenKey(key.span)
    else if (name.type === 'scalar' && name.value !== null)
      entries.push([String(name.value), { key: key.span, value: of }])
    else if (name.type === 'scalar') fail('The key of an object must not be null.', key.span)
    else open ??= unknownLike(name, span).cause
  }
  return mapOf(entries, span, open)
}

/** A name and the attributes and indexes after it. */
function evaluatePath(expression: Expression, scope: Scope): Value {
  const { base, steps } = pathOf(expression)
  if (base.type !== 'variable') return follow(evaluate(base, scope), steps, scope)
  const bound = scope.names.get(base.name)
  if (bound) return follow({ ...bound, at: expression.span }, steps, scope)
  const found = scope.module.lookUp(base.name, base.span, steps, expression.span, scope)
  return follow(found.value, steps.slice(found.used), scope)
}

function pathOf(expression: Expression): { readonly base: Expression; readonly steps: readonly Step[] } {
  const steps: Step[] = []
  let base = expression
  while (base.type === 'access' || base.type === 'index') {
    steps.push(base)
    base = base.of
  }
  return { base, steps: steps.reverse() }
}

function follow(value: Value, steps: readonly Step[], scope: Scope): Value {
  return steps.reduce((of, step) => followStep(of, step, scope), value)
}

function followStep(value: Value, step: Step, scope: Scope): Value {
  const { span } = step
  if (step.type === 'splat') return splat(value, step, scope)
  if (step.type === 'access') {
    return lift([value], span, ([of = value]) => attributeOf(of, step.name, span, scope.module))
  }
  const key = evaluate(step.key, scope)
  return lift([value, key], span, ([of = value, by = key]) => indexOf(of, by, span, scope.module))
}

function splat(value: Value, { steps, span }: Extract<Step, { type: 'splat' }>, scope: Scope): Value {
  return lift([value], span, ([of = value]) => {
    const items = splatItems(of, span)
    if (items.type !== 'list') return items
    return { ...items, items: items.items.map((item) => follow(item, steps, scope)), at: span }
  })
}

function evaluateUnary({ operator, of, span }: Unary, scope: Scope): Value {
  const value = evaluate(of, scope)
  if (operator === '-') return lift([value], span, ([number = value]) => negate(number, span))
  const condition = conditionOf(value)
  if (condition) return answerOf(not(condition), span)
  if (isKnown(value)) fail('"!" needs a value that is true or false.', span)
  return unknownLike(value, span)
}

function evaluateConditional(expression: Conditional, scope: Scope): Value {
  const asked = evaluate(expression.condition, scope)
  const { span } = expression
  let condition = conditionOf(asked)
  if (!condition && isKnown(asked)) fail('The condition must be true or false.', expression.condition.span)
  if (!condition && isNamedByText(expression, scope)) condition = questionOf(expression.text, asked)
  if (condition && isSensitive(asked)) {
    const [taken, other] =
      condition.op === 'false' ? [expression.otherwise, expression.then] : [expression.then, expression.otherwise]
    return markSensitive(branch(taken, other, scope, span))
  }
  if (condition?.op === 'true') return branch(expression.then, expression.otherwise, scope, span)
  if (condition?.op === 'false') return branch(expression.otherwise, expression.then, scope, span)
  const then = evaluate(expression.then, scope)
  const otherwise = evaluate(expression.otherwise, scope)
  if (!condition) return then === otherwise ? then : unknownLike(asked, span)
  return choose(condition, ...unify(then, otherwise, span), span)
}

/** The branch that is taken; the other one still says of what type the result is. */
function branch(taken: Expression, other: Expression, scope: Scope, span: Span): Value {
  const value = evaluate(taken, scope)
  if (other.type !== 'literal' && other.type !== 'tuple' && other.type !== 'object') return { ...value, at: span }
  let unused: Value
  try {
    unused = evaluate(other, scope)
  } catch {
    return { ...value, at: span }
  }
  return { ...unify(value, unused, span)[0], at: span }
}

/** The text of a condition names its question only where it means the same everywhere in the module. */
function isNamedByText({ text }: Conditional, scope: Scope): boolean {
  return ![...scope.names.keys()].some((name) => text.includes(name))
}
