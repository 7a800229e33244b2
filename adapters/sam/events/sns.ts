import type { Value } from '../../../model/value.ts'
import { shown } from '../apis/expect.ts'
import { isSaid } from '../apis/tree.ts'
import { getAtt, type Made, make, makeMap, ref } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { referenceName, resolveParameters } from '../intrinsic.ts'
import { optional, required } from '../properties.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'
import { addPermission } from '../wiring/permission.ts'
import { serviceRolePolicy } from '../wiring/polled.ts'

/** A topic, at once or by way of a queue. Source: AWS SAM developer guide, "SNS". */
export const sns: EventSource = {
  type: 'SNS',
  forFunction: {
    properties: {
      Topic: required('text'),
      Region: optional('text'),
      FilterPolicy: optional('any'),
      FilterPolicyScope: optional('any'),
      SqsSubscription: optional('boolean', 'map'),
      RedrivePolicy: optional('map'),
    },
    expand: (event, expansion) => {
      const queued = valueAt(event.properties, 'SqsSubscription')
      if (!isSaid(queued)) {
        subscribe(event, 'lambda', event.target.arn, expansion)
        const sourceArn = valueAt(event.properties, 'Topic')
        addPermission(event, { principal: 'sns.amazonaws.com', ...(sourceArn ? { sourceArn } : {}) }, expansion)
        return undefined
      }
      const queue = queueOf(event, queued, expansion)
      subscribe(event, 'sqs', queue.arn, expansion)
      admitTopic(event, queue, expansion)
      pollQueue(event, queue, expansion)
      return { managed: [serviceRolePolicy('AWSLambdaSQSQueueExecutionRole', expansion, event.at)] }
    },
  },
}

function subscribe(event: FunctionEvent, protocol: string, endpoint: Value, expansion: Expansion): void {
  const given = (name: string) => valueAt(event.properties, name)
  const properties = {
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: given('Topic'),
    Region: given('Region'),
    FilterPolicy: given('FilterPolicy'),
    FilterPolicyScope: given('FilterPolicyScope'),
    RedrivePolicy: given('RedrivePolicy'),
  }
  add(event, event.logicalId, 'AWS::SNS::Subscription', properties, expansion)
}

interface Queue {
  readonly arn: Value
  readonly url: Value
  readonly policyId: string
  readonly batchSize: Made
  readonly enabled: Made
}

function queueOf(event: FunctionEvent, written: Value, expansion: Expansion): Queue {
  const { id, logicalId, at } = event
  const policyId = `${logicalId}QueuePolicy`
  if (written.type !== 'map') {
    const queue = `${logicalId}Queue`
    add(event, queue, 'AWS::SQS::Queue', { FifoQueue: fifoOf(event, expansion) }, expansion)
    const [arn, url] = [make(getAtt(queue, 'Arn'), at), make(ref(queue), at)]
    return { arn, url, policyId, batchSize: 10, enabled: true }
  }
  const arn = valueAt(written, 'QueueArn')
  const url = valueAt(written, 'QueueUrl')
  const batchSize = valueAt(written, 'BatchSize')
  const named = valueAt(written, 'QueuePolicyLogicalId')
  if (!isSaid(arn) || !isSaid(url)) throw new InvalidEvent(id, 'No QueueARN or QueueURL provided.', written.at)
  return {
    arn,
    url,
    policyId: isSaid(named) ? shown(named) : policyId,
    batchSize: isSaid(batchSize) ? batchSize : 10,
    enabled: !isOff(valueAt(written, 'Enabled')),
  }
}

function isOff(enabled: Value | undefined): boolean {
  return enabled?.type === 'scalar' && enabled.value === false
}

/** A queue of a first-in-first-out topic of this template must be one, too. */
function fifoOf({ properties }: FunctionEvent, expansion: Expansion): Value | undefined {
  const topic = referenceName(valueAt(properties, 'Topic'))
  const fifo = topic === undefined ? undefined : valueAt(expansion.resources.get(topic), 'Properties', 'FifoTopic')
  const known = fifo && resolveParameters(fifo, expansion)
  return isSaid(known) ? known : undefined
}

function admitTopic(event: FunctionEvent, { arn, url, policyId }: Queue, expansion: Expansion): void {
  const statement = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: '*',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': valueAt(event.properties, 'Topic') } },
  }
  const properties = { PolicyDocument: { Version: '2012-10-17', Statement: [statement] }, Queues: [url] }
  add(event, policyId, 'AWS::SQS::QueuePolicy', properties, expansion)
}

function pollQueue(event: FunctionEvent, { arn, batchSize, enabled }: Queue, expansion: Expansion): void {
  const properties = {
    FunctionName: event.target.name,
    EventSourceArn: arn,
    BatchSize: batchSize,
    Enabled: enabled,
  }
  add(event, `${event.logicalId}EventSourceMapping`, 'AWS::Lambda::EventSourceMapping', properties, expansion)
}

function add(
  { at, owner }: FunctionEvent,
  id: string,
  type: string,
  properties: Readonly<Record<string, Made | undefined>>,
  expansion: Expansion,
): void {
  expansion.add({ id, type, properties: makeMap(properties, at), attributes: owner.attributes, at })
}
