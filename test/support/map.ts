import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { aroundGiven } from '../../engine/foreign/given.ts'
import { stackMap } from '../../engine/graph/stack-map.ts'
import { readStacks } from '../../engine/scan.ts'
import type { MappedFunction, StackMap } from '../../model/map.ts'
import type { Given } from '../../model/stack.ts'
import { nothingGiven, today } from './scan.ts'

/** The map of each stack in texts by path. */
export async function mapsOf(
  texts: Readonly<Record<string, string>>,
  given: Partial<Given> = {},
): Promise<readonly StackMap[]> {
  const stacks = await readStacks(memorySources(texts), { ...nothingGiven, ...given }, adapters)
  const around = aroundGiven(stacks, { ...nothingGiven, ...given }, today)
  return stacks.map((stack) => stackMap(stack, given, today, around.get(stack)))
}

/** The map of one template. */
export async function mapOf(template: string, given: Partial<Given> = {}): Promise<StackMap> {
  const [map] = await mapsOf({ 'template.yaml': template }, given)
  if (!map) throw new Error('this is no template')
  return map
}

export function functionIn({ functions }: StackMap, id: string): MappedFunction {
  const found = functions.find((fn) => fn.id === id)
  if (!found) throw new Error(`there is no function ${id} among ${functions.map((fn) => fn.id).join(', ')}`)
  return found
}
