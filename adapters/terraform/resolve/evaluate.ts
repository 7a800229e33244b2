import { type Condition, not } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Cause, Entry, Value } from '../../../model/value.ts'
import { callFunction } from '../functions/call.ts'
import type { Conditional, Expression, Literal, ObjectItem, Step, Unary } from '../syntax/tree.ts'
import { wholeResource } from './builtin.ts'
import { answerOf, areSame, choose, conditionOf, lift, questionOf } from './choice.ts'
import { isDefinite } from './equality.ts'
import { Failure, fail } from './failure.ts'
import { evaluateFor, hiddenKey } from './for.ts'
import { markSensitive } from './marks.ts'
import { numberFromText } from './number.ts'
import { applyBinary, negate } from './operators.ts'
import type { Scope } from './scope.ts'
import { evaluateTemplate } from './template.ts'
import { asText } from './texts.ts'
import { attributeOf, indexOf, splatItems } from './traverse.ts'
import { elementType, isOpenType, typeOf } from './type-of.ts'
import { ANY, BOOL, collectionType } from './types.ts'
import { canConvert, unify } from './unify.ts'
import { isKnown, isMarked, isSensitive, listOf, mapOf, noted, notesOf, sizeOf, unknownLike } from './value.ts'

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

function literal({ value, digits, span }: Literal): Value {
  if (digits !== undefined) return numberFromText(digits, span) ?? fail('This number is too large.', span)
  return { type: 'scalar', value: typeof value === 'string' ? value.normalize() : value, at: span }
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
  if (bound) {
    const value = follow({ ...bound, at: expression.span }, steps, scope)
    return value.type === 'reference' ? wholeResource(value, scope.module) : value
  }
  const found = scope.module.lookUp(base.name, base.span, steps, expression.span, scope)
  const value = follow(found.value, steps.slice(found.used), scope)
  return VALUES.has(base.name) ? value : wholeResource(value, scope.module)
}

/** Names that lead to values; all others lead to resources. */
const VALUES: ReadonlySet<string> = new Set(['var', 'local', 'path', 'terraform', 'data', 'module'])

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
    if (items.type !== 'list') return openSplat(items, steps, scope)
    const each = items.items.map((item) => follow(item, steps, scope))
    const list = listOf(each, span, items.open)
    const made = isMarked(of) ? markSensitive(list) : list
    const { ofType } = notesOf(items)
    const [first] = each
    if (!ofType || !('element' in ofType)) return made
    return noted(made, {
      ofType: collectionType('list', first ? typeOf(first) : steps.length > 0 ? ANY : ofType.element),
    })
  })
}

/** What a splat gives of a list that is not known; fails where no element could be followed so. */
function openSplat(items: Value, steps: readonly Step[], scope: Scope): Value {
  const element = elementType(typeOf(items))
  if (steps.length === 0 || element.of === 'any') return items
  const each = follow(noted(unknownLike(items, items.at), { ofType: element }), steps, scope)
  return noted(items, { ofType: collectionType('list', typeOf(each)) })
}

function evaluateUnary({ operator, of, span }: Unary, scope: Scope): Value {
  const value = evaluate(of, scope)
  if (operator === '-') return lift([value], span, ([number = value]) => negate(number, span))
  const condition = conditionOf(value)
  if (condition) {
    const answer = answerOf(not(condition), span)
    return isSensitive(value) ? markSensitive(answer) : answer
  }
  if (isKnown(value) || !canConvert(typeOf(value), BOOL)) fail('"!" needs a value that is true or false.', span)
  return unknownLike(value, span, BOOL)
}

function evaluateConditional(expression: Conditional, scope: Scope): Value {
  const asked = evaluate(expression.condition, scope)
  let condition = conditionOf(asked)
  if (!condition && (isKnown(asked) || !canConvert(typeOf(asked), BOOL)))
    fail('The condition must be true or false.', expression.condition.span)
  if (!condition && isNamedByText(expression, scope)) condition = questionOf(expression.text, asked)
  const made = condition ? chosen(condition, expression, scope) : undecided(asked, expression, scope)
  return isMarked(asked) ? markSensitive(made) : made
}

function chosen(condition: Condition, { then, otherwise, span }: Conditional, scope: Scope): Value {
  if (condition.op === 'true') return branch(then, otherwise, scope, span)
  if (condition.op === 'false') return branch(otherwise, then, scope, span)
  const [one, other] = branches(then, otherwise, scope, span)
  return choose(condition, one, other, span)
}

/** Where nothing names the question there is no choice to be made; what both branches have in common is known. */
function undecided(asked: Value, { then, otherwise, span }: Conditional, scope: Scope): Value {
  const [one, other] = branches(then, otherwise, scope, span)
  if (one === other || areSame(one, other)) return one
  const type = typeOf(one)
  const isSure = isDefinite(one) && isDefinite(other) && !isOpenType(type)
  const made = unknownLike(asked, span, isSure ? type : undefined)
  return isSensitive(one) || isSensitive(other) ? markSensitive(made) : made
}

/** The branch that is taken; the other one still says of what type the result is, and whether it is hidden. */
function branch(taken: Expression, other: Expression, scope: Scope, span: Span): Value {
  const value = evaluate(taken, scope)
  const unused = attempted(other, scope)
  if (!unused) return { ...value, at: span }
  const [made] = unify(value, unused, span)
  return { ...(isMarked(unused) ? markSensitive(made) : made), at: span }
}

/** Both branches in one type. One that fails may be the one that is not taken. */
function branches(then: Expression, otherwise: Expression, scope: Scope, span: Span): readonly [Value, Value] {
  const [one, other] = [attempted(then, scope), attempted(otherwise, scope)]
  if (!one && !other) evaluate(then, scope)
  const failed: Value = { type: 'unknown', cause: { why: 'this result is not valid', needs: [], at: span }, at: span }
  const [a, b] = unify(one ?? failed, other ?? failed, span)
  return isMarked(a) || isMarked(b) ? [markSensitive(a), markSensitive(b)] : [a, b]
}

/** The value of an expression; undefined where Terraform would refuse it. */
function attempted(expression: Expression, scope: Scope): Value | undefined {
  try {
    return evaluate(expression, scope)
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'INVALID_VALUE') return undefined
    throw thrown
  }
}

/** The text of a condition names its question only where it means the same everywhere in the module. */
function isNamedByText({ text }: Conditional, scope: Scope): boolean {
  return ![...scope.names.keys()].some((name) => text.includes(name))
}
