import { expect, test } from 'vitest'
import { conditionText } from '../../../model/native.ts'
import { problemsOf, readOne, resourceOf } from './reading.ts'

const template = (conditions: string, parameters = '') => `Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod]}
  Region: {Type: String}
  Name: {Type: String, Default: shop}
${parameters}Conditions:
${conditions}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Condition: C
`

const exists = (conditions: string, parameters?: string): string =>
  conditionText(resourceOf(readOne(template(conditions, parameters)), 'Jobs').exists)

test.each([
  ['a comparison of known values', '  C: !Equals [!Ref Name, shop]', 'true'],
  ['a number against a text', '  C: !Equals [1, "1"]', 'true'],
  ['a comparison lends its name to the question', '  C: !Equals [!Ref Stage, prod]', 'C'],
  [
    'the same question goes by the name that was given first',
    '  IsProd: !Equals [!Ref Stage, prod]\n  C: !Equals [prod, !Ref Stage]',
    'IsProd',
  ],
  ['a negation', '  IsProd: !Equals [!Ref Stage, prod]\n  C: !Not [!Condition IsProd]', '!IsProd'],
  ['a nameless question', '  C: !Not [!Equals [!Ref Stage, prod]]', '!(Stage == prod)'],
  ['an empty literal', '  C: !Not [!Equals [!Ref Region, ""]]', '!(Region == "")'],
  ['a literal that is not allowed', '  C: !Not [!Equals [!Ref Stage, live]]', 'true'],
  ['two parameters', '  C: !Or [!Equals [!Ref Region, !Ref Stage], !Equals [a, b]]', 'Region == Stage'],
  ['a parameter with itself', '  C: !Equals [!Ref Region, !Ref Region]', 'true'],
  [
    'false dominates',
    '  U: !Equals [!Ref Region, a]\n  C: !Or [!And [!Condition U, !Equals [a, b]], !Equals [a, a]]',
    'true',
  ],
  ['a text known in part that cannot match', '  C: !Not [!Equals [!Sub "x-${Region}", y-z]]', 'true'],
  ['a text known in part that may match', '  C: !Not [!Equals [!Sub "x-${Region}", x-z]]', '!(x-${Region} == x-z)'],
  [
    'both',
    '  A: !Equals [!Ref Stage, prod]\n  B: !Equals [!Ref Region, a]\n  C: !And [!Condition A, !Not [!Condition B]]',
    'A && !B',
  ],
  [
    'a mapping decides',
    '  C: !Equals [!FindInMap [M, !Ref Stage, Big], yes]\nMappings:\n  M:\n    dev: {Big: "no"}\n    test: {Big: "yes"}\n    prod: {Big: "yes"}',
    '!(Stage == dev)',
  ],
])('%s', (_, conditions, text) => {
  expect(exists(conditions)).toBe(text)
})

test('a resource whose condition never holds is not there', () => {
  expect(readOne(template('  C: !Equals [!Ref Name, other]')).resources).toEqual([])
})

test('a question knows what it compares, what may be, and what decides it', () => {
  const { exists } = resourceOf(
    readOne(template('  IsProd: !Equals [!Ref Stage, prod]\n  C: !Condition IsProd')),
    'Jobs',
  )
  expect(exists).toEqual({
    op: 'atom',
    atom: {
      id: 'IsProd',
      subject: 'Stage',
      equals: 'prod',
      domain: ['dev', 'test', 'prod'],
      why: 'Stage has no value',
      needs: ['--parameter Stage=…'],
      at: { file: 'template.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 8 },
    },
  })
})

test('conditions that depend on each other in a circle are one error, and undecided', () => {
  const circle = Array.from({ length: 51 }, (_, index) => `  C${index}: !Not [!Condition C${(index + 1) % 51}]`).join(
    '\n',
  )
  const stack = readOne(template(`${circle}\n  C: !Condition C0`))
  expect(problemsOf(stack)).toEqual([
    'error REFERENCE_CYCLE 56:25 The condition "C0" depends on itself. Break the circle.',
  ])
  expect(conditionText(resourceOf(stack, 'Jobs').exists)).toBe('C0')
})

test('a chain of 5,000 conditions is one error', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => `  C${index}: !Not [!Condition C${index + 1}]`).join('\n')
  const stack = readOne(template(`${chain}\n  C5000: !Equals [a, a]\n  C: !Condition C0`))
  expect(problemsOf(stack)).toEqual([
    'error TOO_DEEP 105:25 Conditions depend on each other over more than 100 steps here.',
  ])
})

test('conditions that double with each step stay small', () => {
  const steps = Array.from(
    { length: 60 },
    (_, index) => `  C${index + 1}: !Or [!Condition C${index}, !And [!Condition C${index}, !Condition D]]`,
  )
  const start = '  C0: !Equals [!Ref Region, a]\n  D: !Equals [!Ref Region, b]'
  expect(exists(`${start}\n${steps.join('\n')}\n  C: !Condition C60`).length).toBeLessThan(5000)
})
