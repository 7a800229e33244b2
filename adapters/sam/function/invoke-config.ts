import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { fnIf, getAtt, type Made, type MadeMap, make, makeList, makeMap, makeScalar, ref } from '../build.ts'
import { addConjunction, addNegation, oneSided } from '../conditions.ts'
import { itemsOf, saidAt, textOf, valueAt, withEntry } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion, Shared } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { argumentOf, resolveParameters } from '../intrinsic.ts'
import { nameList } from '../python.ts'
import type { ServerlessResource } from '../serverless.ts'
import type { PublishedAlias } from './alias.ts'

/**
 * Adds what happens to asynchronous invocations: retries, and where results go. A queue or topic that is not named is
 * made. Gives the policies that the function's role needs to send there.
 * Source: AWS SAM developer guide, "EventInvokeConfiguration".
 */
export function addInvokeConfig(
  resource: ServerlessResource,
  alias: PublishedAlias | undefined,
  expansion: Expansion,
): readonly MapValue[] {
  const written = saidAt(resource.properties, 'EventInvokeConfig')
  if (!written) return []
  const config = resolveParameters(written, expansion)
  const id = `${resource.id}EventInvokeConfig`
  const destinations = destinationsOf(written, config, resource, id, expansion)
  const dependsOn: [string, Entry][] = alias
    ? [['DependsOn', { key: written.at, value: makeList([alias.id], written.at) }]]
    : []
  const updatePolicy = [...resource.mainAttributes].filter(([name]) => name === 'UpdatePolicy')
  expansion.add({
    id,
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: makeMap(
      {
        FunctionName: ref(resource.id),
        Qualifier: alias?.name ?? '$LATEST',
        DestinationConfig: Object.fromEntries(destinations.map(({ name, target }) => [name, { Destination: target }])),
        MaximumEventAgeInSeconds: valueAt(config, 'MaximumEventAgeInSeconds'),
        MaximumRetryAttempts: valueAt(config, 'MaximumRetryAttempts'),
      },
      written.at,
    ),
    attributes: new Map([...dependsOn, ...resource.attributes, ...updatePolicy]),
    at: written.at,
  })
  return destinations.flatMap(({ policy }) => (policy ? [policy] : []))
}

interface Destination {
  readonly name: string
  readonly target: Value
  readonly policy: MapValue | undefined
}

/**
 * What is made for a destination of `Globals`, by what they say of it. The service makes it for the first function
 * alone and sends the results of all others there.
 */
const madeOnce: Shared<Map<Value, Value>> = { begin: () => new Map() }

function destinationsOf(
  unresolved: Value,
  config: Value,
  { id: owner, attributes }: ServerlessResource,
  id: string,
  expansion: Expansion,
): readonly Destination[] {
  const all = valueAt(config, 'DestinationConfig')
  if (all && all.type !== 'map') {
    throw new InvalidResource(owner, "Property 'EventInvokeConfig.DestinationConfig' should be a map.", all.at)
  }
  return ['OnSuccess', 'OnFailure'].flatMap((name) => {
    const written = valueAt(all, name)
    if (!written) return []
    if (written.type !== 'map') {
      const problem = `Property 'EventInvokeConfig.DestinationConfig.${name}' should be a map.`
      throw new InvalidResource(owner, problem, written.at)
    }
    const made = expansion.shared(madeOnce)
    const source = valueAt(unresolved, 'DestinationConfig', name)
    const before = source && made.get(source)
    const place = { owner, id, stem: id + name, attributes }
    const found = destination(before ? withEntry(written, 'Destination', before) : written, place, expansion)
    if (source && isGlobal(source)) made.set(source, found.target)
    return [{ name, ...found }]
  })
}

function isGlobal(destination: Value): boolean {
  return valueAt(destination, 'Type')?.via?.some(({ reason }) => reason === 'globals') ?? false
}

interface Place {
  readonly owner: string
  readonly id: string
  readonly stem: string
  readonly attributes: ReadonlyMap<string, Entry>
}

const types = ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']
const makeable = ['SQS', 'SNS']

