import { actionsIn, oncePerSet } from '../permissions/action-sets.ts'

/** The actions of a set that make an event of what they act on, of one service or of all; in the order of the alphabet. */
export const causingIn = oncePerSet((set, service): readonly string[] => {
  const found = new Set<string>()
  const wanted = service === undefined ? services : services.filter((one) => one === service)
  for (const one of wanted) for (const { name } of actionsIn(set, one)) if (causes.has(name)) found.add(name)
  return [...found].sort()
})

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
