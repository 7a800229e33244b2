import type { Resource } from '../../model/resource.ts'
import { type Entry, entryOf, type MapValue, unknown, type Value } from '../../model/value.ts'
import { mapOf, structured } from './document.ts'
import { at, isNull, plain, type Source } from './source.ts'
import type { Element } from './words.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const anyMethod = 'x-amazon-apigateway-any-method'

/**
 * The operations of an API's OpenAPI document, as `{method, path, operation, document}`; the document stands in the
 * property of this name, as an object or as JSON.
 * Source: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
 */
export function operations(property: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const document = documentOf(resource, property)
    const paths = entryOf(document, 'paths')?.value
    if (!document || paths?.type !== 'map') return []
    return [...paths.entries].flatMap(([path, item]) =>
      item.value.type === 'map' ? operationsOf(property, path, item.key, item.value, document) : [],
    )
  }
}

/** The authorizers of a document, as `{name, scheme}`. */
export function documentedAuthorizers(property: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const schemes = schemesOf(documentOf(resource, property))
    if (schemes?.value.type !== 'map') return []
    return [...schemes.value.entries].flatMap(([name, { key, value }]) => {
      const isAuthorizer = entryOf(value, 'x-amazon-apigateway-authorizer') !== undefined
      const element = mapOf(
        [
          ['name', plain(name, key)],
          ['scheme', value],
        ],
        key,
      )
      return isAuthorizer ? [{ pointer: schemePointer(property, name), value: element }] : []
    })
  }
}

/** What stands at a path of the document; null where that, or the document, is absent. */
export function documentAt(property: string, path: string): Source {
  return (scope) => {
    const document = documentOf(scope.resource, property)
    return document ? at(path)({ ...scope, value: document, at: document.at }) : plain(null, scope.at)
  }
}

function documentOf(resource: Resource, property: string): MapValue | undefined {
  const value = entryOf(resource.properties, property)?.value
  const document = value && structured(value)
  return document?.type === 'map' ? document : undefined
}

function schemesOf(document: Value | undefined): Entry | undefined {
  return entryOf(entryOf(document, 'components')?.value, 'securitySchemes') ?? entryOf(document, 'securityDefinitions')
}

/** An authorizer's part of the id of its entity. */
function schemePointer(property: string, name: string): string {
  return `${property}/securitySchemes/${name}`
}

function operationsOf(
  property: string,
  path: string,
  place: Entry['key'],
  item: MapValue,
  document: MapValue,
): readonly Element[] {
  return [...item.entries]
    .filter(([name]) => name === anyMethod || methods.includes(name))
    .map(([name, operation]) => ({
      pointer: `${property}/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${name}`,
      value: mapOf(
        [
          ['method', plain(name === anyMethod ? 'ANY' : name.toUpperCase(), operation.key)],
          ['path', plain(path === '/$default' ? '$default' : path, place)],
          ['operation', operation.value],
          ['document', document],
        ],
        operation.key,
      ),
    }))
}

const authTypes: Readonly<Record<string, string>> = {
  awssigv4: 'iam',
  cognito_user_pools: 'cognito',
  custom: 'custom',
  jwt: 'jwt',
  request: 'custom',
  token: 'custom',
}

/** How callers of an operation are recognised: by its security schemes, else those of the document. */
export const operationAuth: Source = (scope) => {
  const own = at('operation/x-amazon-apigateway-auth/type')(scope)
  if (own.type === 'scalar' && own.value === 'AWS_IAM') return plain('iam', own.at)
  const { names, at: place, open } = requirements(scope)
  if (open) return open
  const schemes = names.filter((name) => name !== 'NONE' && !isApiKey(schemeOf(scope, name)))
  const [name] = schemes
  if (name === undefined) return plain('none', place)
  const scheme = schemeOf(scope, name)
  const written = [
    entryOf(scheme, 'x-amazon-apigateway-authtype')?.value,
    entryOf(entryOf(scheme, 'x-amazon-apigateway-authorizer')?.value, 'type')?.value,
  ]
  const types = written.map((value) =>
    value?.type === 'scalar' ? authTypes[String(value.value).toLowerCase()] : undefined,
  )
  const type = types.find((known) => known !== undefined)
  return type === undefined ? unknown(`what "${name}" asks of callers is not known`, [], place) : plain(type, place)
}

