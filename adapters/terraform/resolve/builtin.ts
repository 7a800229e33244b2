import type { Span } from '../../../model/source.ts'
import type { MapValue, Reference, Value } from '../../../model/value.ts'
import { fail } from './failure.ts'
import type { Names } from './scope.ts'
import { typeOf } from './type-of.ts'
import { ANY, STRING } from './types.ts'
import { isNull, listOf, mapOf, noted, nothing } from './value.ts'

/**
 * `terraform_data`, the one type of resource that Terraform itself brings: an attribute of it, or undefined for a
 * resource of another type. Source: Terraform, "The terraform_data Managed Resource Type".
 */
export function builtinAttribute(of: Reference, name: string, at: Span, names: Names): Value | undefined {
  if (!isBuiltin(of)) return undefined
  if (!isAttribute(name)) return fail(`A terraform_data has no attribute "${name}".`, at)
  if (name === 'id') return noted({ ...of, attribute: name, at }, { ofType: STRING, notNull: true })
  const configured = names.attribute(of, name === 'output' ? 'input' : name, at)
  const isUnset = configured.type === 'reference' && configured.resource === of.resource
  if (isUnset || isNull(configured)) return nothing(at)
  return name === 'output' ? noted({ ...of, attribute: name, at }, { ofType: typeOf(configured) }) : configured
}

const ATTRIBUTES = ['id', 'input', 'output', 'triggers_replace'] as const

function isAttribute(name: string): boolean {
  return (ATTRIBUTES as readonly string[]).includes(name)
}

/** A resource, or resources in a list or map, as what their attributes are; of other types too little is known for that. */
export function wholeResource(value: Value, names: Names): Value {
  switch (value.type) {
    case 'reference': {
      if (value.attribute !== null || !isBuiltin(value)) return value
      const { at } = value
      const entries = ATTRIBUTES.map((name) => {
        return [
          name,
          { key: at, value: builtinAttribute(value, name, at, names) ?? noted(nothing(at), { ofType: ANY }) },
        ] as const
      })
      return mapOf(entries, at)
    }
    case 'list':
      return {
        ...listOf(
          value.items.map((item) => wholeResource(item, names)),
          value.at,
          value.open,
        ),
        ...viaOf(value),
      }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => {
        return [key, { ...entry, value: wholeResource(entry.value, names) }] as const
      })
      return { ...mapOf(entries, value.at, value.open), ...viaOf(value) }
    }
    case 'choice':
      return {
        ...value,
        then: value.then && wholeResource(value.then, names),
        otherwise: value.otherwise && wholeResource(value.otherwise, names),
      }
    default:
      return value
  }
}

/** What is configured of a resource, with the arguments that its type has beside: of `terraform_data` they are null. */
export function withNulls(type: string, properties: MapValue): MapValue {
  if (type !== 'terraform_data') return properties
  const unset = ['input', 'triggers_replace'].filter((name) => !properties.entries.has(name))
  const { at } = properties
  const value: Value = properties.open ? { type: 'unknown', cause: properties.open, at } : nothing(at)
  const nulls = unset.map((name) => [name, { key: at, value }] as const)
  return { ...properties, entries: new Map([...properties.entries, ...nulls]) }
}

function isBuiltin({ resource }: Reference): boolean {
  return /(?:^|\.)terraform_data\.[^.[\]]+(?:\[.*\])?$/s.test(resource)
}

function viaOf({ via }: Value) {
  return via ? { via } : {}
}
