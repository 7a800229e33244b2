import { nearest } from '../../model/nearest.ts'
import type { Parameter } from '../../model/policy.ts'

/** What is wrong with a value for a parameter, in words that follow its name; nothing where it fits. */
export function parameterProblem(value: unknown, parameter: Parameter): string | undefined {
  if (!isOf(value, parameter.type)) return `takes ${words[parameter.type]}.`
  const { enum: known } = parameter
  if (known && !known.includes(value as string)) {
    const meant = nearest(String(value), known)
    return `takes one of ${known.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  }
  const items = itemsOf(parameter)
  if (items === undefined || !Array.isArray(value)) return undefined
  const odd = value.filter((item) => !isOf(item, items))
  if (odd.length === 0) return undefined
  const quotes = items === 'string' && odd.some((item) => isOf(item, 'number')) ? ' Write numbers in quotes.' : ''
  return `takes a list in which every item is ${words[items]}.${quotes}`
}

type ParameterType = Parameter['type']

const words: Readonly<Record<ParameterType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
}

/** As it is said, else as its default shows; of an empty one texts, as account ids and names are. */
function itemsOf({ items, default: usual }: Parameter): ParameterType | undefined {
  if (items !== undefined) return items
  const types: readonly ParameterType[] = ['string', 'boolean', 'integer', 'number', 'array', 'object']
  if (!Array.isArray(usual)) return undefined
  return types.find((type) => usual.every((item) => isOf(item, type)))
}

function isOf(value: unknown, type: ParameterType): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === type
  }
}
