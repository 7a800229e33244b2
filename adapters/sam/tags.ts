import type { Value } from '../../model/value.ts'
import { type MadeMap, makeMap } from './build.ts'
import { entriesOf } from './edit.ts'
import { isIntrinsic } from './intrinsic.ts'

/**
 * Tags as `[{Key, Value}]`, those of the transform first. `undefined` where there are none. Tags that an intrinsic
 * function gives stay as they are.
 */
export function tagList(tags: Value | undefined, own: readonly Value[] = []): Value | readonly Value[] | undefined {
  if (tags && (tags.type !== 'map' || isIntrinsic(tags)) && own.length === 0) return tags
  const written = entriesOf(tags).map(([name, { key, value }]) => {
    const tag: MadeMap = { Key: { type: 'scalar', value: name, at: key }, Value: value }
    return makeMap(tag, key)
  })
  return own.length + written.length === 0 ? undefined : [...own, ...written]
}
