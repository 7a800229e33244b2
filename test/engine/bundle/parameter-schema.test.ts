import { describe, expect, test } from 'vitest'
import { parameterSchemaProblems } from '../../../engine/bundle/parameter-schema.ts'
import type { Parameter } from '../../../model/policy.ts'

const problems = (parameter: unknown) => parameterSchemaProblems(parameter as Parameter, 'max')

test.each([
  [{ type: 'integer', minimum: 0, maximum: 10, default: 3, description: 'The most.' }],
  [{ type: 'string', enum: ['a', 'b'], default: 'a' }],
  [{ type: 'string', format: 'regex', default: '(?i)secret' }],
  [{ type: 'array', minItems: 1, items: { type: 'string', pattern: '^[0-9]+$', examples: ['12'] }, default: ['12'] }],
  [
    {
      type: 'object',
      properties: { low: { type: 'array', items: { type: 'boolean' } } },
      required: ['low'],
      additionalProperties: false,
      default: { low: [true] },
    },
  ],
  [{ type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1, default: { a: 1 } }],
])('%j describes a parameter', (parameter) => {
  expect(problems(parameter)).toEqual([])
})

describe('words that are none, or say nothing of the type', () => {
  test.each([
    [
      { type: 'int', default: 1 },
      'max.type takes one of string, integer, number, boolean, array, object; it is "int".',
    ],
    [{ default: 1 }, 'max needs type.'],
    [{ type: 'integer' }, 'max needs default.'],
    [{ type: 'integer', minimun: 1, default: 1 }, 'max has no field "minimun". Did you mean minimum?'],
    [
      { type: 'integer', pattern: '^1', default: 1 },
      'max has no field "pattern". The fields there are type, description, minimum, exclusiveMinimum, maximum, default.',
    ],
    [{ type: 'integer', minimum: '1', default: 1 }, 'max.minimum takes a number; it is "1".'],
    [{ type: 'array', items: 'string', default: [] }, 'max.items takes a map.'],
    [
      { type: 'array', items: { type: 'sting' }, default: [] },
      'max.items.type takes one of string, integer, number, boolean, array, object; it is "sting". Did you mean string?',
    ],
    [
      { type: 'object', properties: { a: { type: 'string', format: 'regexp' } }, default: {} },
      'max.properties.a.format takes one of regex; it is "regexp". Did you mean regex?',
    ],
    [{ type: 'string', pattern: '(a', default: '' }, 'max.pattern is no regular expression of ECMAScript.'],
    [
      { type: 'object', additionalProperties: 'none', default: {} },
      'max.additionalProperties takes true, false or a map.',
    ],
  ])('%j', (parameter, said) => {
    expect(problems(parameter)).toEqual([said])
  })
})

test.each([
  [{ type: 'integer', minimum: 1, default: 0 }, 'max.default takes a whole number from 1; it is 0.'],
  [
    { type: 'array', items: { type: 'string' }, default: [1] },
    'max.default[0] takes a text; it is the number 1. Write it in quotes.',
  ],
  [
    { type: 'string', format: 'regex', default: '(a' },
    'max.default takes a regular expression (RE2); it is "(a". That has a fault at "(a": missing closing ).',
  ],
])('%j: a default that the parameter would not take', (parameter, said) => {
  expect(problems(parameter)).toEqual([said])
})
