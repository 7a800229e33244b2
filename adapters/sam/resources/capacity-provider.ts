import { isNull, type MapValue, type Value } from '../../../model/value.ts'
import { getAtt, type Made, make, makeMap } from '../build.ts'
import { asList, entriesOf, saidAt, valueAt, without } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { managedArn } from '../policies/managed.ts'
import { literal, optional, required, type ShapeName, shapeOf } from '../properties.ts'
import { addRole, trustOf } from '../role.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { checkReservedTags, createdBy, tagList } from '../tags.ts'

/**
 * Machines of one's own that functions run on, with the role of what starts them.
 * Source: AWS SAM developer guide, "AWS::Serverless::CapacityProvider".
 */
export const capacityProvider: ServerlessType = {
  type: 'AWS::Serverless::CapacityProvider',
  phase: 'other',
  properties: {
    CapacityProviderName: optional('text', 'map'),
    VpcConfig: required('map'),
    OperatorRole: optional('text', 'map'),
    Tags: optional('any'),
    PropagateTags: literal('boolean'),
    InstanceRequirements: optional('map'),
    ScalingConfig: optional('map'),
    KmsKeyArn: optional('text', 'map'),
  },
  globals: {
    section: 'CapacityProvider',
    properties: [
      'VpcConfig',
      'OperatorRole',
      'Tags',
      'InstanceRequirements',
      'ScalingConfig',
      'KmsKeyArn',
      'PropagateTags',
    ],
  },
  expand: (provider, expansion) => {
    checkParts(provider)
    const { id, properties, at } = provider
    const given = (name: string): Value | undefined => valueAt(properties, name)
    const role = given('OperatorRole')
    const tags = given('Tags')
    checkReservedTags(id, tags, ['lambda:createdBy'])
    expansion.add({
      id,
      type: 'AWS::Lambda::CapacityProvider',
      properties: makeMap(
        {
          CapacityProviderName: given('CapacityProviderName'),
          VpcConfig: given('VpcConfig'),
          PermissionsConfig: { CapacityProviderOperatorRoleArn: role ?? getAtt(`${id}OperatorRole`, 'Arn') },
          InstanceRequirements: requirements(saidAt(withoutNulls(given('InstanceRequirements')))),
          CapacityProviderScalingConfig: scaling(saidAt(withoutNulls(given('ScalingConfig')))),
          KmsKeyArn: given('KmsKeyArn'),
          Tags: [...asList(tagList(tags)), createdBy('lambda', at)],
        },
        at,
      ),
      attributes: provider.mainAttributes,
      at,
    })
    if (!role) addOperatorRole(provider, expansion)
  },
}

function withoutNulls(map: Value | undefined): Value | undefined {
  if (map?.type !== 'map') return map
  return without(map, ...[...map.entries].filter(([, { value }]) => isNull(value)).map(([name]) => name))
}

function requirements(written: Value | undefined): Made | undefined {
  if (!written) return undefined
  return makeMap(
    {
      Architectures: valueAt(written, 'Architectures'),
      AllowedInstanceTypes: valueAt(written, 'AllowedTypes'),
      ExcludedInstanceTypes: valueAt(written, 'ExcludedTypes'),
    },
    written.at,
  )
}

/** A target for the load of the machines makes the scaling manual. */
function scaling(written: Value | undefined): Made | undefined {
  if (!written) return undefined
  const load = valueAt(written, 'AverageCPUUtilization')
  const metric = 'LambdaCapacityProviderAverageCPUUtilization'
  return makeMap(
    {
      MaxVCpuCount: valueAt(written, 'MaxVCpuCount'),
      ScalingMode: load ? 'Manual' : 'Auto',
      ScalingPolicies: load && [makeMap({ PredefinedMetricType: metric, TargetValue: load }, load.at)],
    },
    written.at,
  )
}

function addOperatorRole({ id, properties, attributes, at }: ServerlessResource, expansion: Expansion): void {
  const propagate = valueAt(properties, 'PropagateTags')
  const all = propagate?.type === 'scalar' && propagate.value === true
  const tags = all ? valueAt(properties, 'Tags') : undefined
  addRole(
    {
      id: `${id}OperatorRole`,
      trust: trustOf('lambda.amazonaws.com', at),
      managed: [make(managedArn('AWSLambdaManagedEC2ResourceOperator', expansion.partition), at)],
      inline: [],
      tags: tagList(tags, [createdBy('lambda', at)]),
      attributes,
      at,
    },
    expansion,
  )
}

interface Part {
  readonly shape: ShapeName
  readonly title: string
  readonly required?: true
}

const list: Part = { shape: 'list', title: 'list' }
const parts: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  VpcConfig: { SecurityGroupIds: list, SubnetIds: { ...list, required: true } },
  InstanceRequirements: { Architectures: list, AllowedTypes: list, ExcludedTypes: list },
  ScalingConfig: {
    MaxVCpuCount: { shape: 'number', title: 'integer' },
    AverageCPUUtilization: { shape: 'number', title: 'number' },
  },
}

function checkParts({ id, properties }: ServerlessResource): void {
  const tags = valueAt(properties, 'Tags')
  if (tags && tags.type !== 'map') throw new InvalidResource(id, "Property 'Tags' should be a map.", tags.at)
  const problems = Object.entries(parts).flatMap(([name, shapes]) => {
    const part = valueAt(properties, name)
    return part?.type === 'map' ? problemsOf(name, part, shapes) : []
  })
  const [first] = problems
  if (first) throw new InvalidResource(id, problems.map(({ text }) => text).join(' '), first.value.at)
  const requirements = valueAt(properties, 'InstanceRequirements')
  const excluded = valueAt(requirements, 'ExcludedTypes')
  if (!excluded || !valueAt(requirements, 'AllowedTypes')) return
  const problem =
    "Cannot specify 'InstanceRequirements.AllowedTypes' and 'InstanceRequirements.ExcludedTypes' together."
  throw new InvalidResource(id, problem, excluded.at)
}

interface Problem {
  readonly text: string
  readonly value: Value
}

function problemsOf(name: string, part: MapValue, shapes: Readonly<Record<string, Part>>): readonly Problem[] {
  const unknown = entriesOf(part)
    .filter(([key]) => !Object.hasOwn(shapes, key))
    .map(([key, { value }]) => ({ text: `Property '${name}.${key}' is an invalid property.`, value }))
  const wrong = Object.entries(shapes).flatMap(([key, { shape, title, required: needed }]): readonly Problem[] => {
    const value = valueAt(part, key)
    const path = `'${name}.${key}'`
    if (!value) return needed ? [{ text: `Property ${path} is required.`, value: part }] : []
    if (value.type === 'map' || shapeOf(value) === shape) return []
    return [{ text: `Property ${path} value must be dictionary or ${title}.`, value }]
  })
  return [...wrong, ...unknown]
}
