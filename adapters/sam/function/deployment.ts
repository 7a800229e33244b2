import type { Span } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import { addAnyOf } from '../apis/conditions.ts'
import { getAtt, type Made, type MadeMap, make, makeList, makeMap, makeScalar, ref } from '../build.ts'
import { itemsOf, saidAt, textOf, valueAt } from '../edit.ts'
import { InvalidResource, InvalidSeveral } from '../errors.ts'
import type { Expansion, Shared } from '../expansion.ts'
import { argumentOf, isIntrinsic, isNoValue, resolveMappings, resolveParameters } from '../intrinsic.ts'
import { managedArn } from '../policies/managed.ts'
import { addRole, trustOf } from '../role.ts'
import type { ServerlessResource } from '../serverless.ts'
import { propagatedTags } from '../tags.ts'
import { configName } from './deployment-type.ts'

/** How a function shifts its traffic to a new version. */
interface Preference {
  readonly id: string
  readonly config: Value
  readonly type: Value | undefined
  /** The condition under which the parts for it are made, where it passes on. */
  readonly condition: string | undefined
  /** `[{Key, Value}]`, where the function passes its tags on. */
  readonly tags: Value | undefined
  readonly at: Span
}

const preferences: Shared<Preference[]> = { begin: () => [] }
const applicationId = 'ServerlessDeploymentApplication'
const roleId = 'CodeDeployServiceRole'

/**
 * Notes the deployment preference of a function and gives the `UpdatePolicy` of its alias; `undefined` where nothing is
 * wanted. Source: AWS SAM developer guide, "DeploymentPreference".
 */
export function deploymentPolicy(
  resource: ServerlessResource,
  publishes: boolean,
  expansion: Expansion,
): Entry | undefined {
  const { id, properties, attributes } = resource
  const config = saidAt(properties, 'DeploymentPreference')
  if (!config) return undefined
  const passes = passesCondition(id, config, expansion)
  if (isOff(resolved(valueAt(config, 'Enabled'), expansion))) return undefined
  const type = resolved(valueAt(config, 'Type'), expansion)
  if (config.type !== 'map' || !config.entries.has('Type')) {
    throw new InvalidResource(id, "'DeploymentPreference' is missing required Property 'Type'", config.at)
  }
  const hooks = config.entries.get('Hooks')?.value
  if (hooks && hooks.type !== 'map') {
    throw new InvalidResource(id, "'Hooks' property of 'DeploymentPreference' must be a dictionary", hooks.at)
  }
  if (!publishes) {
    const problem = "'DeploymentPreference' requires AutoPublishAlias property to be specified."
    throw new InvalidResource(id, problem, config.at)
  }
  const condition = passes ? textOf(attributes.get('Condition')?.value) : undefined
  expansion.shared(preferences).push({ id, config, type, condition, tags: propagatedTags(resource), at: config.at })
  const shift: MadeMap = {
    ApplicationName: ref(applicationId),
    DeploymentGroupName: ref(`${id}DeploymentGroup`),
    BeforeAllowTrafficHook: valueAt(hooks, 'PreTraffic'),
    AfterAllowTrafficHook: valueAt(hooks, 'PostTraffic'),
  }
  return { key: config.at, value: makeMap({ CodeDeployLambdaAliasUpdate: shift }, config.at) }
}

function resolved(value: Value | undefined, expansion: Expansion): Value | undefined {
  return value && resolveMappings(resolveParameters(value, expansion), expansion)
}

function isOff(enabled: Value | undefined): boolean {
  if (enabled?.type !== 'scalar') return false
  return [false, 'false', 'False', '', 0].some((off) => enabled.value === off)
}

function passesCondition(id: string, config: Value, expansion: Expansion): boolean {
  const written = config.type === 'map' ? config.entries.get('PassthroughCondition')?.value : undefined
  const value = resolved(written, expansion)
  if (!value) return false
  const plain = value.type === 'scalar' ? value.value : undefined
  if ([true, 'true', 'True', 1].some((on) => plain === on)) return true
  if ([false, 'false', 'False', 0].some((off) => plain === off)) return false
  const problem = isIntrinsic(value)
    ? 'Unsupported intrinsic: the only intrinsic functions supported for property PassthroughCondition are FindInMap and parameter Refs.'
    : 'Invalid value for property PassthroughCondition.'
  throw new InvalidResource(id, problem, value.at)
}

