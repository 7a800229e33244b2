import { renderText } from '../../model/text.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { at, plain, type Scope, type Source } from '../mapping/source.ts'

/**
 * The route that a method setting is for: `*` for all. Slashes of a path are written `~1`.
 * Source: CloudFormation reference, AWS::ApiGateway::Stage MethodSetting.
 */
export const restRoute: Source = (scope) => {
  const path = at('ResourcePath')(scope)
  const method = at('HttpMethod')(scope)
  if (path.type !== 'scalar' || method.type !== 'scalar') return path.type === 'scalar' ? method : path
  const written = String(path.value ?? '*')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
  const isAll = written === '*' || written === '/*'
  return plain(isAll && method.value === '*' ? '*' : `${String(method.value)} ${written}`, path.at)
}

/** The settings of routes in a map by route key. */
export function mapSettings(path: string, settings: Source): Source {
  return (scope) => {
    const value = at(path, {})(scope)
    if (value.type !== 'map') return value
    const items = [...value.entries].map(([key, entry]) => withRoute(key, entry, settings, scope))
    return { type: 'list', items, at: value.at, ...(value.open ? { open: value.open } : {}) }
  }
}

function withRoute(route: string, { key, value }: Entry, settings: Source, scope: Scope): Value {
  const shaped = settings({ ...scope, value, at: key })
  if (shaped.type !== 'map') return shaped
  return { ...shaped, entries: new Map([['route', { key, value: plain(route, key) }], ...shaped.entries]) }
}

/** The stages that a usage plan is for. One is named by its API and its name. */
export const planStages: Source = (scope) => {
  const value = at('ApiStages', [])(scope)
  return value.type === 'list' ? { ...value, items: value.items.map((item) => stageOf(item, scope)) } : value
}

function stageOf(item: Value, { stack }: Scope): Value {
  const stage = entryOf(item, 'Stage')?.value
  const api = entryOf(item, 'ApiId')?.value
  if (!stage || stage.type === 'reference') return stage ?? item
  const found = [...stack.values()].find(({ type, properties }) => {
    const own = entryOf(properties, 'StageName')?.value
    const of = entryOf(properties, 'RestApiId')?.value
    const isStage = type === 'AWS::ApiGateway::Stage' || type === 'AWS::ApiGateway::Deployment'
    return isStage && own && of && api && renderText(own) === renderText(stage) && renderText(of) === renderText(api)
  })
  if (!found) return stage
  const id = found.type === 'AWS::ApiGateway::Deployment' ? `${found.id}#StageName` : found.id
  return { type: 'reference', resource: id, attribute: null, at: stage.at }
}