function destination(written: MapValue, place: Place, expansion: Expansion): Omit<Destination, 'name'> {
  const type = textOf(valueAt(written, 'Type'))
  if (type === undefined || !types.includes(type)) {
    const shown = type ?? 'None'
    throw new InvalidResource(place.owner, `'Type: ${shown}' must be one of ${nameList(types)}`, written.at)
  }
  const given = valueAt(written, 'Destination')
  const branches = argumentOf(given, 'Fn::If')
  if (branches && itemsOf(branches).length !== 3) {
    const problem = "Malformed 'Destination' property: Fn::If requires 3 arguments."
    throw new InvalidResource(place.id, problem, branches.at)
  }
  const sided = oneSided(given)
  if (given && (sided === undefined || sided === 'absent')) {
    return { target: given, policy: policyFor(type, given, place.stem, written.at) }
  }
  if (!makeable.includes(type)) {
    throw new InvalidResource(place.owner, `Destination is required if Type is not ${nameList(makeable)}`, written.at)
  }
  const at = written.at
  const condition = typeof sided === 'object' ? conditionOf(sided, place, expansion, at) : undefined
  const made = addReceiver(type, place, condition, expansion, at)
  const target = make(
    condition !== undefined && typeof sided === 'object' ? fnIf(condition, made, sided.value) : made,
    given?.at ?? at,
  )
  return { target, policy: policyFor(type, target, place.stem, at) }
}

/** The name of the condition under which nothing is given. */
function conditionOf(
  { condition, absentWhen }: { readonly condition: string; readonly absentWhen: boolean },
  { id }: Place,
  expansion: Expansion,
  at: Span,
): string {
  if (absentWhen) return condition
  const name = generatedName(`NOT${condition}`, id)
  addNegation(name, condition, expansion, at)
  return name
}

/** Names of conditions are cut at 255 characters. */
function generatedName(stem: string, content: string): string {
  return (stem + hashOf(content)).slice(0, 255)
}

function addReceiver(
  type: string,
  { owner, stem, attributes }: Place,
  condition: string | undefined,
  expansion: Expansion,
  at: Span,
): Made {
  const id = stem + (type === 'SQS' ? 'Queue' : 'Topic')
  const own = attributes.get('Condition')
  const name = textOf(own?.value)
  let both = condition
  if (condition !== undefined && name !== undefined) {
    both = generatedName(`${name}AND${condition}`, owner)
    addConjunction(both, [name, condition], expansion, at)
  }
  const chosen: [string, Entry][] = both === undefined ? [] : [['Condition', { key: at, value: makeScalar(both, at) }]]
  expansion.add({
    id,
    type: type === 'SQS' ? 'AWS::SQS::Queue' : 'AWS::SNS::Topic',
    properties: makeMap({}, at),
    attributes: new Map([...attributes, ...chosen]),
    at,
  })
  return type === 'SQS' ? getAtt(id, 'Arn') : ref(id)
}

/** Lets a function send to a destination. */
export function policyFor(type: string, target: Value, stem: string, at: Span): MapValue | undefined {
  const statements = statementsFor(type, target, at)
  if (!statements) return undefined
  const suffix = type === 'S3Bucket' ? 'S3' : type
  return makeMap({ PolicyName: `${stem}${suffix}Policy`, PolicyDocument: { Statement: statements } }, at)
}

function statementsFor(type: string, target: Value, at: Span): readonly MadeMap[] | undefined {
  const allow = (action: string, resource: Made): MadeMap => ({ Action: action, Effect: 'Allow', Resource: resource })
  switch (type) {
    case 'SQS':
      return [allow('sqs:SendMessage', target)]
    case 'SNS':
      return [allow('sns:publish', target)]
    case 'EventBridge':
      return [allow('events:PutEvents', target)]
    case 'Lambda':
      return [allow('lambda:InvokeFunction', target)]
    case 'S3Bucket':
      return [allow('s3:PutObject', make({ 'Fn::Join': ['/', [target, '*']] }, at)), allow('s3:ListBucket', target)]
    default:
      return undefined
  }
}
