import type { Span } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import { isSaid } from '../apis/tree.ts'
import { type Made, type MadeMap, makeMap } from '../build.ts'
import { emptyMap, itemsOf, textOf, valueAt, withPath } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import { type Expansion, typeOf } from '../expansion.ts'
import type { Attributes } from '../serverless.ts'
import { dependOn } from '../wiring/depends-on.ts'
import { logicalIdOf } from './endpoint.ts'
import { type Ends, filled, missingValue } from './pattern.ts'
import type { FunctionPermission, Profile, ResourcePolicy, RolePolicy } from './profile.ts'
import { profileOf } from './profiles.ts'

/** What is to be connected. */
export interface Connection {
  /** The id of the connector: the stem of the ids it makes. */
  readonly id: string
  /** `Destination1` where the connector has a list of destinations. */
  readonly suffix: string
  readonly ends: Ends
  /** `Read`, `Write`. */
  readonly permissions: readonly string[]
  /** For all that is made. */
  readonly attributes: Attributes
  /** Of the connector. */
  readonly at: Span
}

/** Adds the policies and permissions of a connection. Gives their ids. */
export function connect(connection: Connection, expansion: Expansion): readonly string[] {
  const { id, ends, at } = connection
  const { Source: source, Destination: destination } = ends
  const profile = profileOf(source.type, destination.type)
  if (!profile) {
    const problem = `Unable to create connector from ${source.type} to ${destination.type}; it's not supported or the template is invalid.`
    throw new InvalidResource(id, problem, at)
  }
  checkPermissions(connection, profile)
  const missing = missingValue(profile, ends)
  if (missing) throw new InvalidResource(id, `${missing} is missing.`, at)
  switch (profile.how) {
    case 'role policy':
      return [attachPolicy(connection, profile, expansion)]
    case 'function permission':
      return permitCalls(connection, profile, expansion)
    default:
      return [admit(connection, profile, expansion)]
  }
}

function checkPermissions({ id, ends, permissions, at }: Connection, profile: Profile): void {
  const known = Object.keys(profile.access)
  const values = `valid values are: ${known.join(', ')}.`
  if (permissions.length === 0) throw new InvalidResource(id, `'Permissions' cannot be empty; ${values}`, at)
  const what = `Unsupported 'Permissions' provided for connector from ${ends.Source.type} to ${ends.Destination.type}`
  if (permissions.some((name) => !known.includes(name))) throw new InvalidResource(id, `${what}; ${values}`, at)
  const together = profile.how === 'role policy' ? profile.together : undefined
  const wanted = [...permissions].sort().join(' + ')
  const combinations = together?.map((names) => names.join(' + '))
  if (combinations && !combinations.includes(wanted)) {
    throw new InvalidResource(id, `${what}; valid combinations are: ${combinations.join(', ')}.`, at)
  }
}

function attachPolicy(connection: Connection, profile: RolePolicy, expansion: Expansion): string {
  const { ends, permissions, at } = connection
  const role = ends[profile.role].values.RoleName
  if (!isSaid(role)) {
    throw new InvalidResource(connection.id, `Unable to get IAM role name from '${profile.role}' resource.`, at)
  }
  const statements = permissions.flatMap((name) =>
    (profile.access[name] ?? []).map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map((pattern) => filled(pattern, ends)),
    })),
  )
  const properties = { PolicyDocument: { Version: '2012-10-17', Statement: statements }, Roles: [role] }
  const id = add(connection, 'Policy', 'AWS::IAM::ManagedPolicy', properties, expansion)
  for (const waiting of waitingFor(connection, profile, expansion)) {
    expansion.update(waiting, (body) => dependOn(body, id, at))
  }
  return id
}

/** What must not be made before the policy is attached. */
function waitingFor({ ends }: Connection, { neededBy }: RolePolicy, { resources }: Expansion): readonly string[] {
  const { Source: source, Destination: destination } = ends
  if (neededBy === 'source') return source.id === undefined ? [] : [source.id]
  if (neededBy === undefined || source.id === undefined || destination.id === undefined) return []
  return [...resources].flatMap(([id, body]) => {
    if (typeOf(body) !== 'AWS::Lambda::EventSourceMapping') return []
    const reads = logicalIdOf(valueAt(body, 'Properties', 'EventSourceArn')) === source.id
    return reads && logicalIdOf(valueAt(body, 'Properties', 'FunctionName')) === destination.id ? [id] : []
  })
}

function permitCalls(connection: Connection, profile: FunctionPermission, expansion: Expansion): readonly string[] {
  const { ends, permissions, at } = connection
  const called = ends.Destination.values.Arn
  if (!isSaid(called)) {
    throw new InvalidResource(connection.id, "Unable to get Lambda function ARN from 'Destination' resource.", at)
  }
  return permissions.flatMap((name) => {
    const caller = profile.access[name]
    if (!caller) return []
    const properties = {
      Action: 'lambda:InvokeFunction',
      FunctionName: called,
      Principal: caller.service,
      SourceArn: filled(caller.sourceArn, ends),
      SourceAccount: caller.sourceAccount === undefined ? undefined : filled(caller.sourceAccount, ends),
    }
    return [add(connection, `${name}LambdaPermission`, 'AWS::Lambda::Permission', properties, expansion)]
  })
}

function admit(connection: Connection, profile: ResourcePolicy, expansion: Expansion): string {
  const { ends, permissions, at } = connection
  const { Arn: arn, QueueUrl: url } = ends.Destination.values
  const statements = permissions.flatMap((name) => {
    const access = profile.access[name]
    return access
      ? [
          {
            Effect: 'Allow',
            Principal: { Service: access.service },
            Resource: arn,
            Action: access.action,
            Condition: { ArnEquals: { 'aws:SourceArn': ends.Source.values.Arn } },
          },
        ]
      : []
  })
  const document = { Version: '2012-10-17', Statement: statements }
  if (profile.how === 'topic policy') {
    const properties = { PolicyDocument: document, Topics: [arn] }
    return add(connection, 'TopicPolicy', 'AWS::SNS::TopicPolicy', properties, expansion)
  }
  if (!isSaid(url))
    throw new InvalidResource(connection.id, "Unable to get SQS queue URL from 'Destination' resource.", at)
  const properties = { PolicyDocument: document, Queues: [url] }
  return add(connection, 'QueuePolicy', 'AWS::SQS::QueuePolicy', properties, expansion)
}

function add(
  connection: Connection,
  kind: string,
  type: string,
  properties: Readonly<Record<string, Made | undefined>>,
  expansion: Expansion,
): string {
  const { id: stem, suffix, at } = connection
  const id = `${stem}${kind}${suffix}`
  expansion.add({ id, type, properties: makeMap(properties, at), attributes: withMetadata(connection), at })
  return id
}

/** The connector that something comes from is told in its metadata. */
function withMetadata({ id, ends, attributes, at }: Connection): Attributes {
  const before = attributes.get('Metadata')
  const types: MadeMap = {
    Source: { Type: ends.Source.writtenType },
    Destination: { Type: ends.Destination.writtenType },
  }
  const map = before?.value.type === 'map' ? before.value : emptyMap(at)
  const metadata: Entry = {
    key: before?.key ?? at,
    value: withPath(map, ['aws:sam:connectors', id], makeMap(types, at)),
  }
  return new Map([...attributes, ['Metadata', metadata]])
}

/** The names in a list of permissions, each once. */
export function permissionNames(value: Value | undefined): readonly string[] {
  if (value?.type === 'map') return [...value.entries.keys()]
  return [...new Set(itemsOf(value).map((item) => textOf(item) ?? ''))]
}
