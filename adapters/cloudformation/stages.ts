import { renderText } from '../../model/text.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { at, isNull, plain, type Scope, type Source } from '../mapping/source.ts'

/**
 * The route that a method setting is for: `*` for all. The path has a slash before it, and its own are written `~1`.
 * Source: CloudFormation reference, AWS::ApiGateway::Stage MethodSetting.
 */
export const restRoute: Source = (scope) => {
  const path = at('ResourcePath')(scope)
  const method = at('HttpMethod')(scope)
  if (path.type !== 'scalar' || method.type !== 'scalar') return path.type === 'scalar' ? method : path
  const encoded = String(path.value ?? '*').replace(/^\//, '')
  if (encoded === '*' && method.value === '*') return plain('*', path.at)
  const written = encoded.replaceAll('~1', '/').replaceAll('~0', '~')
  return plain(`${String(method.value)} ${written.startsWith('/') ? written : `/${written}`}`, path.at)
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
  return value.type === 'list' ? { ...value, items: value.items.map((item) => planStage(item, scope)) } : value
}

function planStage(item: Value, scope: Scope): Value {
  const stage = entryOf(item, 'Stage')?.value
  return stage ? stageOf(stage, entryOf(item, 'ApiId')?.value, scope) : item
}

/** The stage of an API, by reference or by its name; null for all of them. */
export function stageNamed(name: string, api: string): Source {
  return (scope) => {
    const stage = at(name)(scope)
    return isNull(stage) ? stage : stageOf(stage, at(api)(scope), scope)
  }
}

function stageOf(stage: Value, api: Value | undefined, { stack }: Scope): Value {
  if (stage.type === 'reference') return stage
  const found = [...stack.values()].find(({ type, properties }) => {
    const own = entryOf(properties, 'StageName')?.value
    const of = entryOf(properties, 'RestApiId')?.value ?? entryOf(properties, 'ApiId')?.value
    const isStage = /^AWS::ApiGateway(?:V2)?::(?:Stage|Deployment)$/.test(type)
    return isStage && own && of && api && renderText(own) === renderText(stage) && renderText(of) === renderText(api)
  })
  if (!found) return stage
  const id = found.type === 'AWS::ApiGateway::Deployment' ? `${found.id}#StageName` : found.id
  return { type: 'reference', resource: id, attribute: null, at: stage.at }
}
