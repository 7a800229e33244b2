import { type ActionSet, actionsIn } from '../permissions/access.ts'

/** The actions of a set that make an event of what they act on, of one service or of all; in the order of the alphabet. */
export function causingIn(set: ActionSet, service?: string): readonly string[] {
  const key = JSON.stringify([set.patterns, set.except, set.denied, set.allowed, service])
  const before = known.get(key)
  if (before) return before
  const found = new Set<string>()
  const wanted = service === undefined ? services : services.filter((one) => one === service)
  for (const one of wanted) for (const { name } of actionsIn(set, one)) if (causes.has(name)) found.add(name)
  const made = [...found].sort()
  if (known.size < mostKnown) known.set(key, made)
  return made
}

/** Sets repeat: a stack of a thousand roles has a dozen of them. */
const known = new Map<string, readonly string[]>()
const mostKnown = 5000

/**
 * Actions that make an event of what they act on. Removals from a bucket are left out: they come to an end; so is writing
 * logs, which every function does to its own group alone.
 */
const causes: ReadonlySet<string> = new Set([
  'appsync:GraphQL',
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'execute-api:Invoke',
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

const services = [...new Set([...causes].map((name) => name.slice(0, name.indexOf(':'))))]
