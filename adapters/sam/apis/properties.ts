import type { MapValue, Value } from '../../../model/value.ts'
import { valueAt } from '../edit.ts'

/** Properties that the native resource has under the same names. */
export function pass(properties: MapValue, names: readonly string[]): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(names.map((name) => [name, valueAt(properties, name)]))
}
