import type { MapValue, Value } from '../../../model/value.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { definitionsOf, integrationKey } from './document.ts'
import type { EventRoute } from './event-route.ts'
import { expectMap, shown } from './expect.ts'
import { get, getMap, isSaid, mapAt, push, set, type TreeMap } from './tree.ts'

/** Writes what a method expects of requests: its model, what is validated, its parameters. Source: AWS SAM developer guide, "RequestModel", "RequestParameter". */
export function addRequest(route: EventRoute, root: TreeMap): void {
  const model = valueAt(route.event.properties, 'RequestModel')
  if (isSaid(model)) addModel(route, root, expectMap(model, 'RequestModel', route.refuse))
  const parameters = valueAt(route.event.properties, 'RequestParameters')
  if (isSaid(parameters)) addParameters(route, root, parameters)
}

function addModel(route: EventRoute, root: TreeMap, request: MapValue): void {
  const model = valueAt(request, 'Model')
  if (!isSaid(model)) return
  checkModel(route, model)
  const name = (textOf(model) ?? '').toLowerCase()
  const required = valueAt(request, 'Required')
  for (const definition of definitionsOf(root, route.path, route.method)) {
    if (root.entries.has('swagger')) {
      const schema = { $ref: `#/definitions/${name}` }
      push(definition, 'parameters', [{ in: 'body', name, schema, required }], model.at)
    } else {
      const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } }
      set(definition, 'requestBody', { content, required }, model.at)
    }
  }
  addValidator(route, root, request, model)
}

function checkModel({ path, method, properties, refuse }: EventRoute, model: Value): void {
  const problem = `Unable to set RequestModel [${shown(model)}] on API method [${method}] for path [${path}] because`
  const models = valueAt(properties, 'Models')
  if (!isSaid(models)) throw refuse(`${problem} the related API does not define any Models.`, model.at)
  if (models.type !== 'map') throw refuse(`${problem} the related API Models defined is of invalid type.`, model.at)
  const name = textOf(model)
  if (name === undefined) throw refuse(`${problem} the related API does not contain valid Models.`, model.at)
  if (!isSaid(models.entries.get(name)?.value)) {
    throw refuse(`${problem} it wasn't defined in the API's Models.`, model.at)
  }
}

const validators = {
  'body-and-params': [true, true],
  'body-only': [true, false],
  'params-only': [false, true],
  'no-validation': [false, false],
} as const

function addValidator({ path, method, refuse }: EventRoute, root: TreeMap, request: MapValue, model: Value): void {
  const asked = ['ValidateBody', 'ValidateParameters'].map((name) => valueAt(request, name))
  if (asked.every((value) => value === undefined)) return
  const [body, parameters] = asked.map((value) => {
    if (value === undefined) return false
    if (value.type === 'scalar' && typeof value.value === 'boolean') return value.value
    const problem = `Unable to set Validator to RequestModel [${shown(model)}] on API method [${method}] for path [${path}]`
    const must = 'ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics are not supported.'
    throw refuse(`${problem} ${must}`, value.at)
  })
  const [name = ''] = Object.entries(validators).find(([, [one, other]]) => one === body && other === parameters) ?? []
  const all = mapAt(root, 'x-amazon-apigateway-request-validators', request.at)
  set(all, name, { validateRequestBody: body, validateRequestParameters: parameters }, request.at)
  for (const definition of definitionsOf(root, path, method)) {
    set(definition, 'x-amazon-apigateway-request-validator', name, request.at)
  }
}

interface Parameter {
  /** `method.request.header.Accept`. */
  readonly name: string
  readonly required: Value | undefined
  readonly isCached: boolean
  readonly at: Value['at']
}

function addParameters(route: EventRoute, root: TreeMap, written: Value): void {
  const parameters = itemsOf(written).map((item) => parameterOf(route, item))
  for (const definition of definitionsOf(root, route.path, route.method)) {
    for (const { name, required, isCached, at } of parameters) {
      const [, , place = '', ...rest] = name.split('.')
      const location = place === 'querystring' ? 'query' : place
      const parameter = { in: location, name: rest.join('.'), required: required ?? false, type: 'string' }
      push(definition, 'parameters', [parameter], at)
      const integration = getMap(definition, integrationKey)
      if (isCached && integration) push(integration, 'cacheKeyParameters', [name], at)
    }
    if (!get(definition, 'parameters')) push(definition, 'parameters', [], written.at)
  }
}

const nameForm =
  "Keys must be in the format 'method.request.[querystring|path|header].{value}', e.g 'method.request.header.Authorization'."

function parameterOf({ refuse }: EventRoute, item: Value): Parameter {
  const problem = "Invalid value for 'RequestParameters' property."
  const [written, settings] = item.type === 'map' ? ([...item.entries][0] ?? []) : [textOf(item), undefined]
  if (written === undefined) throw refuse(`${problem} Property must be either a string or an object`, item.at)
  if (!/^method\.request\.(querystring|path|header)\./.test(written)) throw refuse(`${problem} ${nameForm}`, item.at)
  if (settings && !isSettings(settings.value)) {
    throw refuse(`${problem} Values must be an object, e.g { Required: true, Caching: false }`, settings.value.at)
  }
  return {
    name: written,
    required: valueAt(settings?.value, 'Required'),
    isCached: isSaid(valueAt(settings?.value, 'Caching')),
    at: item.at,
  }
}

function isSettings(value: Value): boolean {
  return value.type === 'map' && [...value.entries.keys()].every((name) => name === 'Required' || name === 'Caching')
}
