import { compareTerms, decimalOf, valueAt } from '../../term-order.ts'
import type { NumberTerm, ObjectTerm, Term } from '../../terms.ts'
import { BuiltinError, isArray, isObject } from '../builtin.ts'
import { formatFloat } from '../format/float.ts'
import { hasFormat } from './formats.ts'
import { plainJson } from './plain.ts'
import type { Limit, Schema } from './schema.ts'

/** One way in which a document does not match a schema, in the words of OPA. */
export interface Mismatch {
  /** For example `invalid_type`. */
  readonly type: string
  /** Where in the document: `(Root)`, or keys and indexes joined by points. */
  readonly field: string
  readonly text: string
}

/** Everything about a document that does not match. */
export function mismatches(schema: Schema, document: Term): readonly Mismatch[] {
  return validate(schema, document, '(Root)').found
}

/** Findings about one node. The score tells which alternative of several came closest, as OPA counts it. */
interface Outcome {
  readonly found: Mismatch[]
  score: number
}

function validate(schema: Schema, node: Term, path: string): Outcome {
  const outcome: Outcome = { found: [], score: 0 }
  if (schema.always !== undefined) {
    if (!schema.always) add(outcome, path, 'false', 'False always fails validation')
    return outcome
  }
  if (schema.reference !== undefined) return validate(schema.reference, node, path)
  const given = typeOf(node)
  if (
    schema.types.length > 0 &&
    !schema.types.includes(given) &&
    !(given === 'integer' && schema.types.includes('number'))
  ) {
    const expected = schema.types.length === 1 ? schema.types[0] : `[${schema.types.join(',')}]`
    add(outcome, path, 'invalid_type', `Invalid type. Expected: ${expected}, given: ${given}`)
    return outcome
  }
  validateCombinations(schema, node, path, outcome)
  if (isNumber(node)) validateNumber(schema, node, path, outcome)
  if (isArray(node)) validateArray(schema, node.items, path, outcome)
  if (isObject(node)) validateObject(schema, node, path, outcome)
  validateCommon(schema, node, path, outcome)
  if (typeof node === 'string') validateText(schema, node, path, outcome)
  if (isObject(node)) {
    for (const [name, child] of schema.properties) {
      const value = valueAt(node, name)
      if (value !== undefined) merge(outcome, validate(child, value, `${path}.${name}`))
    }
  }
  outcome.score++
  return outcome
}

function typeOf(node: Term): string {
  if (node === null) return 'null'
  if (typeof node !== 'object') return typeof node
  if (node.type !== 'number') return node.type
  const { digits, point } = decimalOf(node.text)
  return digits.length <= point || digits === '' ? 'integer' : 'number'
}

function validateCombinations(schema: Schema, node: Term, path: string, outcome: Outcome): void {
  const tried = (schemas: readonly Schema[]): readonly Outcome[] => schemas.map((each) => validate(each, node, path))
  const anyOf = tried(schema.anyOf)
  if (anyOf.length > 0 && !anyOf.some(isValid)) {
    add(outcome, path, 'number_any_of', 'Must validate at least one schema (anyOf)')
    merge(outcome, closest(anyOf))
  }
  const oneOf = tried(schema.oneOf)
  const matching = oneOf.filter(isValid).length
  if (oneOf.length > 0 && matching !== 1) {
    add(outcome, path, 'number_one_of', 'Must validate one and only one schema (oneOf)')
    if (matching === 0) merge(outcome, closest(oneOf))
  }
  const allOf = tried(schema.allOf)
  for (const each of allOf) merge(outcome, each)
  if (!allOf.every(isValid)) add(outcome, path, 'number_all_of', 'Must validate all the schemas (allOf)')
  if (schema.not !== undefined && isValid(validate(schema.not, node, path))) {
    add(outcome, path, 'number_not', 'Must not validate the schema (not)')
  }
  if (isObject(node)) validateDependencies(schema, node, path, outcome)
  validateCondition(schema, node, path, outcome)
  outcome.score++
}

function validateDependencies(schema: Schema, node: ObjectTerm, path: string, outcome: Outcome): void {
  for (const [key] of node.entries) {
    const dependency = schema.dependencies.get(String(key))
    if (dependency === undefined) continue
    if (!isNames(dependency)) merge(outcome, validate(dependency, node, path))
    else {
      for (const name of dependency) {
        if (valueAt(node, name) === undefined) add(outcome, path, 'missing_dependency', `Has a dependency on ${name}`)
      }
    }
  }
}

