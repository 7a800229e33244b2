import { describe, expect, test } from 'vitest'
import { call } from './call.ts'

describe('json.patch', () => {
  test.each([
    [
      '{"a": 1}',
      '[{"op": "add", "path": "/b/c", "value": 2}]',
      'error: path "b" does not exist in object term {"a": 1}',
    ],
    [
      '{"a": [1, 2]}',
      '[{"op": "add", "path": "/a/1", "value": 9}, {"op": "add", "path": "a/-", "value": 3}]',
      '{"a": [1, 9, 2, 3]}',
    ],
    ['{"a": [1, 2], "b": 0}', '[{"op": "remove", "path": "/a/0"}, {"op": "remove", "path": "/b"}]', '{"a": [2]}'],
    ['{"a/b": {"~": 1}}', '[{"op": "replace", "path": "/a~1b/~0", "value": 2}]', '{"a/b": {"~": 2}}'],
    [
      '{"a": 1}',
      '[{"op": "move", "from": "/a", "path": "/b"}, {"op": "copy", "from": "/b", "path": "/c"}]',
      '{"b": 1, "c": 1}',
    ],
    [
      '{1: {2, 3}}',
      '[{"op": "remove", "path": [1, 2]}, {"op": "add", "path": [1, "x"], "value": "x"}]',
      '{1: {3, "x"}}',
    ],
    ['[1]', '[{"op": "replace", "path": "", "value": {"new": true}}]', '{"new": true}'],
    ['[1]', '[{"op": "remove", "path": ""}]', 'undefined'],
    ['[1]', '[{"op": "test", "path": "/0", "value": 1.0}]', '[1]'],
    [
      '[1]',
      '[{"op": "test", "path": "/0", "value": 2}]',
      'error: value from EditTree != patch value.\n\nExpected: 2\n\nFound: 1',
    ],
    ['[1]', '[{"op": "add", "path": "/01", "value": 2}]', 'error: leading zeros are not allowed in JSON paths'],
    ['[1]', '[{"op": "add", "path": "/3", "value": 2}]', 'error: index for array insertion out of bounds'],
    ['[1]', '[{"op": "jump", "path": "/0"}]', "error: unrecognized op: 'jump'"],
    ['[1]', '[{"op": "add", "path": "/0"}]', "error: missing required attribute 'value'"],
    ['1', '[{"op": "add", "path": "/a", "value": 2}]', 'error: expected composite type, found value: 1'],
  ])('%s by %s is %s', (value, operations, result) => {
    expect(call('json.patch', value, operations)).toBe(result)
  })
})

describe('json.marshal_with_options', () => {
  test.each([
    ['{"b": {2, 1}, "a": "<&>"}', '{}', String.raw`"{\"a\":\"\\u003c\\u0026\\u003e\",\"b\":[1,2]}"`],
    [
      '{"a": [1, {}], "b": []}',
      '{"indent": " ", "prefix": ">"}',
      String.raw`">{\n> \"a\": [\n>  1,\n>  {}\n> ],\n> \"b\": []\n>}"`,
    ],
    ['{1: 2.50}', '{"pretty": true}', String.raw`"{\n\t\"1\": 2.50\n}"`],
    ['[]', '{"pretty": 1}', 'error: operand 2 key pretty failed cast to bool'],
    ['[]', '{"colour": true}', 'error: operand 2 object contained unknown key "colour"'],
  ])('%s with %s is %s', (value, options, result) => {
    expect(call('json.marshal_with_options', value, options)).toBe(result)
  })
})

