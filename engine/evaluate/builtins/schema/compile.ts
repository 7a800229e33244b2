import { RE2JS } from 're2js'
import { decimalOf, sortedEntries, valueAt } from '../../term-order.ts'
import type { NumberTerm, ObjectTerm, Term } from '../../terms.ts'
import { isArray, isObject } from '../builtin.ts'
import { plainJson } from './plain.ts'
import { baseOf, type Documents, documentsOf, resolve } from './references.ts'
import { type Limit, type Schema, SchemaError } from './schema.ts'

/** Compiles a schema; nothing is fetched, so references must lead into the schema itself. Throws {@link SchemaError}. */
export function compileSchema(document: Term): Schema {
  const documents = documentsOf(document)
  return compileNode(document, { draft: draftOf(document), documents, compiled: new Map(), base: '' })
}

interface Scope {
  readonly draft: number
  readonly documents: Documents
  /** What references lead to, by absolute reference. */
  readonly compiled: Map<string, Schema>
  /** The URI references are relative to. */
  readonly base: string
}

/** Without a known `$schema` every keyword of every draft counts. */
const HYBRID = 99
const DRAFTS: readonly (readonly [RegExp, number])[] = [
  [/^https?:\/\/json-schema\.org\/draft-04\/schema#?$/, 4],
  [/^https?:\/\/json-schema\.org\/draft-06\/schema#?$/, 6],
  [/^https?:\/\/json-schema\.org\/draft-07\/schema#?$/, 7],
]

function draftOf(document: Term): number {
  const named = isObject(document) ? valueAt(document, '$schema') : undefined
  if (named !== undefined && typeof named !== 'string') throw wrongKeywordType('string', '$schema')
  return DRAFTS.find(([pattern]) => pattern.test(named ?? ''))?.[1] ?? HYBRID
}

function compileNode(node: Term, outer: Scope, target: Schema = emptySchema()): Schema {
  if (typeof node === 'boolean' && outer.draft >= 6) return Object.assign(target, { always: node })
  if (!isObject(node)) throw new SchemaError('Expected: Valid Schema, given: Invalid JSON')
  const scope = { ...outer, base: baseOf(node, outer.base) }
  const keywords = new Map(sortedEntries(node).map(([key, value]) => [String(key), value]))
  compileDefinitions(keywords, scope)
  for (const keyword of ['title', 'description']) text(keywords, keyword)
  const reference = text(keywords, '$ref')
  if (reference !== undefined) return Object.assign(target, { reference: compileReference(reference, scope) })
  Object.assign(
    target,
    { types: compileTypes(keywords.get('type')) },
    compileProperties(keywords, scope),
    compileItemKeywords(keywords, scope),
    { numbers: compileNumbers(keywords, scope.draft) },
    compileText(keywords),
    compileCounts(keywords),
    compileContains(keywords, scope),
    compileValues(keywords, scope.draft),
    compileCombinations(keywords, scope),
  )
  return target
}

function emptySchema(): Schema {
  return {
    types: [],
    properties: [],
    patternProperties: [],
    dependencies: new Map(),
    limits: {},
    numbers: {},
    required: [],
    uniqueItems: false,
    choices: [],
    oneOf: [],
    anyOf: [],
    allOf: [],
  }
}

type Keywords = ReadonlyMap<string, Term>

function compileDefinitions(keywords: Keywords, scope: Scope): void {
  const definitions = keywords.get('definitions')
  if (definitions === undefined) return
  if (!isObject(definitions)) throw wrongKeywordType('Array Of Schemas', 'definitions')
  for (const [, definition] of definitions.entries) {
    if (typeof definition !== 'boolean' && !isObject(definition))
      throw wrongKeywordType('Array Of Schemas', 'definitions')
    compileNode(definition, scope)
  }
}

function compileReference(reference: string, scope: Scope): Schema {
  const { key, base, node } = resolve(scope.documents, reference, scope.base)
  const known = scope.compiled.get(key)
  if (known !== undefined) return known
  if (node === undefined) throw new SchemaError(`reference ${JSON.stringify(reference)} leads nowhere in this schema`)
  if (typeof node !== 'boolean' && !isObject(node)) throw new SchemaError('Valid Schema must be of type object')
  // Known before it is compiled, because it may refer to itself.
  const target = emptySchema()
  scope.compiled.set(key, target)
  return compileNode(node, { ...scope, base }, target)
}

const TYPES = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string']

function compileTypes(value: Term | undefined): readonly string[] {
  if (value === undefined) return []
  const names = isArray(value) ? value.items : [value]
  const types: string[] = []
  for (const name of names) {
    if (typeof name !== 'string') throw wrongKeywordType('type', 'string/Array Of Strings')
    if (!TYPES.includes(name)) {
      throw new SchemaError(
        `has a primitive type that is NOT VALID -- given: /${name}/ Expected valid values are:[${TYPES.join(' ')}]`,
      )
    }
    if (types.includes(name)) throw new SchemaError(`${name} type is duplicated`)
    types.push(name)
  }
  return types
}

function compileProperties(keywords: Keywords, scope: Scope): Partial<Schema> {
  const properties = keywords.get('properties') ?? NO_OBJECT
  if (!isObject(properties)) throw new SchemaError('Properties must be of type object')
  const propertyNames = scope.draft >= 6 ? keywords.get('propertyNames') : undefined
  if (propertyNames !== undefined && !isSchema(propertyNames))
    throw wrongKeywordType('Valid Schema', 'patternProperties')
  return {
    properties: properties.entries.map(([name, node]) => [String(name), compileNode(node, scope)]),
    ...optional('additionalProperties', additional(keywords, 'additionalProperties', scope)),
    patternProperties: compilePatternProperties(keywords.get('patternProperties') ?? NO_OBJECT, scope),
    ...optional('propertyNames', propertyNames === undefined ? undefined : compileNode(propertyNames, scope)),
    dependencies: compileDependencies(keywords.get('dependencies') ?? NO_OBJECT, scope),
  }
}

const NO_OBJECT: ObjectTerm = { type: 'object', entries: [] }

function additional(keywords: Keywords, keyword: string, scope: Scope): boolean | Schema | undefined {
  const value = keywords.get(keyword)
  if (value === undefined || typeof value === 'boolean') return value
  if (!isObject(value)) throw wrongKeywordType('boolean/Valid Schema', keyword)
  return compileNode(value, scope)
}

function compilePatternProperties(value: Term, scope: Scope): Schema['patternProperties'] {
  if (!isObject(value)) throw wrongKeywordType('Valid Schema', 'patternProperties')
  return value.entries.map(([pattern, node]) => {
    const compiled = regex(String(pattern))
    if (compiled === undefined) throw new SchemaError(`Invalid regex pattern '${String(pattern)}'`)
    return [compiled, compileNode(node, scope)]
  })
}

function compileDependencies(value: Term, scope: Scope): Schema['dependencies'] {
  if (!isObject(value)) throw new SchemaError('dependencies must be of type object')
  const wrong = new SchemaError('Dependency must be of type Schema Or Array Of Strings')
  const dependencies = new Map<string, readonly string[] | Schema>()
  for (const [name, node] of value.entries) {
    if (isSchema(node)) dependencies.set(String(name), compileNode(node, scope))
    else if (isArray(node) && node.items.every((item) => typeof item === 'string')) {
      dependencies.set(String(name), node.items.map(String))
    } else throw wrong
  }
  return dependencies
}

function compileRequired(keywords: Keywords): readonly string[] {
  const names: string[] = []
  for (const name of list(keywords, 'required')) {
    if (typeof name !== 'string') throw new SchemaError('required items must be string')
    if (names.includes(name)) throw new SchemaError('required items must be unique')
    names.push(name)
  }
  return names
}

function compileItemKeywords(keywords: Keywords, scope: Scope): Partial<Schema> {
  return {
    ...optional('items', compileItems(keywords.get('items'), scope)),
    ...optional('additionalItems', additional(keywords, 'additionalItems', scope)),
  }
}

function compileItems(value: Term | undefined, scope: Scope): Schema['items'] {
  if (value === undefined) return undefined
  if (isSchema(value)) return compileNode(value, scope)
  if (!isArray(value) || !value.items.every(isSchema)) throw wrongKeywordType('Valid Schema/Array Of Schemas', 'items')
  return value.items.map((node) => compileNode(node, scope))
}

function compileNumbers(keywords: Keywords, draft: number): Schema['numbers'] {
  const multipleOf = keywords.get('multipleOf')
  if (multipleOf !== undefined && !isNumber(multipleOf)) throw wrongKeywordType('Number', 'multipleOf')
  if (multipleOf !== undefined && decimalOf(multipleOf.text).sign <= 0) {
    throw new SchemaError('multipleOf must be strictly greater than 0')
  }
  return {
    ...optional('multipleOf', multipleOf),
    ...compileBound(keywords, 'minimum', 'exclusiveMinimum', draft),
    ...compileBound(keywords, 'maximum', 'exclusiveMaximum', draft),
  }
}

/** In draft 4 the exclusive keyword is a flag of the other one, from draft 6 on a bound of its own. */
function compileBound(
  keywords: Keywords,
  keyword: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
  draft: number,
): Schema['numbers'] {
  const bound = keywords.get(keyword)
  if (bound !== undefined && !isNumber(bound)) throw new SchemaError(`${keyword} must be of a Number`)
  const value = keywords.get(exclusive)
  if (typeof value === 'boolean' && (draft === 4 || draft === HYBRID)) {
    if (bound === undefined) throw new SchemaError(`${exclusive} cannot be used without ${keyword}`)
    return { [value ? exclusive : keyword]: bound }
  }
  if (value !== undefined && (!isNumber(value) || draft === 4)) {
    throw wrongKeywordType(draft === 4 ? 'boolean' : draft === HYBRID ? 'boolean/number' : 'number', exclusive)
  }
  return { ...optional(keyword, bound), ...optional(exclusive, value) }
}

function compileText(keywords: Keywords): Partial<Schema> {
  const [least, most] = [limit(keywords, 'minLength'), limit(keywords, 'maxLength')]
  if ((least ?? 0) > (most ?? Infinity)) throw new SchemaError('minLength cannot be greater than maxLength')
  const source = text(keywords, 'pattern')
  const pattern = source === undefined ? undefined : regex(source)
  if (source !== undefined && pattern === undefined) throw new SchemaError('pattern must be a valid regex')
  return { ...optional('pattern', pattern), ...optional('format', text(keywords, 'format')) }
}

/** The limits of everything countable, those of texts again, and what is required. */
function compileCounts(keywords: Keywords): Partial<Schema> {
  const lengths = { ...limitOf(keywords, 'minLength'), ...limitOf(keywords, 'maxLength') }
  const [least, most] = [limit(keywords, 'minProperties'), limit(keywords, 'maxProperties')]
  if ((least ?? 0) > (most ?? Infinity)) throw new SchemaError('minProperties cannot be greater than maxProperties')
  const properties = { ...optional('minProperties', least), ...optional('maxProperties', most) }
  const required = compileRequired(keywords)
  const items = { ...limitOf(keywords, 'minItems'), ...limitOf(keywords, 'maxItems') }
  return { limits: { ...lengths, ...properties, ...items }, required }
}

const limitOf = (keywords: Keywords, keyword: Limit): Schema['limits'] => optional(keyword, limit(keywords, keyword))

function limit(keywords: Keywords, keyword: Limit): number | undefined {
  const value = keywords.get(keyword)
  if (value === undefined) return undefined
  if (!isNumber(value) || !/^-?\d{1,15}$/.test(value.text)) throw new SchemaError(`${keyword} must be of an integer`)
  if (Number(value.text) < 0) throw new SchemaError(`${keyword} must be greater than or equal to 0`)
  return Number(value.text)
}

function compileContains(keywords: Keywords, scope: Scope): Partial<Schema> {
  const uniqueItems = keywords.get('uniqueItems') ?? false
  if (typeof uniqueItems !== 'boolean') throw new SchemaError('uniqueItems must be of a boolean')
  const contains = scope.draft >= 6 ? keywords.get('contains') : undefined
  return { uniqueItems, ...optional('contains', contains === undefined ? undefined : compileNode(contains, scope)) }
}

function compileValues(keywords: Keywords, draft: number): Partial<Schema> {
  const constant = draft >= 6 ? keywords.get('const') : undefined
  const choices = list(keywords, 'enum').map(plainJson)
  if (new Set(choices).size < choices.length) throw new SchemaError('enum items must be unique')
  return { choices, ...optional('constant', constant === undefined ? undefined : plainJson(constant)) }
}

function compileCombinations(keywords: Keywords, scope: Scope): Partial<Schema> {
  const each = (keyword: string): readonly Schema[] => list(keywords, keyword).map((node) => compileNode(node, scope))
  const single = (keyword: string): Schema | undefined => {
    const node = keywords.get(keyword)
    if (node === undefined) return undefined
    if (!isSchema(node)) throw new SchemaError(`${keyword} must be of an object`)
    return compileNode(node, scope)
  }
  const conditional = scope.draft >= 7
  return {
    oneOf: each('oneOf'),
    anyOf: each('anyOf'),
    allOf: each('allOf'),
    ...optional('not', single('not')),
    ...optional('if', conditional ? single('if') : undefined),
    ...optional('then', conditional ? single('then') : undefined),
    ...optional('else', conditional ? single('else') : undefined),
  }
}

function text(keywords: Keywords, keyword: string): string | undefined {
  const value = keywords.get(keyword)
  if (value !== undefined && typeof value !== 'string') throw wrongKeywordType('string', keyword)
  return value
}

function list(keywords: Keywords, keyword: string): readonly Term[] {
  const value = keywords.get(keyword)
  if (value === undefined) return []
  if (!isArray(value)) throw new SchemaError(`${keyword} must be of an array`)
  return value.items
}

function regex(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(source)
  } catch {
    return undefined
  }
}

const isSchema = (node: Term): boolean => typeof node === 'boolean' || isObject(node)
const isNumber = (term: Term): term is NumberTerm => typeof term === 'object' && term?.type === 'number'

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: V })
}

function wrongKeywordType(expected: string, given: string): SchemaError {
  return new SchemaError(`Invalid type. Expected: ${expected}, given: ${given}`)
}
