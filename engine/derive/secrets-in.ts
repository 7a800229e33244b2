import { isPlainSecret, namesSecret } from '../../model/secret-names.ts'
import { detectSecret } from '../../model/secrets.ts'
import { partsOf } from '../../model/text.ts'
import { type Entry, entryOf, type UnknownValue, type Value, type Via } from '../../model/value.ts'

/** Stands for a piece that is no literal, so that detectors see where one lies: the object replacement character. */
export const hole = '\uFFFC'

/** A literal that is a secret: where it stands below the value, and what says so. */
export interface FoundSecret {
  readonly path: string
  readonly detector: string
  readonly value: Value
}

export interface FoundSecrets {
  readonly found: readonly FoundSecret[]
  /** Present where something that is called like a secret is not known, so that it may be a literal. */
  readonly open?: UnknownValue
}

/**
 * The literals in a value that are secrets, by their form, or by what they are called. What is asked for by a parameter
 * is no literal, unless its form gives it away.
 */
export function secretsIn(value: Value, name = '', isAsked: (via: Via) => boolean = () => false): FoundSecrets {
  const found: FoundSecret[] = []
  let open: UnknownValue | undefined
  const visit = (inner: Value, named: string, path: readonly (string | number)[]): void => {
    switch (inner.type) {
      case 'list':
        for (const [index, item] of inner.items.entries()) visit(item, named, [...path, index])
        return
      case 'map':
        for (const { key, entry, name } of namedEntries(inner)) visit(entry.value, name, [...path, key])
        return
      case 'json':
        visit(inner.value, named, path)
        return
      case 'choice':
        for (const side of [inner.then, inner.otherwise]) if (side) visit(side, named, path)
        return
      default: {
        if (inner.type === 'unknown' && inner.symbol === undefined && namesSecret(named)) open ??= inner
        const detector = detectorOf(inner, named, isAsked)
        if (detector !== undefined) found.push({ path: path.join('/'), detector, value: inner })
      }
    }
  }
  visit(value, name, [])
  return open ? { found, open } : { found }
}

function detectorOf(value: Value, name: string, isAsked: (via: Via) => boolean): string | undefined {
  if (value.type === 'scalar' && typeof value.value !== 'string') return undefined
  const detected = detectSecret(name, textOf(value))?.detector
  if (detected !== undefined) return detected
  if (value.type !== 'scalar' || value.via?.some(isAsked)) return undefined
  return isPlainSecret(name, String(value.value)) ? 'named_value' : undefined
}

/** The literal text of a value, with holes for what is none. */
export function textOf(value: Value): string {
  if (value.type === 'scalar') return value.value === null ? '' : String(value.value)
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : hole)).join('')
}

/** The entries of a map with what their values are called: of `{Name: DB_PASSWORD, Value: …}` the value is called so. */
export function namedEntries(
  map: Extract<Value, { type: 'map' }>,
): readonly { readonly key: string; readonly entry: Entry; readonly name: string }[] {
  const called = pairName(map)
  return [...map.entries].map(([key, entry]) => ({
    key,
    entry,
    name: called !== undefined && /^(?:parameter_?)?value$/i.test(key) ? called : key,
  }))
}

function pairName(map: Extract<Value, { type: 'map' }>): string | undefined {
  for (const key of ['Name', 'name', 'Key', 'key', 'ParameterKey', 'ParameterName', 'OptionName']) {
    const named = entryOf(map, key)?.value
    if (named?.type === 'scalar' && typeof named.value === 'string') return named.value
  }
  return undefined
}
