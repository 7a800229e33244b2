import { renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { at, isNull, plain, type Scope, type Source, through } from '../mapping/source.ts'
import { propertyOf } from '../mapping/words.ts'
import { asLink, referenceOf } from './words.ts'

const STAGE = /^aws_api_gateway_(?:stage|deployment)$|^aws_apigatewayv2_stage$/

/** `*` + `/*` for all routes, `orders/GET` for `GET /orders`. Source: Terraform AWS provider, aws_api_gateway_method_settings. */
export function settingRoute(path: Source): Source {
  return through(path, (value) => {
    if (value.type !== 'scalar') return value
    const written = String(value.value).replaceAll('~1', '/')
    const cut = written.lastIndexOf('/')
    if (written === '*/*' || cut === -1) return plain('*', value.at)
    const resource = written.slice(0, cut)
    return plain(`${written.slice(cut + 1)} ${resource.startsWith('/') ? resource : `/${resource}`}`, value.at)
  })
}

/** The stage that settings are for, by reference or by the API and its name. */
export const stageReference: Source = stageNamed('stage_name', 'rest_api_id')

/** The stages that a usage plan is for. */
export const planStages: Source = (scope) => {
  const value = at('api_stages', [])(scope)
  if (value.type !== 'list') return value
  const items = value.items.map((item) => {
    const stage = entryOf(item, 'stage')?.value
    const api = entryOf(item, 'api_id')?.value
    return stage && api ? stageOf(stage, api, scope) : item
  })
  return { ...value, items }
}

/** The stage of an API, by reference or by its name; null for all of them. */
export function stageNamed(name: string, api: string): Source {
  return (scope) => {
    const stage = at(name)(scope)
    return isNull(stage) ? stage : stageOf(stage, at(api)(scope), scope)
  }
}

function stageOf(stage: Value, api: Value, { stack }: Scope): Value {
  const direct = referenceOf(stage)
  if (direct && STAGE.test(stack.get(direct.resource)?.type ?? '')) return direct
  const found = [...stack.values()].find((other) => {
    const own = propertyOf(other, 'stage_name') ?? propertyOf(other, 'name')
    const of = propertyOf(other, 'rest_api_id') ?? propertyOf(other, 'api_id')
    return STAGE.test(other.type) && same(own, stage) && same(of, api)
  })
  if (!found) return asLink(stage)
  const id = found.type === 'aws_api_gateway_deployment' ? `${found.id}#stage_name` : found.id
  return { type: 'reference', resource: id, attribute: null, at: stage.at }
}

function same(left: Value | undefined, right: Value): boolean {
  return left !== undefined && renderText(asLink(left)) === renderText(asLink(right))
}
