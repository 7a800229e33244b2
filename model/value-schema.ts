/** What a setting or a parameter takes, in the words of JSON Schema. */
export interface ValueSchema {
  readonly type?: ValueType
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly ValueSchema[]
  /** Of a text: a regular expression that it fits. */
  readonly pattern?: string
  /** Of a text: it is a regular expression itself. */
  readonly format?: 'regex'
  readonly minLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly items?: ValueSchema
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, ValueSchema>>
  readonly patternProperties?: Readonly<Record<string, ValueSchema>>
  readonly additionalProperties?: boolean | ValueSchema
  readonly required?: readonly string[]
  readonly minProperties?: number
  /** Of a text with a pattern: one that fits, to show what is meant. */
  readonly examples?: readonly string[]
}

export const valueTypes = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const
type ValueType = (typeof valueTypes)[number]

/** What a schema takes, in words that follow "takes": `a whole number from 0 to 65535`. */
export function wanted(schema: ValueSchema): string {
  if (schema.enum) return `one of ${few(schema.enum)}`
  if (schema.anyOf) return schema.title ?? schema.anyOf.map(wanted).join(' or ')
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
      return `a whole number${range(schema)}`
    case 'number':
      return `a number${range(schema)}`
    case 'boolean':
      return 'true or false'
    case 'array':
      return list(schema)
    case 'object':
      return map(schema)
    default:
      return 'a value'
  }
}

function text({ title, examples, format, pattern, minLength = 0 }: ValueSchema): string {
  if (title !== undefined) return title
  const [example] = examples ?? []
  if (example !== undefined) return `a text like ${example.includes(' ') ? JSON.stringify(example) : example}`
  if (format === 'regex') return 'a regular expression (RE2)'
  if (pattern !== undefined) return `a text that fits ${pattern}`
  return minLength > 0 ? 'a text that is not empty' : 'a text'
}

function range({ minimum, exclusiveMinimum, maximum }: ValueSchema): string {
  const from = exclusiveMinimum === undefined ? minimum : exclusiveMinimum
  const least = from === undefined ? '' : exclusiveMinimum === undefined ? ` from ${from}` : ` above ${from}`
  return `${least}${maximum === undefined ? '' : `${least === '' ? ' up' : ''} to ${maximum}`}`
}

function list({ items = {}, minItems = 0 }: ValueSchema): string {
  const least = minItems > 0 ? ` of at least ${minItems}` : ''
  return `a list${least}${isSaid(items) ? `, each item ${wanted(items)}` : ''}`
}

function map({ properties = {}, additionalProperties }: ValueSchema): string {
  const names = Object.keys(properties)
  const other = typeof additionalProperties === 'object' ? additionalProperties : {}
  if (names.length === 0) return `a map${isSaid(other) ? `, each value ${wanted(other)}` : ''}`
  const [first = '', ...rest] = new Set(Object.values(properties).map(wanted))
  return `a map of ${few(names)}${rest.length === 0 ? `, each ${first}` : ''}`
}

function isSaid({ type, enum: known, anyOf }: ValueSchema): boolean {
  return type !== undefined || known !== undefined || anyOf !== undefined
}

/** With more of them a list is not read. */
const many = 12

function few(words: readonly string[]): string {
  return words.length > many ? `${words.slice(0, 3).join(', ')}, …` : words.join(', ')
}
