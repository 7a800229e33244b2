import { expect, test } from 'vitest'
import { expand } from './expanding.ts'

const functionOf = 'Type: AWS::Serverless::Function, Properties: { CodeUri: a, Handler: a.b, Runtime: r'

test.each([
  ['no resources', 'Transform: AWS::Serverless-2016-10-31', "'Resources' section is required"],
  [
    'a resource that is a text',
    'Resources: { Jobs: text }',
    "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.",
  ],
  [
    'a condition that is no name',
    'Resources: { B: { Type: AWS::S3::Bucket, Condition: { Ref: A } } }',
    'Every Condition member must be a string.',
  ],
  [
    'mappings that are nothing',
    'Mappings:\nResources: { T: { Type: AWS::Serverless::SimpleTable } }',
    "'Mappings' or 'Parameters' is either null or not a valid dictionary.",
  ],
  [
    'a choice of policies that lacks a side',
    `Resources: { Jobs: { ${functionOf}, Policies: [!If [A, B]] } } }`,
    'Fn::If requires 3 arguments',
  ],
])('%s ends the expansion, and nothing else is said', (_, text, problem) => {
  expect(expand(text).problems.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    `Structure of the SAM template is invalid. ${problem}`,
  ])
})

test.each([
  ['__proto__', 'Logical ids must be alphanumeric.'],
  ['Jobs-1', 'Logical ids must be alphanumeric.'],
  ['12', 'Logical ids must be alphanumeric.'],
])('a logical id %s is refused', (id, problem) => {
  const text = `Resources: { ${id}: { Type: AWS::Serverless::SimpleTable } }`
  expect(expand(text).problems).toEqual([`1:14 Resource with id [${id}] is invalid. ${problem}`])
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s is no property, event, policy template, parameter or tag by accident',
  (name) => {
    const text = `Resources:
  Jobs: { ${functionOf}, Tags: { ${name}: a }, Environment: { Variables: { ${name}: !Ref ${name} } } } }
  Own: { ${functionOf}, ${name}: {} } }
  Events: { ${functionOf}, Events: { ${name}: { Type: ${name} } } } }
  Policies: { ${functionOf}, Policies: { ${name}: {} } } }
`
    const { problems, resources } = expand(text)
    expect(problems.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      `Resource with id [Events] is invalid. Event with id [${name}] is invalid. Resource dict has missing or invalid value for key Type. Event Type is: ${name}.`,
      `Resource with id [Own] is invalid. property ${name} not defined for resource of type AWS::Serverless::Function`,
      `Resource with id [Policies] is invalid. Policy at index 0 in the 'Policies' property is not valid`,
    ])
    expect(resources.Jobs?.Properties).toMatchObject({
      Tags: [
        { Key: 'lambda:createdBy', Value: 'SAM' },
        { Key: name, Value: 'a' },
      ],
    })
  },
)

test('hundreds of functions that take hundreds of globals each are expanded in a moment', () => {
  const variables = Array.from({ length: 300 }, (_, index) => `V${index}: x`).join(', ')
  const functions = Array.from({ length: 300 }, (_, index) => `  F${index}: { ${functionOf} } }`).join('\n')
  const text = `Globals: { Function: { Environment: { Variables: { ${variables} } } } }\nResources:\n${functions}\n`
  const start = performance.now()
  expect(Object.keys(expand(text).resources)).toHaveLength(600)
  expect(performance.now() - start).toBeLessThan(3_000)
})
