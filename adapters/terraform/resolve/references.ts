import type { Span } from '../../../model/source.ts'
import type { Call, Expression, Step, TemplatePart } from '../syntax/tree.ts'

/** A name that an expression takes from around it, with the attributes and indexes after it. */
export interface Mention {
  readonly name: string
  readonly nameAt: Span
  readonly steps: readonly Step[]
  readonly at: Span
}

export interface Visitor {
  readonly mention?: (mention: Mention) => void
  /** Called with each call of a function; false leaves out what is in it. */
  readonly call?: (call: Call) => boolean
}

/** Visits everything that an expression refers to, but for the names that `for` binds within it and those given as bound. */
export function visitMentions(expression: Expression, visitor: Visitor, bound: ReadonlySet<string> = new Set()): void {
  const visit = (inner: Expression, names = bound): void => visitMentions(inner, visitor, names)
  switch (expression.type) {
    case 'literal':
    case 'invalid':
      return
    case 'template':
      visitParts(expression.parts, visitor, bound)
      return
    case 'tuple':
      for (const item of expression.items) visit(item)
      return
    case 'object':
      for (const { key, value } of expression.items) {
        visit(key)
        visit(value)
      }
      return
    case 'variable':
    case 'access':
    case 'index':
      visitPath(expression, visitor, bound)
      return
    case 'splat':
      visit(expression.of)
      visitSteps(expression.steps, visitor, bound)
      return
    case 'call':
      if (visitor.call?.(expression) !== false) for (const argument of expression.args) visit(argument)
      return
    case 'unary':
      visit(expression.of)
      return
    case 'binary':
      visit(expression.left)
      visit(expression.right)
      return
    case 'conditional':
      visit(expression.condition)
      visit(expression.then)
      visit(expression.otherwise)
      return
    case 'for': {
      visit(expression.of)
      const inner = new Set([...bound, expression.name, ...(expression.key === null ? [] : [expression.key])])
      for (const part of [expression.keyOf, expression.value, expression.condition]) if (part) visit(part, inner)
    }
  }
}

function visitPath(expression: Expression, visitor: Visitor, bound: ReadonlySet<string>): void {
  const steps: Step[] = []
  let base = expression
  while (base.type === 'access' || base.type === 'index') {
    steps.push(base)
    base = base.of
  }
  visitSteps(steps, visitor, bound)
  if (base.type !== 'variable') visitMentions(base, visitor, bound)
  else if (!bound.has(base.name)) {
    visitor.mention?.({ name: base.name, nameAt: base.span, steps: steps.reverse(), at: expression.span })
  }
}

function visitSteps(steps: readonly Step[], visitor: Visitor, bound: ReadonlySet<string>): void {
  for (const step of steps) {
    if (step.type === 'index') visitMentions(step.key, visitor, bound)
    else if (step.type === 'splat') visitSteps(step.steps, visitor, bound)
  }
}

function visitParts(parts: readonly TemplatePart[], visitor: Visitor, bound: ReadonlySet<string>): void {
  for (const part of parts) {
    switch (part.type) {
      case 'text':
        break
      case 'interpolation':
        visitMentions(part.expression, visitor, bound)
        break
      case 'if':
        visitMentions(part.condition, visitor, bound)
        visitParts(part.then, visitor, bound)
        visitParts(part.otherwise, visitor, bound)
        break
      case 'for': {
        visitMentions(part.of, visitor, bound)
        const names = [part.name, ...(part.key === null ? [] : [part.key])]
        visitParts(part.body, visitor, new Set([...bound, ...names]))
      }
    }
  }
}
