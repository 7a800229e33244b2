import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { hiddenKey } from '../resolve/for.ts'
import { markSensitive, withoutMark } from '../resolve/marks.ts'
import { asText } from '../resolve/texts.ts'
import { toBool, toNumber, toSet, withoutSet } from '../resolve/types.ts'
import { unifyEntries, unifyList } from '../resolve/unify.ts'
import { isKnown, isNull, isSensitive } from '../resolve/value.ts'
import { expectCount, type Family, listArgument, mapArgument, type TerraformFunction } from './function.ts'

/** From one type to another, and marks. */
export const conversionFunctions: Family = {
  tostring: single((value) => (value.type === 'json' ? value : asText(value, value.at))),
  tonumber: single((value) => (isOpen(value) ? value : toNumber(value))),
  tobool: single((value) => (isOpen(value) ? value : toBool(value))),
  tolist: single((value, call) => {
    const list = listArgument(value, call)
    return list ? withoutSet(unifyList(list)) : value
  }),
  toset: single((value, call) => {
    const list = listArgument(value, call)
    return list ? toSet(list) : value
  }),
  tomap: single((value, call) => {
    const map = mapArgument(value, call)
    if (!map) return value
    return unifyEntries(map)
  }),
  list: (args, call) => ({ type: 'list', items: args, at: call.at }),
  map: (args, call) => {
    if (args.length % 2 !== 0) return fail('"map" needs pairs of key and value.', call.at)
    if (args.some((key, index) => index % 2 === 0 && isSensitive(key)))
      return { type: 'map', entries: new Map(), open: hiddenKey(call.at), at: call.at }
    const entries = args.flatMap((key, index) => {
      const value = args[index + 1]
      if (index % 2 !== 0 || !value || key.type !== 'scalar') return []
      return [[String(key.value), { key: key.at, value }] as const]
    })
    return { type: 'map', entries: new Map(entries), at: call.at }
  },
  sensitive: single(markSensitive),
  nonsensitive: single(withoutMark),
}

function single(convert: (value: Value, call: Parameters<TerraformFunction>[1]) => Value): TerraformFunction {
  return (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value) return fail(`"${call.name}" takes 1 argument.`, call.at)
    return isNull(value) ? value : { ...convert(value, call), at: call.at }
  }
}

function isOpen(value: Value): boolean {
  return !isKnown(value) && value.type !== 'list' && value.type !== 'map'
}
