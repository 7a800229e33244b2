import { entryOf, type MapValue, type Value } from '../../../model/value.ts'

/** The text under a key; `undefined` where there is none. */
export function textAt(value: Value | undefined, key: string): string | undefined {
  const found = entryOf(value, key)?.value
  return found?.type === 'scalar' && typeof found.value === 'string' ? found.value : undefined
}

/** The object under a key. */
export function mapAt(value: Value | undefined, key: string): MapValue | undefined {
  const found = entryOf(value, key)?.value
  return found?.type === 'map' ? found : undefined
}

/** The elements of the list under a key; none where there is no list. */
export function itemsAt(value: Value | undefined, key: string): readonly Value[] {
  const found = entryOf(value, key)?.value
  return found?.type === 'list' ? found.items : []
}

export function isTrue(value: Value | undefined): boolean {
  return value?.type === 'scalar' && value.value === true
}
