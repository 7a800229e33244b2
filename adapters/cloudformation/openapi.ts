import type { Resource } from '../../model/resource.ts'
import { type Entry, entryOf, type MapValue, unknown, type Value } from '../../model/value.ts'
import { mapOf } from '../mapping/document.ts'
import { at, isNull, ofResource, plain, type Source } from '../mapping/source.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const anyMethod = 'x-amazon-apigateway-any-method'

/**
 * The operations of an API's OpenAPI document, as `{method, path, operation}`.
 * Source: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
 */
export function operations({ properties }: Resource): readonly { readonly pointer: string; readonly value: Value }[] {
  const paths = entryOf(entryOf(properties, 'Body')?.value, 'paths')?.value
  if (paths?.type !== 'map') return []
  return [...paths.entries].flatMap(([path, item]) =>
    item.value.type === 'map' ? operationsOf(path, item.key, item.value) : [],
  )
}

function operationsOf(path: string, at: Entry['key'], item: MapValue): { pointer: string; value: Value }[] {
  return [...item.entries]
    .filter(([name]) => name === anyMethod || methods.includes(name))
    .map(([name, operation]) => ({
      pointer: `Body/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${name}`,
      value: mapOf(
        [
          ['method', plain(name === anyMethod ? 'ANY' : name.toUpperCase(), operation.key)],
          ['path', plain(path === '/$default' ? '$default' : path, at)],
          ['operation', operation.value],
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

/** The name of the scheme that recognises callers. */
export const operationAuthorizer: Source = (scope) => {
  const { names, at: place } = requirements(scope)
  const name = names.find((candidate) => candidate !== 'NONE' && !isApiKey(schemeOf(scope, candidate)))
  return plain(name ?? null, place)
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

type Scope = Parameters<Source>[0]

function requirements(scope: Scope): {
  readonly names: readonly string[]
  readonly list: readonly Value[]
  readonly at: Value['at']
  readonly open?: Value
} {
  const own = at('operation/security')(scope)
  const value = isNull(own) ? ofResource(at('Body/security'))(scope) : own
  const place = isNull(value) ? own.at : value.at
  if (value.type === 'unknown') return { names: [], list: [], at: place, open: value }
  const list = value.type === 'list' ? value.items : []
  return { names: list.flatMap((item) => (item.type === 'map' ? [...item.entries.keys()] : [])), list, at: place }
}

function schemeOf({ resource }: Scope, name: string): Value | undefined {
  const body = entryOf(resource.properties, 'Body')?.value
  const schemes = entryOf(entryOf(body, 'components')?.value, 'securitySchemes') ?? entryOf(body, 'securityDefinitions')
  return entryOf(schemes?.value, name)?.value
}

function isApiKey(scheme: Value | undefined): boolean {
  const name = entryOf(scheme, 'name')?.value
  const isKey = name?.type === 'scalar' && String(name.value).toLowerCase() === 'x-api-key'
  return isKey && !entryOf(scheme, 'x-amazon-apigateway-authtype') && !entryOf(scheme, 'x-amazon-apigateway-authorizer')
}
