import type { Parameter } from '../../model/policy.ts'
import type { ValueSchema } from '../../model/value-schema.ts'
import { type Problem, problemsWith } from './check.ts'

/** Everything that is wrong with a value for a parameter. */
export function parameterProblems(value: unknown, parameter: Parameter, name: string): readonly Problem[] {
  return problemsWith(value, parameterSchema(parameter), { name, entry: 'entry' })
}

/** What a parameter takes. Items of which nothing is said are as the default's; of an empty one texts, as names are. */
export function parameterSchema({ default: usual, ...schema }: Parameter): ValueSchema {
  if (schema.type !== 'array' || schema.items !== undefined || !Array.isArray(usual)) return schema
  const items = types.map((type): ValueSchema => ({ type }))
  const [fitting] = items.filter((one) => problemsWith(usual, { type: 'array', items: one }).length === 0)
  return fitting === undefined ? schema : { ...schema, items: fitting }
}

const types = ['string', 'boolean', 'integer', 'number', 'array', 'object'] as const