/** The authorizer that recognises callers, as a link; null where none does. */
export function operationAuthorizer(property: string): Source {
  return (scope) => {
    const { names, at: place, open } = requirements(scope)
    if (open) return open
    const name = names.find((candidate) => entryOf(schemeOf(scope, candidate), 'x-amazon-apigateway-authorizer'))
    if (name === undefined) return plain(null, place)
    const resource = `${scope.resource.id}#${schemePointer(property, name)}`
    return { type: 'reference', resource, attribute: null, at: place }
  }
}

export const operationScopes: Source = (scope) => {
  const { list, at: place } = requirements(scope)
  const [first] = list.flatMap((item) => (item.type === 'map' ? [...item.entries.values()] : []))
  return first?.value.type === 'list' ? first.value : plain([], place)
}

/** API Gateway asks for a key where a scheme reads the header `x-api-key`. */
export const operationNeedsKey: Source = (scope) => {
  const { names, at: place, open } = requirements(scope)
  return (
    open ??
    plain(
      names.some((name) => isApiKey(schemeOf(scope, name))),
      place,
    )
  )
}

/** A flag of the request validator that the operation, else the document, names. */
export function operationValidates(flag: 'validateRequestBody' | 'validateRequestParameters'): Source {
  return (scope) => {
    const own = at('operation/x-amazon-apigateway-request-validator')(scope)
    const name = isNull(own) ? at('document/x-amazon-apigateway-request-validator')(scope) : own
    if (name.type !== 'scalar') return name
    if (isNull(name)) return plain(false, own.at)
    const validators = at('document/x-amazon-apigateway-request-validators')(scope)
    return entryOf(entryOf(validators, String(name.value))?.value, flag)?.value ?? plain(false, name.at)
  }
}

/** The content types for which the operation says what a body is. */
export const operationModels: Source = (scope) => {
  const content = at('operation/requestBody/content')(scope)
  if (content.type === 'map') {
    const names = [...content.entries].filter(([, { value }]) => entryOf(value, 'schema')).map(([name]) => name)
    return plain(names, content.at)
  }
  const parameters = at('operation/parameters', [])({ ...scope, defaulted: [] })
  if (parameters.type !== 'list') return parameters
  const inBody = parameters.items.some((item) => {
    const place = entryOf(item, 'in')?.value
    return place?.type === 'scalar' && place.value === 'body' && entryOf(item, 'schema') !== undefined
  })
  return plain(inBody ? ['application/json'] : [], parameters.at)
}

type Scope = Parameters<Source>[0]

function requirements(scope: Scope): {
  readonly names: readonly string[]
  readonly list: readonly Value[]
  readonly at: Value['at']
  readonly open?: Value
} {
  const own = at('operation/security')(scope)
  const value = isNull(own) ? at('document/security')(scope) : own
  const place = isNull(value) ? own.at : value.at
  if (value.type === 'unknown') return { names: [], list: [], at: place, open: value }
  const list = value.type === 'list' ? value.items : []
  return { names: list.flatMap((item) => (item.type === 'map' ? [...item.entries.keys()] : [])), list, at: place }
}

function schemeOf(scope: Scope, name: string): Value | undefined {
  const schemes = schemesOf(entryOf(scope.value, 'document')?.value)
  return entryOf(schemes?.value, name)?.value
}

function isApiKey(scheme: Value | undefined): boolean {
  const name = entryOf(scheme, 'name')?.value
  const isKey = name?.type === 'scalar' && String(name.value).toLowerCase() === 'x-api-key'
  return isKey && !entryOf(scheme, 'x-amazon-apigateway-authtype') && !entryOf(scheme, 'x-amazon-apigateway-authorizer')
}
