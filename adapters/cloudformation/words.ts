import type { Resource } from '../../model/resource.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import { entryOf, unknown } from '../../model/value.ts'
import { flattened, readDocument, structured, writtenIn } from '../mapping/document.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, readShape, type Source, through } from '../mapping/source.ts'

/** A list of `{Key, Value}` as a map. */
export function tags(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (isNull(value)) return plain({}, value.at)
    return value.type === 'list' ? tagMap(value.items, value) : value
  }
}

function tagMap(items: readonly Value[], from: Value): MapValue {
  const entries = new Map<string, Entry>()
  let open = from.type === 'list' ? from.open : undefined
  for (const item of items) {
    const key = entryOf(item, 'Key')
    if (key?.value.type !== 'scalar') {
      open ??=
        item.type === 'unknown' ? item.cause : { why: 'the key of this tag is not known', needs: [], at: item.at }
      continue
    }
    entries.set(String(key.value.value), {
      key: key.value.at,
      value: entryOf(item, 'Value')?.value ?? plain('', item.at),
    })
  }
  return { type: 'map', entries, at: from.at, ...(open ? { open } : {}) }
}

/** Whether a text property is one of these; unknown where it is not known. */
export function is(source: Source, ...texts: readonly string[]): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return plain(false, value.at)
    if (value.type !== 'scalar') {
      return value.type === 'unknown'
        ? value
        : { type: 'unknown', cause: { why: 'it is known in part only', needs: [] }, at: value.at }
    }
    const same = texts.includes(String(value.value))
    return { type: 'scalar', value: same, at: value.at, ...(value.via ? { via: value.via } : {}) }
  }
}

/** A text by another name: `ENABLED` as true. What is not among the names stays as it is. */
export function translate(source: Source, names: Readonly<Record<string, string | boolean>>): Source {
  return through(source, (value) => {
    const name = value.type === 'scalar' ? names[String(value.value)] : undefined
    return value.type === 'scalar' && name !== undefined ? { ...value, value: name } : value
  })
}

/** The statements of a list of `{PolicyName, PolicyDocument}`. */
export function inlinePolicies(path: string): Source {
  return flattened((scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return value
    const items = value.items.map((item) => {
      const document = entryOf(item, 'PolicyDocument')?.value
      return document
        ? readDocument(document, 'inline', entryOf(item, 'PolicyName')?.value ?? plain(null, item.at))
        : item
    })
    return { ...value, items }
  })
}

/** `{name, arn}` of the managed policies in a list of ARNs; one of the same template goes by the name it has there. */
export function managedPolicies(path: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return value
    const items = value.items.map((arn): Value => {
      const entries = new Map<string, Entry>([
        ['name', { key: arn.at, value: policyName(arn, scope.stack) }],
        ['arn', { key: arn.at, value: arn }],
      ])
      return { type: 'map', entries, at: arn.at }
    })
    return { ...value, items }
  }
}

function policyName(arn: Value, stack: ResourceIndex): Value {
  if (arn.type === 'reference') {
    const name = entryOf(stack.get(arn.resource)?.properties, 'ManagedPolicyName')?.value
    return name ?? plain(arn.resource, arn.at)
  }
  const last = arn.type === 'scalar' ? arn.value : arn.type === 'text' ? arn.parts.at(-1) : undefined
  if (typeof last !== 'string') return arn
  const cut = last.lastIndexOf('/')
  return cut === -1
    ? arn
    : { type: 'scalar', value: last.slice(cut + 1), at: arn.at, ...(arn.via ? { via: arn.via } : {}) }
}

/** The statements of the managed policies of the same template that a list of ARNs names. */
export function statementsOfManaged(path: string): Source {
  return flattened((scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return plain([], value.at)
    const items = value.items.flatMap((arn) => {
      if (arn.type !== 'reference') return []
      const policy = scope.stack.get(arn.resource)
      if (policy?.type !== 'AWS::IAM::ManagedPolicy') {
        return [unknown(`what the policy ${arn.resource} permits is not in the template`, [], arn.at)]
      }
      const document = entryOf(policy.properties, 'PolicyDocument')?.value
      const name = entryOf(policy.properties, 'ManagedPolicyName')?.value ?? plain(policy.id, policy.at)
      return [document ? writtenIn(policy, readDocument(document, 'managed_policy', name)) : plain([], arn.at)]
    })
    return { type: 'list', items, at: value.at }
  })
}

/** The element that an entity stands for. */
export const element: Source = ({ value }) => value

/** The elements of a list property, with their pointers; the list itself where it is not known. */
export function elementsAt(
  path: string,
): (resource: Resource) => readonly { readonly pointer: string; readonly value: Value }[] {
  return ({ properties }) => {
    const value = path.split('/').reduce<Value | undefined>((from, key) => entryOf(from, key)?.value, properties)
    if (value === undefined) return []
    if (value.type === 'list') return value.items.map((item, index) => ({ pointer: `${path}/${index}`, value: item }))
    return isNull(value) ? [] : [{ pointer: path, value }]
  }
}

/** An object of attributes read inside the property at `path`, which may stand there as JSON text; null where it is absent. */
export function objectAt(path: string, attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (isNull(value)) return value
    const object = structured(value)
    if (object.type !== 'map') return object
    return readShape(attributes, { ...scope, value: object, at: value.at })
  }
}

/** A value as a list of one; an empty list where it is absent. */
export function single(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    return isNull(value) ? plain([], value.at) : { type: 'list', items: [value], at: value.at }
  }
}

/** A map as the JSON text it stands for. */
export function asJson(source: Source): Source {
  return through(source, (value) => (value.type === 'map' ? { type: 'json', value, at: value.at } : value))
}

/** Whether a list holds a text. */
export function hasItem(source: Source, text: string): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return plain(false, value.at)
    if (value.type !== 'list') return value
    const found = value.items.find((item) => item.type === 'scalar' && item.value === text)
    if (found) return plain(true, found.at)
    const open = value.open ?? value.items.find((item) => item.type === 'unknown')?.cause
    return open ? { type: 'unknown', cause: open, at: value.at } : plain(false, value.at)
  }
}

/** The service writes -1 for "no limit". */
export function negativeIsNull(source: Source): Source {
  return through(source, (value) =>
    value.type === 'scalar' && Number(value.value) < 0 ? plain(null, value.at) : value,
  )
}

/** A property of an element of a list, for each element. */
export function texts(path: string, key: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    if (value.type !== 'list') return value
    return { ...value, items: value.items.map((item) => entryOf(item, key)?.value ?? item) }
  }
}

/** A property as the only element, where it is there. */
export function propertyAt(path: string): ReturnType<typeof elementsAt> {
  return ({ properties }) => {
    const value = entryOf(properties, path)?.value
    return value === undefined || isNull(value) ? [] : [{ pointer: path, value }]
  }
}
