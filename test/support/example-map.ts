import { readdirSync, readFileSync } from 'node:fs'
import type { StackMap } from '../../model/map.ts'
import { mapsOf } from './map.ts'

/** The map of a folder of examples/. */
export async function exampleMap(name: string): Promise<StackMap> {
  const folder = new URL(`../../examples/${name}/`, import.meta.url)
  const texts = readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])
  const [map] = await mapsOf(Object.fromEntries(texts))
  if (!map) throw new Error(`${name} is no example`)
  return map
}
