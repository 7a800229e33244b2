import type { MapValue, Value } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { isIntrinsic } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isHttpDocument } from './document.ts'
import { ofResource } from './expect.ts'
import { isSaid, mapAt, set, type Tree, type TreeMap, thaw } from './tree.ts'

const key = 'x-amazon-apigateway-cors'
const words = ['AllowOrigins', 'AllowHeaders', 'AllowMethods', 'ExposeHeaders', 'MaxAge', 'AllowCredentials']

/** Writes `CorsConfiguration` into the document of an HTTP API. Source: AWS SAM developer guide, "HttpApiCorsConfiguration". */
export function addHttpCors(api: ServerlessResource, root: TreeMap | undefined): void {
  const written = valueAt(api.properties, 'CorsConfiguration')
  if (!isSaid(written)) return
  const refuse = ofResource(api.id)
  if (!root || root.entries.size === 0) {
    throw refuse("Cors works only with inline OpenApi specified in 'DefinitionBody' property.", written.at)
  }
  const { type, at } = written
  if (type === 'map' && !isIntrinsic(written)) {
    for (const [name, entry] of written.entries) {
      if (!words.includes(name)) throw refuse(`Invalid key '${name}' for 'Cors' property.`, entry.key)
    }
  }
  if (type !== 'map' && !(type === 'scalar' && typeof written.value === 'boolean')) {
    throw refuse("Invalid value for 'Cors' property.", at)
  }
  if (!isHttpDocument(root)) {
    const problem =
      "Unable to add Cors configuration because 'DefinitionBody' does not contain a valid OpenApi definition."
    throw refuse(problem, at)
  }
  if (type === 'map' && isIntrinsic(written)) {
    for (const [name, entry] of inner(thaw(written)).entries) set(mapAt(root, key, at), name, entry.value, entry.key)
    return
  }
  const said = type === 'map' ? settings(written) : { allowOrigins: ['*'] }
  if (isSaid(valueAt(written, 'AllowCredentials')) && allowsAll(valueAt(written, 'AllowOrigins'))) {
    const problem = `Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is "'*'" or not set.`
    throw refuse(problem, at)
  }
  const settled = mapAt(root, key, at)
  for (const [name, value] of Object.entries(said)) if (value !== undefined) set(settled, name, value, at)
}

function allowsAll(origins: Value | undefined): boolean {
  return origins?.type === 'list' && origins.items.length === 1 && textOf(origins.items[0]) === '*'
}

function settings(written: MapValue): Readonly<Record<string, Made | undefined>> {
  const said = words.map((name) => {
    const value = valueAt(written, name)
    return [lowered(name), isSaid(value) || name === 'MaxAge' ? value : undefined] as const
  })
  return Object.fromEntries(said)
}

/** The words of the document in all of a value: that in a condition. */
function inner(value: Tree): TreeMap {
  const renamed = rename(value)
  return renamed.type === 'map' ? renamed : { type: 'map', entries: new Map(), at: value.at }
}

function rename(value: Tree): Tree {
  if (value.type === 'list') return { ...value, items: value.items.map(rename) }
  if (value.type !== 'map') return value
  const entries = [...value.entries].map(
    ([name, entry]) => [words.includes(name) ? lowered(name) : name, { ...entry, value: rename(entry.value) }] as const,
  )
  return { ...value, entries: new Map(entries) }
}

function lowered(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
