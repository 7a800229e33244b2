import { jsonParts } from '../../model/native.ts'
import { joinParts } from '../../model/text.ts'
import { entryOf, type MapValue, type Value } from '../../model/value.ts'
import { mapOf, structured } from './document.ts'
import { isNull, plain, type Source } from './source.ts'

/**
 * What an event pattern asks for: its keys in the order of the alphabet, and the sources and types it takes.
 * Source: Amazon EventBridge User Guide, "Creating Amazon EventBridge event patterns".
 */
export function patternOf(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return value
    const pattern = structured(value)
    if (pattern.type !== 'map') return pattern
    const keys: Value = {
      type: 'list',
      items: [...pattern.entries].sort(byKey).map(([key, entry]) => plain(key, entry.key)),
      at: value.at,
      ...(pattern.open ? { open: pattern.open } : {}),
    }
    return mapOf(
      [
        ['keys', keys],
        ['sources', matchersOf(pattern, 'source')],
        ['detail_types', matchersOf(pattern, 'detail-type')],
      ],
      value.at,
    )
  }
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1
}

/** What a key may be: texts as they are, anything else as the JSON it is. */
function matchersOf(pattern: MapValue, key: string): Value {
  const found = entryOf(pattern, key)?.value
  if (found === undefined) return plain([], pattern.at)
  if (found.type !== 'list') return found
  return {
    ...found,
    items: found.items.map((item) => (item.type === 'map' ? joinParts(jsonParts(item), item.at) : item)),
  }
}
