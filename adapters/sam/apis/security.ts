import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { InvalidTemplate } from '../errors.ts'
import { type Method, methodsOf } from './document.ts'
import { shown } from './expect.ts'
import { get, mapAt, push, set, setTree, type TreeMap } from './tree.ts'

/** Marks a method that is open although the API has a default authorizer. */
export const openMarker = 'NONE'
const keyName = 'api_key'
/** Marks a method that needs no key although the API asks for one; it does not stay. */
const noKeyMarker = 'api_key_false'

/** Where a document of a REST API keeps its security schemes until it is finished. */
export function addSecurityDefinition(root: TreeMap, name: string, scheme: Made, at: Span): void {
  const there = get(root, 'securityDefinitions')
  if (there && !isNull(there) && there.type !== 'map') {
    throw new InvalidTemplate('securityDefinitions must be a dictionary.', there.at)
  }
  set(mapAt(root, 'securityDefinitions', at), name, scheme, at)
}

/** The scheme of requests signed with AWS credentials; one that is there stays. */
export function addIamDefinition(root: TreeMap, at: Span): void {
  if (mapAt(root, 'securityDefinitions', at).entries.has('AWS_IAM')) return
  addSecurityDefinition(root, 'AWS_IAM', iamScheme, at)
}

/** Source: API Gateway developer guide, "x-amazon-apigateway-authtype property". */
export const iamScheme: Made = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
}

export function addKeyDefinition(root: TreeMap, at: Span): void {
  addSecurityDefinition(root, keyName, { type: 'apiKey', name: 'x-api-key', in: 'header' }, at)
}

/** Says whether a method needs an API key. */
export function requireKey(root: TreeMap, definition: TreeMap, needed: boolean, at: Span): void {
  if (needed) addKeyDefinition(root, at)
  push(definition, 'security', [{ [needed ? keyName : noKeyMarker]: [] }], at)
}

export interface Default {
  /** The name of the authorizer. */
  readonly name: string
  readonly scopes: Value | undefined
  /** All authorizers of the API: a method that has one of them keeps it. */
  readonly authorizers: ReadonlySet<string>
  /** Whether preflight requests (OPTIONS) need it too. */
  readonly preflight: boolean
  readonly at: Span
}

/** Gives the default authorizer to every method that says nothing of authorizers. */
export function setDefaultAuthorizer(root: TreeMap, { name, scopes, authorizers, preflight, at }: Default): void {
  for (const method of methodsOf(root)) {
    if (method.name === 'options' && !preflight) continue
    const requirements = requirementsOf(method)
    const names = requirements.flatMap(({ entries }) => [...entries.keys()])
    if (names.some((known) => authorizers.has(known))) {
      if (requirements[0]?.entries.has('AWS_IAM')) addIamDefinition(root, at)
      continue
    }
    if (names.includes(openMarker)) {
      leaveOpen(method.definition, requirements, at)
      continue
    }
    push(method.definition, 'security', [{ [name]: scopes ?? [] }], at)
    if (name === 'AWS_IAM') addIamDefinition(root, at)
  }
}

/** The mark of an open method stays only where nothing else is required. */
function leaveOpen(definition: TreeMap, requirements: readonly TreeMap[], at: Span): void {
  const marker = requirements.find(({ entries }) => entries.has(openMarker))
  const items = requirements.filter((requirement) => requirement !== marker)
  if (items.length > 0) setTree(definition, 'security', { type: 'list', items, at }, at)
}

/** Asks an API key of every method that does not say otherwise. */
export function setDefaultKey(root: TreeMap, preflight: boolean, at: Span): void {
  for (const method of methodsOf(root)) {
    if (method.name === 'options' && !preflight) continue
    const requirements = requirementsOf(method)
    const own = requirements.filter(({ entries }) => entries.has(keyName) || entries.has(noKeyMarker))
    const others = requirements.filter((requirement) => !own.includes(requirement))
    const kept = own.filter(({ entries }) => !entries.has(noKeyMarker)).slice(0, 1)
    setTree(method.definition, 'security', { type: 'list', items: [...others, ...kept], at }, at)
    if (own.length === 0) push(method.definition, 'security', [{ [keyName]: [] }], at)
  }
}

/** The security requirements of a method: a list of maps. */
function requirementsOf({ path, name, definition }: Method): readonly TreeMap[] {
  const security = get(definition, 'security')
  if (!security) return []
  if (security.type !== 'list') {
    throw new InvalidTemplate(`Type of security for path ${path} method ${name} must be a list`, security.at)
  }
  return security.items.map((item) => {
    if (item.type === 'map') return item
    const problem = `${shown(item)} in Security for path ${path} method ${name} is not a valid dictionary.`
    throw new InvalidTemplate(problem, item.at)
  })
}
