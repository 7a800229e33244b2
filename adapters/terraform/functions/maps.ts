import type { Entry, Value } from '../../../model/value.ts'
import { convertTo } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { hiddenKey } from '../resolve/for.ts'
import { markedLike, markSensitive } from '../resolve/marks.ts'
import { compareText } from '../resolve/plain.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { isSame, typeOf } from '../resolve/type-of.ts'
import { ANY, collectionType, STRING, type Type } from '../resolve/types.ts'
import { canConvert } from '../resolve/unify.ts'
import {
  causeOf,
  isKnown,
  isMarked,
  isNull,
  isSensitive,
  listOf,
  mapOf,
  noted,
  plainText,
  unknownLike,
} from '../resolve/value.ts'
import {
  type Call,
  expectCount,
  type Family,
  listArgument,
  mapArgument,
  sequenceArgument,
  takeArguments,
  textArgument,
} from './function.ts'

const STRINGS = collectionType('list', STRING)

/** Maps and objects. What is known of them stays known, at its own place. */
export const mapFunctions: Family = {
  merge: (args, call) => {
    let entries = new Map<string, Entry>()
    let open: Value | undefined
    for (const arg of args) {
      if (isNull(arg)) {
        const { of } = typeOf(arg)
        if (of !== 'any' && of !== 'map' && of !== 'object') fail('"merge" needs maps or objects.', arg.at)
        continue
      }
      const map = mapArgument(arg, call)
      if (!map || map.open) {
        open = unknownLike(arg, call.at)
        const hidden = open
        entries = new Map([...entries].map(([key, entry]) => [key, { ...entry, value: hidden }]))
      }
      for (const [key, entry] of map?.entries ?? []) entries.set(key, entry)
    }
    const made = mapOf(entries, call.at, open && causeOf(open))
    const [first, ...types] = args.map(typeOf)
    const isMap = first?.of === 'map' && types.every((type) => type.of === 'map' && isSame(type, first))
    const typed = isMap ? noted(made, { ofType: first }) : made
    return args.some(isMarked) ? markSensitive(typed) : typed
  },

  lookup: (args, call) => {
    expectCount(args, 2, 3, call)
    const [of, key, fallback] = args
    const map = mapArgument(of, call)
    const name = textArgument(key, call)
    const type = of && typeOf(of)
    const other = fallback && type?.of === 'map' ? defaultOf(fallback, type.element, call) : fallback
    if (!map || name === undefined) return unknownLike(map ? (key ?? map) : (of as Value), call.at)
    const marks = key ? [key] : []
    const entry = map.entries.get(name)
    if (entry) return markedLike({ ...entry.value, at: call.at }, ...marks)
    if (map.open) return { type: 'unknown', cause: map.open, at: call.at }
    if (!other) return fail(`There is no key "${name}" here.`, call.at)
    return markedLike({ ...other, at: call.at }, ...marks, ...(isMarked(map) ? [map] : []))
  },

  keys: ([of], call) => {
    const map = mapArgument(of, call)
    const type = of ? typeOf(of) : ANY
    if (!map && type.of === 'object') {
      const names = [...type.attributes.keys()].sort(compareText)
      return listOf(
        names.map((name) => plainText(name, call.at)),
        call.at,
      )
    }
    if (!map) return unknownLike(of as Value, call.at)
    const keys = [...map.entries].sort(([a], [b]) => compareText(a, b)).map(([key, entry]) => plainText(key, entry.key))
    const made = listOf(keys, call.at, map.open)
    const typed = type.of === 'map' ? noted(made, { ofType: STRINGS }) : made
    return isMarked(map) ? markSensitive(typed) : typed
  },

  values: ([of], call) => {
    const map = mapArgument(of, call)
    if (!map) return unknownLike(of as Value, call.at)
    const entries = [...map.entries].sort(([a], [b]) => compareText(a, b))
    const made = listOf(
      entries.map(([, entry]) => entry.value),
      call.at,
      map.open,
    )
    const type = typeOf(map)
    return type.of === 'map' ? noted(made, { ofType: collectionType('list', type.element) }) : made
  },

  zipmap: ([names, values], call) => {
    const keys = listArgument(names, call)
    const of = sequenceArgument(values, call)
    if (!keys || !of || !isKnown(keys) || of.open)
      return unknownLike(keys && isKnown(keys) ? (values as Value) : (names as Value), call.at)
    if (keys.items.some(isNull)) return fail('A key given to "zipmap" must not be null.', call.at)
    if (keys.items.length !== of.items.length) return fail('"zipmap" needs as many keys as values.', call.at)
    if (keys.items.some(isSensitive)) return mapOf([], call.at, hiddenKey(call.at))
    const entries = keys.items.map((key, index): [string, Entry] => {
      return [textOf(asText(key, key.at)), { key: key.at, value: of.items[index] ?? key }]
    })
    const made = mapOf(
      entries.sort(([a], [b]) => compareText(a, b)),
      call.at,
    )
    const type = typeOf(of)
    return type.of === 'list' ? noted(made, { ofType: collectionType('map', type.element) }) : made
  },

  transpose: ([of], call) => {
    const map = mapArgument(of, call)
    if (!map || !isKnown(map)) return unknownLike(of as Value, call.at)
    if (isSensitive(map)) return mapOf([], call.at, hiddenKey(call.at))
    const turned = new Map<string, Value[]>()
    for (const [key, { value }] of map.entries) {
      const [items] = takeArguments([value], ['strings'], call)
      for (const item of items?.type === 'list' ? items.items : []) {
        const name = textOf(asText(item, item.at))
        turned.set(name, [...(turned.get(name) ?? []), plainText(key, call.at)])
      }
    }
    const entries = [...turned]
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, items]) => {
        return [key, { key: call.at, value: noted(listOf(items, call.at), { ofType: STRINGS }) }] as const
      })
    return noted(mapOf(entries, call.at), { ofType: collectionType('map', STRINGS) })
  },
}

/** What a map gives for a key that it does not have is of the type of its elements. */
function defaultOf(value: Value, element: Type, call: Call): Value {
  const message = 'The default of "lookup" must be of the type of the map\'s elements.'
  return canConvert(typeOf(value), element) ? convertTo(value, element, call.at) : fail(message, value.at)
}