const isNames = (dependency: readonly string[] | Schema): dependency is readonly string[] => Array.isArray(dependency)

function validateCondition(schema: Schema, node: Term, path: string, outcome: Outcome): void {
  if (schema.if === undefined) return
  const applies = isValid(validate(schema.if, node, path))
  const branch = applies ? schema.then : schema.else
  const result = branch === undefined ? undefined : validate(branch, node, path)
  if (result === undefined || isValid(result)) return
  if (applies) add(outcome, path, 'condition_then', 'Must validate "then" as "if" was valid')
  else add(outcome, path, 'condition_else', 'Must validate "else" as "if" was not valid')
  merge(outcome, result)
}

function validateCommon(schema: Schema, node: Term, path: string, outcome: Outcome): void {
  const field = fieldOf(path)
  if (schema.constant !== undefined && plainJson(node) !== schema.constant) {
    add(outcome, path, 'const', `${field} does not match: ${schema.constant}`)
  }
  if (schema.choices.length > 0 && !schema.choices.includes(plainJson(node))) {
    add(outcome, path, 'enum', `${field} must be one of the following: ${schema.choices.join(', ')}`)
  }
  if (schema.format !== undefined && typeof node === 'string' && !hasFormat(schema.format, node)) {
    add(outcome, path, 'format', `Does not match format '${schema.format}'`)
  }
  outcome.score++
}

function validateNumber(schema: Schema, node: NumberTerm, path: string, outcome: Outcome): void {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema.numbers
  if (multipleOf !== undefined && !isMultiple(node, multipleOf)) {
    add(outcome, path, 'multiple_of', `Must be a multiple of ${shown(multipleOf)}`)
  }
  if (maximum !== undefined && compareTerms(node, maximum) > 0) {
    add(outcome, path, 'number_lte', `Must be less than or equal to ${shown(maximum)}`)
  }
  if (exclusiveMaximum !== undefined && compareTerms(node, exclusiveMaximum) >= 0) {
    add(outcome, path, 'number_lt', `Must be less than ${shown(exclusiveMaximum)}`)
  }
  if (minimum !== undefined && compareTerms(node, minimum) < 0) {
    add(outcome, path, 'number_gte', `Must be greater than or equal to ${shown(minimum)}`)
  }
  if (exclusiveMinimum !== undefined && compareTerms(node, exclusiveMinimum) <= 0) {
    add(outcome, path, 'number_gt', `Must be greater than ${shown(exclusiveMinimum)}`)
  }
  outcome.score++
}

const shown = ({ text }: NumberTerm): string => formatFloat(Number(text), NO_FLAGS, 'v') ?? text
const NO_FLAGS = {
  ...{ sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false },
  width: undefined,
  precision: undefined,
}

const MOST_DIGITS = 10_000

function isMultiple(value: NumberTerm, unit: NumberTerm): boolean {
  const [a, b] = [decimalOf(value.text), decimalOf(unit.text)]
  if (a.sign === 0) return true
  // Both as whole numbers of the same power of ten.
  const [x, y] = [a.point - a.digits.length, b.point - b.digits.length]
  const shift = Math.abs(x - y)
  if (shift > MOST_DIGITS) throw new BuiltinError('number too large for multipleOf')
  const scale = 10n ** BigInt(shift)
  const dividend = BigInt(a.digits) * (x > y ? scale : 1n)
  return dividend % (BigInt(b.digits) * (y > x ? scale : 1n)) === 0n
}

function validateArray(schema: Schema, items: readonly Term[], path: string, outcome: Outcome): void {
  for (const [index, item] of items.entries()) {
    const each = itemSchema(schema, index)
    if (each !== undefined) merge(outcome, validate(each, item, `${path}.${index}`))
  }
  const positional = isList(schema.items) ? schema.items.length : 0
  if (positional > 0 && positional < items.length && schema.additionalItems === false) {
    add(outcome, path, 'array_no_additional_items', 'No additional items allowed on array')
  }
  limit(schema, 'minItems', items.length, (least) =>
    add(outcome, path, 'array_min_items', `Array must have at least ${least} items`),
  )
  limit(schema, 'maxItems', items.length, (most) =>
    add(outcome, path, 'array_max_items', `Array must have at most ${most} items`),
  )
  if (schema.uniqueItems) validateUnique(items, path, outcome)
  if (schema.contains !== undefined) validateContains(schema.contains, items, path, outcome)
  outcome.score++
}

const isList = (items: Schema['items']): items is readonly Schema[] => Array.isArray(items)

