import type { MapAttribute } from '../../model/attribute.ts'
import { linkAt, mapsAt, scalarAt, textAt } from '../attributes.ts'
import type { Builder } from './graph.ts'

/** What limits the calls of a route, for each stage of its API: `100 calls a second, 50 at once`. */
export function throttlesOf(graph: Builder): (api: string, route: string) => readonly string[] {
  const stages = new Map<string, { readonly name: string; readonly settings: ReadonlyMap<string, MapAttribute> }[]>()
  for (const stage of graph.entities('api_stage')) {
    const api = linkAt(stage.attributes, 'api')
    if (!api) continue
    const settings = mapsAt(stage.attributes, 'settings').map((one) => [textAt(one, 'route') ?? '*', one] as const)
    const list = stages.get(api.id) ?? []
    list.push({ name: textAt(stage.attributes, 'name') ?? stage.id, settings: new Map(settings) })
    stages.set(api.id, list)
  }
  return (api, route) => {
    const all = stages.get(api) ?? []
    return all.flatMap(({ name, settings }) => {
      const own = settings.get(route) ?? settings.get('*')
      const said = own ? throttle(own) : ''
      if (said === '') return []
      return [all.length > 1 ? `${name}: ${said}` : said]
    })
  }
}

function throttle(settings: MapAttribute): string {
  const [rate, burst] = [scalarAt(settings, 'throttle_rate'), scalarAt(settings, 'throttle_burst')]
  const parts = [
    ...(typeof rate === 'number' ? [`${rate} calls a second`] : []),
    ...(typeof burst === 'number' ? [`${burst} at once`] : []),
  ]
  return parts.join(', ')
}
