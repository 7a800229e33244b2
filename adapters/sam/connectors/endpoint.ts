import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { isSaid } from '../apis/tree.ts'
import { getAtt, type Made, make, ref } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { sameValue } from '../hash.ts'
import { argumentOf } from '../intrinsic.ts'

/** One end of a connector: what is known of the resource there. */
export interface Endpoint {
  /** The type that the service knows: `AWS::Lambda::Function`. */
  readonly type: string
  /** The type as the author wrote it. */
  readonly writtenType: string
  /** Where the resource is of the same template. */
  readonly id?: string
  readonly values: EndpointValues
}

export type EndpointValues = Readonly<Partial<Record<EndpointValue, Value>>>
export type EndpointValue = 'Arn' | 'RoleName' | 'QueueUrl' | 'ResourceId' | 'Name' | 'Qualifier'

/** Reads one end of a connector, or says what is wrong with it. `other` is the other end as written. */
export function readEndpoint(written: Value, other: Value, expansion: Expansion): Endpoint | string {
  const names = written.type === 'map' ? [...written.entries.keys()] : []
  const described = names.some((name) => name !== 'Id' && name !== 'Qualifier')
  if (names.includes('Id') === described) {
    return "Must provide 'Id' (with optional 'Qualifier') or a supported combination of other properties."
  }
  const named = isSaid(valueAt(written, 'Id'))
  return named ? endpointOf(written, other, expansion) : describedEndpoint(written)
}

/** One that is not of the template, or is told of in full. */
function describedEndpoint(written: Value): Endpoint | string {
  const writtenType = textOf(valueAt(written, 'Type'))
  if (!writtenType) return noType
  const type = nativeType(writtenType)
  const values: Partial<Record<EndpointValue, Value>> = {}
  for (const name of ['Arn', 'RoleName', 'QueueUrl', 'ResourceId', 'Name', 'Qualifier'] as const) {
    const value = valueAt(written, name)
    if (value) values[name] = value
  }
  return { type, writtenType, values }
}

function endpointOf(written: Value, other: Value, expansion: Expansion): Endpoint | string {
  const id = textOf(valueAt(written, 'Id'))
  if (!id) return "'Id' is missing or not a string."
  const body = expansion.resources.get(id)
  const writtenType = expansion.originalType(id) ?? textOf(valueAt(body, 'Type'))
  if (body?.entries.size === 0 || (!body && !writtenType)) return `Unable to find resource with logical ID '${id}'.`
  // One that could not be expanded is of its serverless type still.
  const type = body ? textOf(valueAt(body, 'Type')) : writtenType
  if (!type || !writtenType) return noType
  const at = valueAt(written, 'Id')?.at ?? written.at
  const role = body && roleOf(type, body, other)
  const values: EndpointValues = {
    ...attributesOf(type, id, at),
    ...(role ? { RoleName: make(ref(role), at) } : {}),
    ...qualifierOf(written, type),
  }
  return { type, writtenType, id, values }
}

const noType = "'Type' is missing or not a string."

/** What a serverless type stands for. */
function nativeType(type: string): string {
  return natives.get(type) ?? type
}

const natives = new Map([
  ['AWS::Serverless::Function', 'AWS::Lambda::Function'],
  ['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine'],
  ['AWS::Serverless::SimpleTable', 'AWS::DynamoDB::Table'],
  ['AWS::Serverless::Api', 'AWS::ApiGateway::RestApi'],
  ['AWS::Serverless::HttpApi', 'AWS::ApiGatewayV2::Api'],
])

/** The values of a resource that references to it give. Source: CloudFormation resource reference, "Return values". */
function attributesOf(type: string, id: string, at: Span): EndpointValues {
  const made = Object.entries(attributes.get(type)?.(id) ?? {}).map(([name, value]) => [name, make(value, at)] as const)
  return Object.fromEntries(made)
}

const byArn = (id: string) => ({ Arn: getAtt(id, 'Arn') })

type Attributes = (id: string) => Readonly<Partial<Record<EndpointValue, Made>>>

const attributes: ReadonlyMap<string, Attributes> = new Map<string, Attributes>([
  ['AWS::ApiGateway::RestApi', (id) => ({ ResourceId: ref(id) })],
  ['AWS::ApiGatewayV2::Api', (id) => ({ ResourceId: ref(id) })],
  ['AWS::AppSync::GraphQLApi', (id) => ({ ResourceId: getAtt(id, 'ApiId') })],
  ['AWS::DynamoDB::Table', byArn],
  ['AWS::Events::EventBus', byArn],
  ['AWS::Events::Rule', byArn],
  ['AWS::Lambda::Function', byArn],
  ['AWS::Location::PlaceIndex', byArn],
  ['AWS::S3::Bucket', byArn],
  ['AWS::SNS::Topic', (id) => ({ Arn: ref(id) })],
  ['AWS::SQS::Queue', (id) => ({ Arn: getAtt(id, 'Arn'), QueueUrl: ref(id) })],
  ['AWS::StepFunctions::StateMachine', (id) => ({ Arn: ref(id), Name: getAtt(id, 'Name') })],
])

const apis: readonly string[] = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']

/** Which part of an API may call: all of it where nothing is said. */
function qualifierOf(written: Value, type: string): EndpointValues {
  const qualifier = valueAt(written, 'Qualifier')
  if (qualifier) return { Qualifier: qualifier }
  return apis.includes(type) ? { Qualifier: make('*', written.at) } : {}
}

const roleProperties = new Map([
  ['AWS::Lambda::Function', 'Role'],
  ['AWS::StepFunctions::StateMachine', 'RoleArn'],
  ['AWS::AppSync::DataSource', 'ServiceRoleArn'],
])

/** The logical id of the role that a resource acts by. A rule has one for each of its targets. */
function roleOf(type: string, body: MapValue, other: Value): string | undefined {
  const properties = valueAt(body, 'Properties')
  if (type !== 'AWS::Events::Rule') return logicalIdOf(valueAt(properties, roleProperties.get(type) ?? ''))
  const target = itemsOf(valueAt(properties, 'Targets')).find((item) => isSame(valueAt(item, 'Arn'), other))
  return logicalIdOf(valueAt(target, 'RoleArn'))
}

function isSame(target: Value | undefined, other: Value): boolean {
  const id = textOf(valueAt(other, 'Id'))
  if (id !== undefined) return logicalIdOf(target) === id
  const arn = valueAt(other, 'Arn')
  return target !== undefined && arn !== undefined && sameValue(target, arn)
}

/** The resource that a `Ref` or `Fn::GetAtt` names. */
export function logicalIdOf(value: Value | undefined): string | undefined {
  const named = textOf(argumentOf(value, 'Ref'))
  if (named !== undefined) return named
  const got = argumentOf(value, 'Fn::GetAtt')
  if (got?.type === 'list') return got.items.length === 2 ? textOf(got.items[0]) : undefined
  return textOf(got)?.split('.')[0]
}