describe('json.verify_schema', () => {
  test.each([
    [
      '{"type": "object", "properties": {"a": {"$ref": "#/definitions/a"}}, "definitions": {"a": {"type": "string"}}}',
      '[true, null]',
    ],
    [String.raw`"{\"type\": \"boolean\"}"`, '[true, null]'],
    ['"{"', '[false, "jsonschema: invalid JSON string"]'],
    ['1', '[false, "jsonschema: wrong type, expected string or object"]'],
    ['{"required": ["a", "a"]}', '[false, "jsonschema: required items must be unique"]'],
    ['{"pattern": "("}', '[false, "jsonschema: pattern must be a valid regex"]'],
    [
      '{"$ref": "#/definitions/gone"}',
      '[false, "jsonschema: reference \\"#/definitions/gone\\" leads nowhere in this schema"]',
    ],
    [
      '{"$ref": "https://example.com/schema.json"}',
      '[false, "jsonschema: reference \\"https://example.com/schema.json\\" leads nowhere in this schema"]',
    ],
  ])('%s: %s', (schema, result) => {
    expect(call('json.verify_schema', schema)).toBe(result)
  })
})

describe('json.match_schema', () => {
  const matches = (document: string, schema: string): string => call('json.match_schema', document, schema)
  const mismatch = (field: string, type: string, text: string): string =>
    call(
      'sprintf',
      '"%v"',
      `[[false, [{"desc": ${JSON.stringify(text)}, "error": ${JSON.stringify(`${field}: ${text}`)}, "field": ${JSON.stringify(field)}, "type": "${type}"}]]]`,
    )

  test.each([
    [
      '{"a": [1, "x"]}',
      '{"properties": {"a": {"items": {"type": "integer"}}}}',
      'a.1',
      'invalid_type',
      'Invalid type. Expected: integer, given: string',
    ],
    ['{}', '{"required": ["a"]}', '(Root)', 'required', 'a is required'],
    [
      '{"a": 1, "b": 2}',
      '{"properties": {"a": {}}, "additionalProperties": false}',
      '(Root)',
      'additional_property_not_allowed',
      'Additional property b is not allowed',
    ],
    ['{"a": 1}', '{"properties": {"a": {"enum": ["x", 2]}}}', 'a', 'enum', 'a must be one of the following: "x", 2'],
    ['[1, 1.0]', '{"uniqueItems": true}', '(Root)', 'unique', 'array items[0,1] must be unique'],
    ['{"a": 1.5}', '{"properties": {"a": {"multipleOf": 0.2}}}', 'a', 'multiple_of', 'Must be a multiple of 0.2'],
    ['{"a": "2024-02-30"}', '{"properties": {"a": {"format": "date"}}}', 'a', 'format', "Does not match format 'date'"],
    [
      '{"a": {"next": {"next": 1}}}',
      '{"properties": {"a": {"$ref": "#/definitions/node"}}, "definitions": {"node": {"type": "object", "properties": {"next": {"$ref": "#/definitions/node"}}}}}',
      'a.next.next',
      'invalid_type',
      'Invalid type. Expected: object, given: integer',
    ],
  ])('%s against %s fails at %s', (document, schema, field, type, text) => {
    expect(matches(document, schema)).toBe(JSON.parse(mismatch(field, type, text)))
  })

  test.each([
    ['{"a": 1}', '{"if": {"required": ["a"]}, "then": {"properties": {"a": {"maximum": 1}}}}'],
    ['{"a": 1.0}', '{"properties": {"a": {"type": "integer"}}}'],
    ['[1, "a", true]', '{"items": [{"type": "integer"}], "additionalItems": {"type": ["string", "boolean"]}}'],
    ['{"x-a": 1}', '{"patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": false}'],
    ['{"a": 5}', '{"properties": {"a": {"oneOf": [{"multipleOf": 5}, {"multipleOf": 3}], "not": {"const": 6}}}}'],
    [String.raw`"{\"a\": 1}"`, String.raw`"{\"type\": \"object\"}"`],
  ])('%s matches %s', (document, schema) => {
    expect(matches(document, schema)).toBe('[true, []]')
  })

  test('a schema that is none is an error', () => {
    expect(matches('{}', '{"type": "text"}')).toBe(
      'error: has a primitive type that is NOT VALID -- given: /text/ Expected valid values are:[array boolean integer number null object string]',
    )
  })
})