function itemSchema(schema: Schema, index: number): Schema | undefined {
  if (!isList(schema.items)) return schema.items
  if (index < schema.items.length) return schema.items[index]
  return schema.items.length > 0 && typeof schema.additionalItems === 'object' ? schema.additionalItems : undefined
}

function validateUnique(items: readonly Term[], path: string, outcome: Outcome): void {
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const text = plainJson(item)
    const earlier = seen.get(text)
    if (earlier !== undefined) add(outcome, path, 'unique', `array items[${earlier},${index}] must be unique`)
    seen.set(text, index)
  }
}

function validateContains(schema: Schema, items: readonly Term[], path: string, outcome: Outcome): void {
  const tried = items.map((item, index) => validate(schema, item, `${path}.${index}`))
  if (tried.some(isValid)) return
  add(outcome, path, 'contains', 'At least one of the items must match')
  merge(outcome, closest(tried))
}

function validateObject(schema: Schema, node: ObjectTerm, path: string, outcome: Outcome): void {
  limit(schema, 'minProperties', node.entries.length, (least) =>
    add(outcome, path, 'array_min_properties', `Must have at least ${least} properties`),
  )
  limit(schema, 'maxProperties', node.entries.length, (most) =>
    add(outcome, path, 'array_max_properties', `Must have at most ${most} properties`),
  )
  for (const name of schema.required) {
    if (valueAt(node, name) === undefined) add(outcome, path, 'required', `${name} is required`)
    else outcome.score++
  }
  for (const [key, value] of node.entries) validateProperty(schema, String(key), value, path, outcome)
  if (schema.propertyNames !== undefined) {
    for (const [key] of node.entries) {
      const result = validate(schema.propertyNames, key, path)
      if (isValid(result)) continue
      add(outcome, path, 'invalid_property_name', `Property name of "${String(key)}" does not match`)
      merge(outcome, result)
    }
  }
  outcome.score++
}

function validateProperty(schema: Schema, name: string, value: Term, path: string, outcome: Outcome): void {
  const patterns = schema.patternProperties.filter(([pattern]) => pattern.matcher(name).find())
  for (const [, child] of patterns) merge(outcome, validate(child, value, `${path}.${name}`))
  if (patterns.length > 0) outcome.score++
  if (patterns.length > 0 || schema.properties.some(([own]) => own === name)) return
  const { additionalProperties } = schema
  if (additionalProperties === false) {
    add(outcome, path, 'additional_property_not_allowed', `Additional property ${name} is not allowed`)
  } else if (typeof additionalProperties === 'object') {
    merge(outcome, validate(additionalProperties, value, `${path}.${name}`))
  }
}

function validateText(schema: Schema, text: string, path: string, outcome: Outcome): void {
  const length = [...text].length
  limit(schema, 'minLength', length, (least) =>
    add(outcome, path, 'string_gte', `String length must be greater than or equal to ${least}`),
  )
  limit(schema, 'maxLength', length, (most) =>
    add(outcome, path, 'string_lte', `String length must be less than or equal to ${most}`),
  )
  if (schema.pattern !== undefined && !schema.pattern.matcher(text).find()) {
    add(outcome, path, 'pattern', `Does not match pattern '${schema.pattern.pattern()}'`)
  }
  outcome.score++
}

function limit(schema: Schema, keyword: Limit, count: number, report: (limit: number) => void): void {
  const value = schema.limits[keyword]
  if (value !== undefined && (keyword.startsWith('min') ? count < value : count > value)) report(value)
}

function add(outcome: Outcome, path: string, type: string, text: string): void {
  outcome.found.push({ type, field: fieldOf(path), text })
  outcome.score -= 2
}

const fieldOf = (path: string): string => (path.startsWith('(Root).') ? path.slice('(Root).'.length) : path)

function merge(outcome: Outcome, other: Outcome): void {
  for (const mismatch of other.found) outcome.found.push(mismatch)
  outcome.score += other.score
}

const isValid = (outcome: Outcome): boolean => outcome.found.length === 0

/** Of alternatives that all failed, the first with the best score. */
function closest(outcomes: readonly Outcome[]): Outcome {
  const none: Outcome = { found: [], score: 0 }
  return (
    outcomes.reduce<Outcome | undefined>(
      (best, each) => (best === undefined || each.score > best.score ? each : best),
      undefined,
    ) ?? none
  )
}

const isNumber = (term: Term): term is NumberTerm => typeof term === 'object' && term?.type === 'number'
