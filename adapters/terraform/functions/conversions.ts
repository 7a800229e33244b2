import type { Value } from '../../../model/value.ts'
import { convertTo } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { markSensitive, withoutMark } from '../resolve/marks.ts'
import { ANY, BOOL, collectionType, NUMBER, STRING, type Type } from '../resolve/types.ts'
import { bool, isMarked, unknownLike } from '../resolve/value.ts'
import { expectCount, type Family, type TerraformFunction } from './function.ts'

/** From one type to another, and marks. */
export const conversionFunctions: Family = {
  tostring: to(STRING),
  tonumber: to(NUMBER),
  tobool: to(BOOL),
  tolist: to(collectionType('list', ANY)),
  toset: to(collectionType('set', ANY)),
  tomap: to(collectionType('map', ANY)),
  list: removed('list', 'tolist([…])'),
  map: removed('map', 'tomap({…})'),
  sensitive: single(markSensitive),
  nonsensitive: single(withoutMark),
  issensitive: single((value) => {
    if (isMarked(value)) return bool(true, value.at)
    // A value that is not known may turn out to be marked.
    return value.type === 'unknown' || value.type === 'reference'
      ? unknownLike(value, value.at, BOOL)
      : bool(false, value.at)
  }),
  ephemeralasnull: single((value) => value),
}

function to(type: Type): TerraformFunction {
  return single((value) => convertTo(value, type, value.at))
}

function single(convert: (value: Value) => Value): TerraformFunction {
  return (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    return value ? { ...convert(value), at: call.at } : fail(`"${call.name}" takes 1 argument.`, call.at)
  }
}

function removed(name: string, instead: string): TerraformFunction {
  return (_, call) => fail(`There is no function "${name}" any more. Use ${instead}.`, call.at)
}
