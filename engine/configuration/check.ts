import { RE2JS, RE2JSSyntaxException } from 're2js'
import type { TSchema } from 'typebox'
import Format from 'typebox/format'
import { Errors } from 'typebox/schema'
import { Settings } from 'typebox/system'
import { nearest } from '../../model/nearest.ts'
import { type ValueSchema, wanted } from '../../model/value-schema.ts'

/** Keys of entries and numbers of items, from the outside. */
export type Path = readonly (string | number)[]

/** Something wrong with a value. */
export interface Problem {
  /** Where in the value. */
  readonly path: Path
  /** An entry that there is not: its key is wrong, not its value. */
  readonly isKey?: true
  readonly message: string
}

/** What the value is called in messages. */
export interface Named {
  /** Of the whole; nothing for a file. */
  readonly name?: string
  /** What its entries are called. */
  readonly entry?: string
}

/**
 * Everything in a value that its schema does not allow, in our words; a hundred of them at most. Texts and numbers are
 * repeated where one was wanted; lists and maps are not, for they may hold secrets.
 */
export function problemsWith(value: unknown, schema: TSchema | ValueSchema, named: Named = {}): readonly Problem[] {
  const [, errors] = Errors(schema, value)
  const told = new Set<string>()
  return withoutOthers(errors).flatMap((error) => {
    const { schemaPath, instancePath } = error
    const { path, value: found } = walked(value, instancePath)
    const inner = schemaAt(schema as ValueSchema, schemaPath)
    const name = nameOf(path, named.name ?? '')
    switch (error.keyword) {
      // Entries that there are not, once more.
      case 'boolean':
        return []
      case 'additionalProperties': {
        if (inner.additionalProperties !== false) return []
        const known = Object.keys(inner.properties ?? {})
        return error.params.additionalProperties.map((key) => {
          return { path: [...path, key], isKey: true, message: unknownKey(key, known, { ...named, name }) }
        })
      }
      case 'required':
        return error.params.requiredProperties.map((key) => ({ path, message: `${name} needs ${key}.` }))
      case 'minProperties': {
        const known = Object.keys(inner.properties ?? {}).join(', ')
        return [{ path, message: `${name} needs ${known === '' ? 'an entry' : `one of ${known}`}.` }]
      }
      default:
        if (told.has(instancePath)) return []
        told.add(instancePath)
        return [{ path, message: unfit(found, inner, name) }]
    }
  })
}

type Told = ReturnType<typeof Errors>[1]

/**
 * Of several schemas of which none fits: what is wrong by the one that is meant, which a value's type shows; else only
 * that none fits.
 */
function withoutOthers(errors: Told): Told {
  const unfitting = errors.filter(({ keyword }) => keyword === 'anyOf')
  const dropped = unfitting.flatMap((whole) => {
    const below = `${whole.schemaPath}/anyOf/`
    const at = `${whole.instancePath}/`
    const inner = errors.filter(
      ({ schemaPath, instancePath }) => schemaPath.startsWith(below) && `${instancePath}/`.startsWith(at),
    )
    const branches = [...new Set(inner.map(({ schemaPath }) => branchOf(schemaPath, below)))]
    const ofOther = inner.filter(
      ({ keyword, instancePath }) => keyword === 'type' && instancePath === whole.instancePath,
    )
    const others = new Set(ofOther.map(({ schemaPath }) => branchOf(schemaPath, below)))
    const [meant, ...more] = branches.filter((branch) => !others.has(branch))
    if (meant === undefined || more.length > 0) return inner
    return [whole, ...inner.filter(({ schemaPath }) => branchOf(schemaPath, below) !== meant)]
  })
  const out = new Set(dropped)
  return errors.filter((error) => !out.has(error))
}

function branchOf(schemaPath: string, below: string): string {
  return schemaPath.slice(below.length).split('/', 1)[0] ?? ''
}

/** A text as the schema's type wants it; undefined where it does not fit. */
export function readScalar(text: string, schema: ValueSchema): string | number | boolean | undefined {
  const isNumber = schema.type === 'number' || schema.type === 'integer'
  const value = isNumber ? (text.trim() === '' ? Number.NaN : Number(text)) : text
  return problemsWith(value, schema).length === 0 ? value : undefined
}

Settings.Set({ maxErrors: 100 })

// What is meant is the regular expressions of Rego, which know `(?i)` and do not look ahead.
Format.Set('regex', (text) => regexProblem(text) === undefined)

function walked(root: unknown, pointer: string): { readonly path: Path; readonly value: unknown } {
  let value = root
  const path = stepsOf(pointer).map((step) => {
    const key = Array.isArray(value) ? Number(step) : step
    value = (value as Readonly<Record<string | number, unknown>>)[key]
    return key
  })
  return { path, value }
}

function schemaAt(root: ValueSchema, pointer: string): ValueSchema {
  return stepsOf(pointer).reduce((schema, step) => (schema as Readonly<Record<string, ValueSchema>>)[step] ?? {}, root)
}

/** The steps of a JSON pointer (RFC 6901), which may begin with `#`. */
function stepsOf(pointer: string): readonly string[] {
  const [, ...steps] = pointer.split('/')
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function nameOf(path: Path, root: string): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    root,
  )
}

function unknownKey(key: string, known: readonly string[], { name = '', entry = 'setting' }: Named): string {
  const meant = nearest(key, known)
  const where = name === '' ? `there is no ${entry}` : `${name} has no ${entry}`
  const all = `The ${entry}s ${name === '' ? '' : 'there '}are ${known.join(', ')}.`
  return `${where} "${key}". ${meant === undefined ? all : `Did you mean ${meant}?`}`
}

function unfit(value: unknown, schema: ValueSchema, name: string): string {
  if (value === null) return `${name} has no value; it takes ${wanted(schema)}.`
  const given = shown(value, schema)
  const takes = `${name === '' ? 'The file' : name} takes ${wanted(schema)}`
  return [`${takes}${given === undefined ? '' : `; it is ${given}`}.`, ...hints(value, schema)].join(' ')
}

/** Where a map or a list is wanted, nothing: what stands in its place may be a secret. */
function shown(value: unknown, { type, enum: known }: ValueSchema): string | undefined {
  if (typeof value === 'object' || type === 'object' || type === 'array') return undefined
  if (type === undefined && known === undefined) return undefined
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  return typeof value === 'number' && type === 'string' ? `the number ${short}` : short
}

/** Characters of a value that are repeated. */
const longest = 60

function hints(value: unknown, { type, format, enum: known }: ValueSchema): readonly string[] {
  if (type === 'string' && known === undefined && (typeof value === 'number' || typeof value === 'boolean')) {
    return ['Write it in quotes.']
  }
  const why = format === 'regex' && typeof value === 'string' ? regexProblem(value) : undefined
  const meant = known && nearest(String(value), known)
  return [
    ...(why === undefined ? [] : [`That has ${why}.`]),
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
  ]
}

/** What a text has that is no regular expression in the syntax of RE2; nothing where it is one. */
function regexProblem(text: string): string | undefined {
  try {
    RE2JS.compile(text)
    return undefined
  } catch (reason) {
    if (!(reason instanceof RE2JSSyntaxException)) throw reason
    const at = reason.getPattern()
    return `a fault${at === null ? '' : ` at ${JSON.stringify(at)}`}: ${reason.getDescription()}`
  }
}
