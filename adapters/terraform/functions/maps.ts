import type { Entry, Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { hiddenKey } from '../resolve/for.ts'
import { compareText } from '../resolve/plain.ts'
import { textOf } from '../resolve/texts.ts'
import { causeOf, isKnown, isNull, isSensitive, listOf, mapOf, plainText, unknownLike } from '../resolve/value.ts'
import { type Family, listArgument, mapArgument, textArgument } from './function.ts'

/** Maps and objects. What is known of them stays known, at its own place. */
export const mapFunctions: Family = {
  merge: (args, call) => {
    let entries = new Map<string, Entry>()
    let open: Value | undefined
    for (const arg of args) {
      if (isNull(arg)) continue
      const map = mapArgument(arg, call)
      if (!map || map.open) {
        open = unknownLike(arg, call.at)
        const hidden = open
        entries = new Map([...entries].map(([key, entry]) => [key, { ...entry, value: hidden }]))
      }
      for (const [key, entry] of map?.entries ?? []) entries.set(key, entry)
    }
    return mapOf(entries, call.at, open && causeOf(open))
  },

  lookup: ([of, key, fallback], call) => {
    const map = mapArgument(of, call)
    const name = textArgument(key, call)
    if (!map || name === undefined) return unknownLike(map ? (key ?? map) : (of as Value), call.at)
    const entry = map.entries.get(name)
    if (entry) return { ...entry.value, at: call.at }
    if (map.open) return { type: 'unknown', cause: map.open, at: call.at }
    return fallback ? { ...fallback, at: call.at } : fail(`There is no key "${name}" here.`, call.at)
  },

  keys: ([of], call) => {
    const map = mapArgument(of, call)
    if (!map) return unknownLike(of as Value, call.at)
    const keys = [...map.entries].sort(([a], [b]) => compareText(a, b))
    return listOf(
      keys.map(([key, entry]) => plainText(key, entry.key)),
      call.at,
      map.open,
    )
  },

  values: ([of], call) => {
    const map = mapArgument(of, call)
    if (!map) return unknownLike(of as Value, call.at)
    const entries = [...map.entries].sort(([a], [b]) => compareText(a, b))
    return listOf(
      entries.map(([, entry]) => entry.value),
      call.at,
      map.open,
    )
  },

  zipmap: ([names, values], call) => {
    const keys = listArgument(names, call)
    const of = listArgument(values, call)
    if (!keys || !of || !isKnown(keys) || of.open)
      return unknownLike(keys && isKnown(keys) ? (values as Value) : (names as Value), call.at)
    if (keys.items.length !== of.items.length) return fail('"zipmap" needs as many keys as values.', call.at)
    if (keys.items.some(isSensitive)) return mapOf([], call.at, hiddenKey(call.at))
    const entries = keys.items.map((key, index): [string, Entry] => {
      return [textOf(key), { key: key.at, value: of.items[index] ?? key }]
    })
    return mapOf(
      entries.sort(([a], [b]) => compareText(a, b)),
      call.at,
    )
  },

  transpose: ([of], call) => {
    const map = mapArgument(of, call)
    if (!map || !isKnown(map)) return unknownLike(of as Value, call.at)
    if (isSensitive(map)) return mapOf([], call.at, hiddenKey(call.at))
    const turned = new Map<string, Value[]>()
    for (const [key, { value }] of map.entries) {
      for (const item of listArgument(value, call)?.items ?? []) {
        const name = textOf(item)
        turned.set(name, [...(turned.get(name) ?? []), plainText(key, call.at)])
      }
    }
    const entries = [...turned].sort(([a], [b]) => compareText(a, b))
    return mapOf(
      entries.map(([key, items]) => [key, { key: call.at, value: listOf(items, call.at) }] as const),
      call.at,
    )
  },
}
