import type { Entry, Value } from '../../../model/value.ts'
import { fnIf, getAtt, type Made, make, makeMap, makeScalar } from '../build.ts'
import { addNegation, oneSided } from '../conditions.ts'
import { itemsOf, saidAt, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { argumentOf, resolveParameters } from '../intrinsic.ts'
import type { PolicyEntries } from '../policies/entries.ts'
import { managedArn } from '../policies/managed.ts'
import { addRole, trustOf } from '../role.ts'
import type { Attributes, RoleNeeds, ServerlessResource } from '../serverless.ts'
import { functionTags, isTraced } from './body.ts'

/** The execution role of a function. */
export interface ExecutionRole {
  /** `Role` of the function. */
  readonly value: Value
  /** Present where a role is made for it: what is said of that role. */
  readonly made?: Attributes
}

/** The role that is given, or the one that is made where none is, or none under a condition. */
export function executionRole(resource: ServerlessResource, expansion: Expansion): ExecutionRole {
  const { id, properties, attributes, at } = resource
  const own = getAtt(`${id}Role`, 'Arn')
  const written = valueAt(properties, 'Role')
  if (!written) return { value: make(own, at), made: attributes }
  const branches = argumentOf(written, 'Fn::If')
  if (!branches) return { value: written }
  if (itemsOf(branches).length !== 3) {
    throw new InvalidResource(id, "Malformed 'Role' property: Fn::If requires 3 arguments.", branches.at)
  }
  const sided = oneSided(resolveParameters(written, expansion))
  if (sided === 'absent') return { value: make(own, written.at), made: attributes }
  if (!sided) return { value: written }
  const { condition, absentWhen, value } = sided
  const under = absentWhen ? condition : `NOT${condition}`
  if (!absentWhen) addNegation(under, condition, expansion, written.at)
  const chosen: Made = absentWhen ? fnIf(condition, own, value) : fnIf(condition, value, own)
  const entry: Entry = { key: written.at, value: makeScalar(under, written.at) }
  return { value: make(chosen, written.at), made: new Map([...attributes, ['Condition', entry]]) }
}

/**
 * Adds the role of a function: what every function may do, what its configuration needs, what `Policies` say and what
 * its events need, in this order.
 * Source: AWS SAM developer guide, "AWS::Serverless::Function", Role and Policies.
 */
export function addExecutionRole(
  resource: ServerlessResource,
  attributes: Attributes,
  policies: PolicyEntries,
  needs: readonly RoleNeeds[],
  expansion: Expansion,
): void {
  const { id, properties, at } = resource
  const queue = saidAt(properties, 'DeadLetterQueue')
  addRole(
    {
      id: `${id}Role`,
      trust: valueAt(properties, 'AssumeRolePolicyDocument') ?? trustOf('lambda.amazonaws.com', at),
      managed: [...basics(resource, expansion), ...policies.managed, ...needs.flatMap(({ managed = [] }) => managed)],
      inline: [
        ...(queue ? [deadLetterPolicy(queue)] : []),
        ...needs.slice(0, 1).flatMap(({ inline = [] }) => inline),
        ...policies.inline,
        ...needs.slice(1).flatMap(({ inline = [] }) => inline),
      ],
      path: valueAt(properties, 'RolePath'),
      permissionsBoundary: valueAt(properties, 'PermissionsBoundary'),
      tags: functionTags(resource),
      attributes,
      at,
    },
    expansion,
  )
}

/** What the configuration of a function needs. */
function basics(resource: ServerlessResource, expansion: Expansion): readonly Value[] {
  const { properties, at } = resource
  const { partition } = expansion
  const policy = (path: string, cause: Value | undefined): Value => make(managedArn(path, partition), cause?.at ?? at)
  const durable = saidAt(properties, 'DurableConfig')
  const network = saidAt(properties, 'VpcConfig')
  const logs = durable ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole'
  const traces = partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess'
  return [
    policy(`service-role/${logs}`, durable),
    ...(isTraced(resource, expansion) ? [policy(traces, valueAt(properties, 'Tracing'))] : []),
    ...(network ? [policy('service-role/AWSLambdaVPCAccessExecutionRole', network)] : []),
  ]
}

function deadLetterPolicy(queue: Value): Value {
  const action = textOf(valueAt(queue, 'Type')) === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage'
  return makeMap(
    {
      PolicyName: 'DeadLetterQueuePolicy',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: action, Resource: valueAt(queue, 'TargetArn'), Effect: 'Allow' }],
      },
    },
    queue.at,
  )
}
