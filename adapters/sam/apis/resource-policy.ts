import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { type Made, make, sub } from '../build.ts'
import { asList, itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import { jsonText } from '../hash.ts'
import { anyMethod, pathsOf, policyKey } from './document.ts'
import { shown } from './expect.ts'
import { get, isSaid, mapAt, set, setTree, type Tree, type TreeMap, thaw } from './tree.ts'

/**
 * Writes what `ResourcePolicy` says about one path into the policy of a document. `stage` is the name of the stage, null
 * where it is not known. Source: AWS SAM developer guide, "ResourcePolicyStatement".
 */
export function addPathPolicy(root: TreeMap, path: string, policy: MapValue, stage: Value | null): void {
  const at = policy.at
  const resources = resourcesOf(root, path, stage, at)
  mapAt(root, policyKey, at)
  const said = (name: string): Value | undefined => {
    const value = valueAt(policy, name)
    return isSaid(value) ? value : undefined
  }
  const add = (statement: Made, place: Value): void => addStatement(root, thaw(make(statement, place.at)), place.at)
  const accounts = (name: string, effect: 'Allow' | 'Deny'): void => {
    const list = said(name)
    if (!list) return
    if (list.type === 'scalar') {
      throw new InvalidTemplate(`Type of '${shown(list)}' must be a list or dictionary`, list.at)
    }
    appendStatement(
      root,
      thaw(make(statementOf(effect, { AWS: list.type === 'list' ? list : [list] }, resources), list.at)),
      list.at,
    )
  }
  accounts('AwsAccountWhitelist', 'Allow')
  accounts('AwsAccountBlacklist', 'Deny')
  const guarded = (condition: Made, place: Value): void => {
    add(statementOf('Allow', '*', resources), place)
    add(statementOf('Deny', '*', resources, condition), place)
  }
  const addresses = (name: string, operator: string): void => {
    const list = said(name)
    if (list) guarded({ [operator]: { 'aws:SourceIp': list.type === 'list' ? list : [list] } }, list)
  }
  addresses('IpRangeWhitelist', 'NotIpAddress')
  addresses('IpRangeBlacklist', 'IpAddress')
  const networks = (colour: 'White' | 'Black', operator: string): void => {
    const sources = sourcesOf(policy, colour)
    if (sources) guarded({ [operator]: sources }, policy)
  }
  networks('Black', 'StringEquals')
  networks('White', 'StringNotEquals')
}

/** The statements that the author wrote himself; of equal ones among those that are there, one stays. */
export function addCustomStatements(root: TreeMap, policy: MapValue): void {
  const statements = valueAt(policy, 'CustomStatements')
  if (!isSaid(statements)) return
  const document = begin(root, statements.at)
  const there = get(document, 'Statement')
  if (!there || isNull(there)) {
    setTree(document, 'Statement', thaw(statements), statements.at)
    return
  }
  for (const statement of asList(statements)) addStatement(root, thaw(statement), statement.at)
}

function begin(root: TreeMap, at: Span): TreeMap {
  const document = mapAt(root, policyKey, at)
  set(document, 'Version', '2012-10-17', at)
  return document
}

/** A statement that is there already is not added again. */
function addStatement(root: TreeMap, statement: Tree, at: Span): void {
  const there = get(begin(root, at), 'Statement')
  const key = jsonText(statement)
  const items = there?.type === 'list' ? there.items : there ? [there] : []
  if (!items.some((item) => jsonText(item) === key)) appendStatement(root, statement, at)
}

/** The first statement stands alone. */
function appendStatement(root: TreeMap, statement: Tree, at: Span): void {
  const document = begin(root, at)
  const there = get(document, 'Statement')
  if (!there || isNull(there)) {
    setTree(document, 'Statement', statement, at)
    return
  }
  const items = there.type === 'list' ? there.items : [there]
  setTree(document, 'Statement', { type: 'list', items: [...items, statement], at: there.at }, at)
}

function statementOf(effect: 'Allow' | 'Deny', principal: Made, resources: readonly Made[], condition?: Made): Made {
  return {
    Effect: effect,
    Action: 'execute-api:Invoke',
    Resource: resources,
    Principal: principal,
    Condition: condition,
  }
}

function resourcesOf(root: TreeMap, path: string, stage: Value | null, at: Span): readonly Made[] {
  const items = pathsOf(root).find((known) => known.path === path)?.items ?? []
  const methods = items.flatMap((item) => [...item.entries.keys()])
  return methods.map((name) => {
    const method = name.toLowerCase() === anyMethod || name.toLowerCase() === 'any' ? '*' : name.toUpperCase()
    return make(sub(`execute-api:/\${__Stage__}/${method}${openPath(path)}`, { __Stage__: stage }), at)
  })
}

/** A path as permissions name it: parameters are wildcards. */
function openPath(path: string): string {
  return path.replaceAll(/\{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\+|proxy\+)\}/g, '*')
}

/** The path of a permission to call a function: API Gateway takes no slash at the end. */
export function invokePath(path: string): string {
  const open = openPath(path)
  return open.length > 1 && open.endsWith('/') ? open.slice(0, -1) : open
}

/** The networks and endpoints of a list, as condition keys. */
function sourcesOf(policy: MapValue, colour: 'White' | 'Black'): Made | undefined {
  const written = valueAt(policy, `SourceVpc${colour}list`)
  const isPlain = (item: Value): boolean => textOf(item) !== undefined
  if (written?.type === 'list' && !written.items.every(isPlain)) {
    const name = `SourceVpc${colour}list`
    const problem = `${name} must be a list of strings. Use IntrinsicVpc${colour}list instead for values that use Intrinsic Functions`
    throw new InvalidTemplate(problem, written.at)
  }
  const named = itemsOf(written)
  const networks = [
    ...itemsOf(valueAt(policy, `IntrinsicVpc${colour}list`)),
    ...named.filter((item) => textOf(item)?.startsWith('vpc-')),
  ]
  const endpoints = [
    ...itemsOf(valueAt(policy, `IntrinsicVpce${colour}list`)),
    ...named.filter((item) => textOf(item)?.startsWith('vpce-')),
  ]
  if (networks.length + endpoints.length === 0) return undefined
  return {
    'aws:SourceVpc': networks.length > 0 ? networks : undefined,
    'aws:SourceVpce': endpoints.length > 0 ? endpoints : undefined,
  }
}
