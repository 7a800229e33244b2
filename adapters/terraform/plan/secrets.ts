import type { MapValue, Value } from '../../../model/value.ts'

/** Texts shorter than these are too common to tell where they come from: `dev`, `true`; within others, `orders`. */
const MIN_EQUAL = 6
const MIN_CONTAINED = 8
/** More texts than these are looked for as a whole only. */
const MAX_CONTAINED = 200

/** Says whether a text is, or holds, one of those that are sensitive somewhere; null where there are none. */
export type Holds = ((text: string) => boolean) | null

/**
 * Finds the texts that are marked as sensitive in some values. A provider gives them back in attributes of its own, and
 * Terraform does not mark those.
 */
export function secretsIn(values: Iterable<Value>): Holds {
  const texts = new Set<string>()
  for (const value of values) collect(value, texts)
  if (texts.size === 0) return null
  const contained = [...texts].filter(mayBeContained).slice(0, MAX_CONTAINED)
  const forms = contained.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)])
  return (text) => texts.has(text) || forms.some((form) => text.includes(form))
}

/** Account ids, regions and ARNs are a part of many texts, whoever calls them sensitive. */
function mayBeContained(text: string): boolean {
  return text.length >= MIN_CONTAINED && !/^(?:\d+|[a-z]{2}(?:-[a-z]+)+-\d|arn:.*)$/s.test(text)
}

function collect(value: Value, texts: Set<string>): void {
  switch (value.type) {
    case 'scalar':
      if (value.sensitive && typeof value.value === 'string' && value.value.length >= MIN_EQUAL) texts.add(value.value)
      return
    case 'list':
      for (const item of value.items) collect(item, texts)
      return
    case 'map':
      for (const entry of value.entries.values()) collect(entry.value, texts)
  }
}

/** The values with each text marked that holds a secret. */
export function withoutSecretTexts(values: MapValue, holds: Holds): MapValue {
  const made = markedText(values, holds)
  return made.type === 'map' ? made : values
}

/** A value with each text in it marked that holds a secret. */
export function markedText(value: Value, holds: Holds): Value {
  if (holds === null) return value
  switch (value.type) {
    case 'scalar':
      return !value.sensitive && typeof value.value === 'string' && holds(value.value)
        ? { ...value, sensitive: true }
        : value
    case 'list': {
      const items = value.items.map((item) => markedText(item, holds))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'map': {
      let isSame = true
      const entries = [...value.entries].map(([key, entry]) => {
        const made = markedText(entry.value, holds)
        isSame &&= made === entry.value
        return [key, made === entry.value ? entry : { ...entry, value: made }] as const
      })
      return isSame ? value : { ...value, entries: new Map(entries) }
    }
    default:
      return value
  }
}