/** Adds what all functions share, the application and its role, and a group for each function that shifts traffic. */
export function addDeployments(expansion: Expansion): void {
  const wanted = expansion.shared(preferences)
  const [first] = wanted
  if (!first) return
  const attributes = sharedCondition(wanted, expansion, first.at)
  const tags = mergedTags(wanted, first.at)
  expansion.add({
    id: applicationId,
    type: 'AWS::CodeDeploy::Application',
    properties: makeMap({ ComputePlatform: 'Lambda', Tags: tags }, first.at),
    attributes,
    at: first.at,
  })
  if (wanted.some(({ config }) => !saidAt(config, 'Role'))) addServiceRole(attributes, tags, expansion, first.at)
  const problems: InvalidResource[] = []
  for (const preference of wanted) {
    try {
      addGroup(preference, expansion)
    } catch (thrown) {
      if (!(thrown instanceof InvalidResource)) throw thrown
      problems.push(thrown)
    }
  }
  if (problems.length > 0) throw new InvalidSeveral(problems)
}

/** Where every function is made under a condition, so is what they share: when any of the conditions holds. */
function sharedCondition(wanted: readonly Preference[], expansion: Expansion, at: Span): ReadonlyMap<string, Entry> {
  const conditions = [...new Set(wanted.flatMap(({ condition }) => condition ?? []))]
  const [only] = conditions
  if (only === undefined || wanted.some(({ condition }) => condition === undefined)) return new Map()
  const name = conditions.length === 1 ? only : 'ServerlessCodeDeployCondition'
  if (conditions.length > 1) addAnyOf(name, conditions, at, expansion)
  return new Map([['Condition', { key: at, value: makeScalar(name, at) }]])
}

/** The tags of all functions; of equal keys the last one's. */
function mergedTags(wanted: readonly Preference[], at: Span): Value | undefined {
  const merged = new Map<string, Value>()
  for (const tag of wanted.flatMap(({ tags }) => itemsOf(tags))) merged.set(textOf(valueAt(tag, 'Key')) ?? '', tag)
  return merged.size === 0 ? undefined : makeList([...merged.values()], at)
}

function addServiceRole(
  attributes: ReadonlyMap<string, Entry>,
  tags: Value | undefined,
  expansion: Expansion,
  at: Span,
): void {
  const { partition } = expansion
  const limited = partition.startsWith('aws-iso') ? 'Limited' : ''
  const policy = managedArn(`service-role/AWSCodeDeployRoleForLambda${limited}`, partition)
  const trust = trustOf('codedeploy.amazonaws.com', at)
  addRole({ id: roleId, trust, managed: [make(policy, at)], inline: [], tags, attributes, at }, expansion)
}

function addGroup({ id, config, type, condition, tags, at }: Preference, expansion: Expansion): void {
  expansion.add({
    id: `${id}DeploymentGroup`,
    type: 'AWS::CodeDeploy::DeploymentGroup',
    properties: makeMap(
      {
        ApplicationName: ref(applicationId),
        AlarmConfiguration: alarms(id, saidAt(config, 'Alarms')),
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
        },
        DeploymentConfigName: type && configName(type),
        DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
        ServiceRoleArn: saidAt(config, 'Role') ?? getAtt(roleId, 'Arn'),
        TriggerConfigurations: valueAt(config, 'TriggerConfigurations'),
        Tags: tags,
      },
      at,
    ),
    attributes:
      condition === undefined ? new Map() : new Map([['Condition', { key: at, value: makeScalar(condition, at) }]]),
    at,
  })
}

function alarms(id: string, written: Value | undefined): Made | undefined {
  if (!written) return undefined
  const branches = argumentOf(written, 'Fn::If')
  if (!branches) return alarmList(id, written)
  const [condition, then, otherwise] = itemsOf(branches)
  if (!condition || !then || !otherwise || itemsOf(branches).length !== 3) {
    throw new InvalidResource(id, 'Fn::If requires 3 arguments', branches.at)
  }
  return { 'Fn::If': [condition, alarmList(id, then), alarmList(id, otherwise)] }
}

function alarmList(id: string, written: Value): Made {
  if (written.type !== 'list') throw new InvalidResource(id, 'Alarms must be a list', written.at)
  const names = written.items
  if (names.length === 0 || names.some(isNoValue)) return {}
  return { Enabled: true, Alarms: names.map((name) => makeMap({ Name: name }, name.at)) }
}
