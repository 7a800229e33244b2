import { conditionText } from '../../model/native.ts'
import type { Span } from '../../model/source.ts'
import { type Choice, unknown, type Value } from '../../model/value.ts'

type Operand = Value | null

const mostCombinations = 64

/**
 * Applies a function to operands of which some, or elements of which, are choices: the result is a choice of the
 * function's results. The same condition is taken the same way in all operands.
 */
export function overChoices(
  operands: readonly Operand[],
  at: Span,
  apply: (operands: readonly Operand[]) => Operand,
): Operand {
  return branch(operands, at, apply, { combinations: 0 })
}

function branch(
  operands: readonly Operand[],
  at: Span,
  apply: (operands: readonly Operand[]) => Operand,
  budget: { combinations: number },
): Operand {
  const choice = firstChoice(operands)
  if (!choice) {
    budget.combinations += 1
    return apply(operands)
  }
  if (budget.combinations >= mostCombinations) {
    return unknown(`it depends on too many conditions, among them ${conditionText(choice.condition)}`, [], at)
  }
  const take = (side: 'then' | 'otherwise'): Operand => branch(taken(operands, choice, side), at, apply, budget)
  const then = take('then')
  const otherwise = take('otherwise')
  return { type: 'choice', condition: choice.condition, then, otherwise, at }
}

function firstChoice(operands: readonly Operand[]): Choice | undefined {
  for (const operand of operands) {
    if (operand?.type === 'choice') return operand
    if (operand?.type !== 'list') continue
    const found = operand.items.find((item) => item.type === 'choice')
    if (found?.type === 'choice') return found
  }
  return undefined
}

/** The operands with one side of a condition taken wherever it is asked. */
function taken(operands: readonly Operand[], choice: Choice, side: 'then' | 'otherwise'): readonly Operand[] {
  const asked = conditionText(choice.condition)
  const take = (value: Operand): Operand => {
    if (value?.type !== 'choice') return value
    return value === choice || conditionText(value.condition) === asked ? take(value[side]) : value
  }
  return operands.map((operand) => {
    const value = take(operand)
    if (value?.type !== 'list' || !value.items.some((item) => item.type === 'choice')) return value
    return { ...value, items: value.items.map(take).filter((item) => item !== null) }
  })
}
