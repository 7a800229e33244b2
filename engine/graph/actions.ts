import { type Action, actionsMatching, wildcard } from '../../model/actions.ts'
import { type AccessKind, accessKinds } from '../../model/map.ts'

/** What a statement permits on one resource pattern. */
export interface Permitted {
  /** In the order of `accessKinds`. */
  readonly may: readonly AccessKind[]
  /** Those of its actions that make something happen elsewhere. */
  readonly causing: readonly string[]
}

export interface ActionList {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  /** The service of the resource; null for any. */
  readonly service: string | null
  readonly denied: readonly string[]
  /** The only ones that get through; null for all. */
  readonly allowed: readonly string[] | null
}

/** What actions permit on resources of a service, less what is taken away. */
export function permittedBy(list: ActionList): Permitted {
  const key = JSON.stringify([list.actions, list.notActions, list.service, list.denied, list.allowed])
  const before = known.get(key)
  if (before) return before
  const found = compute(list)
  if (known.size < mostLists) known.set(key, found)
  return found
}

/** Statements repeat: a stack of a thousand roles has a dozen of them. */
const known = new Map<string, Permitted>()
const mostLists = 5000

function compute({ actions, notActions, service, denied, allowed }: ActionList): Permitted {
  const gone = [...notActions, ...denied].map(wildcard)
  const through = allowed?.map(wildcard)
  const kept = ({ name }: Action): boolean =>
    (service === null || name.startsWith(`${service}:`)) &&
    !gone.some((takes) => takes(name)) &&
    (through === undefined || through.some((lets) => lets(name)))
  const patterns = notActions.length > 0 ? [service === null ? '*' : `${service}:*`] : actions
  const may = new Set<AccessKind>()
  const causing = new Set<string>()
  for (const pattern of patterns) {
    for (const action of (actionsMatching(pattern) ?? guessed(pattern)).filter(kept)) {
      may.add(kindOf(action))
      if (causes.has(action.name)) causing.add(action.name)
    }
  }
  return { may: accessKinds.filter((kind) => may.has(kind)), causing: [...causing].sort() }
}

function kindOf({ name, level }: Action): AccessKind {
  return runs.test(name) ? 'invoke' : level
}

const runs = /:(?:Invoke\w*|StartExecution|StartSyncExecution|GraphQL)$/

/** An action of a service that nothing is known of, by how actions are named. */
function guessed(pattern: string): readonly Action[] {
  const verb = pattern.slice(pattern.indexOf(':') + 1)
  const level = /^(?:Get|Describe|BatchGet|Query|Read)/.test(verb) ? 'read' : /^List/.test(verb) ? 'list' : 'write'
  return [{ name: pattern, level, scopable: true }]
}

/**
 * Actions that make an event of what they act on. Removals from a bucket are left out: they come to an end; so is writing
 * logs, which every function does to its own group alone.
 */
export const causes: ReadonlySet<string> = new Set([
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'execute-api:Invoke',
  'appsync:GraphQL',
  'firehose:PutRecord',
  'firehose:PutRecordBatch',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
  'lambda:InvokeAsync',
  'lambda:InvokeFunction',
  'lambda:InvokeFunctionUrl',
  's3:DeleteObjectTagging',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  'sns:Publish',
  'sqs:SendMessage',
  'states:StartExecution',
  'states:StartSyncExecution',
])
