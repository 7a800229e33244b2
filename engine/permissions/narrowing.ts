import type { Attribute, ListAttribute, MapAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import { isNegated } from '../derive/condition.ts'
import { placeOfAttribute, scalarAttribute } from '../derive/make.ts'
import type { Table } from '../derive/reverse.ts'
import { difference } from './action-sets.ts'
import { changeStatements } from './change.ts'
import { textsAt } from './statement.ts'

/**
 * Takes back that a condition narrows a statement where its key says nothing there: in what an identity may do, keys of
 * who asks (it is always that identity); in what a resource lets others do, keys of the resource itself; and keys of one
 * service's actions where the statement has others. Negated tests say nothing any more once perimeters are added.
 */
export function settleNarrowing(table: Table): void {
  for (const [kind, name, about] of lists) changeStatements(table, kind, name, (list) => settledList(list, about))
}

/** What a statement limits by a condition: what is reached, or who reaches it. */
type About = 'resources' | 'callers'

const lists: readonly (readonly [kind: KindName, list: string, about: About])[] = [
  ['role', 'statements', 'resources'],
  ['iam_user', 'statements', 'resources'],
  ['role', 'trust', 'callers'],
  ['resource_policy', 'statements', 'callers'],
]

function settledList(list: ListAttribute, about: About): ListAttribute {
  const items = list.items.map((item) => (item.type === 'map' ? settledStatement(item, about) : item))
  return items.some((item, index) => item !== list.items[index]) ? { ...list, items } : list
}

function settledStatement(statement: MapAttribute, about: About): MapAttribute {
  const conditions = statement.entries.get('conditions')
  if (conditions?.type !== 'list' || conditions.items.length === 0) return statement
  const items = conditions.items.map((item) =>
    item.type !== 'map' || speaksOf(item, statement, about) ? item : withoutEffect(item),
  )
  const entries = new Map(statement.entries).set('conditions', { ...conditions, items })
  return { ...statement, entries }
}

function speaksOf(condition: MapAttribute, statement: MapAttribute, about: About): boolean {
  const key = condition.entries.get('key')
  if (key?.type !== 'scalar') return true
  const operator = condition.entries.get('operator')
  if (operator?.type === 'scalar' && isNegated(String(operator.value))) return false
  const name = String(key.value)
  const scope = resourceKeys.find(([pattern]) => pattern.test(name))
  if (about === 'callers') return scope === undefined
  if (scope === undefined) return false
  const [, actions] = scope
  const wanted = actions(name)
  if (wanted === undefined) return true
  const written = textsAt(statement, 'actions')
  // Whatever NotAction leaves is of many services.
  if (written.known.length === 0) return written.open !== undefined
  return difference(written.known, wanted).length === 0
}

/** What makes or changes an identity, and may ask that it has a boundary. */
const bounded = ['Role', 'User'].flatMap((identity) =>
  ['Create*', 'Attach*Policy', 'Detach*Policy', 'Put*Policy', 'Delete*Policy', 'Put*PermissionsBoundary'].map(
    (action) => `iam:${action.replace('*', identity)}`,
  ),
)

/**
 * Keys of what a request is about, with the actions whose requests have them; `undefined`: all.
 * Source: Service Authorization Reference, condition keys of these services; IAM User Guide, "AWS global condition
 * context keys".
 */
const resourceKeys: readonly (readonly [key: RegExp, actions: (key: string) => readonly string[] | undefined])[] = [
  [/^aws:resource(account|orgid|orgpaths)$/, () => undefined],
  [/^aws:resourcetag\//, () => undefined],
  [/^[a-z0-9-]+:resourcetag\//, (key) => [`${key.slice(0, key.indexOf(':'))}:*`]],
  [/^cloudwatch:namespace$/, () => ['cloudwatch:PutMetricData']],
  [/^dynamodb:leadingkeys$/, () => ['dynamodb:*']],
  [/^ec2:vpc$/, () => ['ec2:*']],
  [/^ecs:cluster$/, () => ['ecs:*']],
  [/^elasticfilesystem:accesspointarn$/, () => ['elasticfilesystem:Client*']],
  [/^ec2:managedresourceoperator$/, () => ['ec2:*']],
  [/^s3:prefix$/, () => ['s3:ListBucket', 's3:ListBucketVersions']],
  [/^s3:resourceaccount$/, () => ['s3:*']],
  [/^s3:existingobjecttag\//, () => ['s3:GetObject*', 's3:PutObject*Tagging', 's3:DeleteObject*Tagging']],
  [/^iam:(passedtoservice|associatedresourcearn)$/, () => ['iam:PassRole']],
  [/^iam:awsservicename$/, () => ['iam:CreateServiceLinkedRole']],
  [/^iam:permissionsboundary$/, () => bounded],
  [/^iam:policyarn$/, () => ['iam:Attach*Policy', 'iam:Detach*Policy']],
  [/^secretsmanager:(secretid|resource\/allowrotationlambdaarn)$/, () => ['secretsmanager:*']],
  [/^ses:fromaddress$/, () => ['ses:Send*']],
  [/^kms:(viaservice|requestalias|resourcealiases|encryptioncontext:.*)$/, () => ['kms:*']],
  [/^lambda:functionarn$/, () => ['lambda:*EventSourceMapping']],
]

function withoutEffect(condition: MapAttribute): Attribute {
  const narrows = condition.entries.get('narrows')
  if (narrows?.type === 'scalar' && narrows.value === false) return condition
  const place = placeOfAttribute(narrows ?? condition)
  return { ...condition, entries: new Map(condition.entries).set('narrows', scalarAttribute(false, place)) }
}
