import type { Value } from '../../../model/value.ts'
import { isSaid } from '../apis/tree.ts'
import { getAtt, make, makeMap, ref } from '../build.ts'
import { entriesOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { locationValue, readLocation } from '../packages.ts'
import { policyEntries } from '../policies/entries.ts'
import { managedArn } from '../policies/managed.ts'
import { literal, optional } from '../properties.ts'
import { addRole, trustOf } from '../role.ts'
import type { ServerlessResource, ServerlessType } from '../serverless.ts'
import { definitionText } from '../state-machine/definition.ts'
import { expandEvents } from '../state-machine/events.ts'
import { publish } from '../state-machine/publish.ts'
import { createdBy, propagateTags, tagList } from '../tags.ts'

/** A Step Functions state machine. Source: AWS SAM developer guide, "AWS::Serverless::StateMachine". */
export const stateMachine: ServerlessType = {
  type: 'AWS::Serverless::StateMachine',
  phase: 'state_machine',
  properties: {
    Definition: optional('map'),
    DefinitionUri: optional('text', 'map'),
    Logging: optional('map'),
    Role: optional('text'),
    RolePath: optional('any'),
    DefinitionSubstitutions: optional('map'),
    Events: optional('map of maps'),
    Name: optional('text'),
    Type: optional('text'),
    Tags: optional('map'),
    PropagateTags: optional('boolean'),
    Policies: optional('text', 'map', 'list of texts or maps'),
    Tracing: optional('map'),
    PermissionsBoundary: optional('text'),
    AutoPublishAlias: optional('any'),
    DeploymentPreference: optional('any'),
    UseAliasAsEventTarget: literal('boolean'),
  },
  globals: { section: 'StateMachine', properties: ['PropagateTags'] },
  expand: (machine, expansion) => {
    const { id, properties, at } = machine
    const given = (name: string) => valueAt(properties, name)
    const definition = definitionOf(machine)
    expansion.add({
      id,
      type: 'AWS::StepFunctions::StateMachine',
      properties: makeMap(
        {
          StateMachineName: given('Name'),
          StateMachineType: given('Type'),
          RoleArn: roleOf(machine, expansion),
          ...definition,
          LoggingConfiguration: given('Logging'),
          TracingConfiguration: given('Tracing'),
          Tags: tagsOf(machine),
        },
        at,
      ),
      attributes: machine.mainAttributes,
      at,
    })
    const alias = publish(machine, expansion)
    const boundary = given('PermissionsBoundary')
    const useAlias = given('UseAliasAsEventTarget')
    const target = useAlias?.type === 'scalar' && useAlias.value === true ? (alias ?? id) : id
    expandEvents(
      machine,
      { id: target, arn: make(ref(target), at), ...(boundary ? { permissionsBoundary: boundary } : {}) },
      expansion,
    )
    propagateTags(machine, expansion)
  },
}

function tagsOf({ properties, at }: ServerlessResource): Value | undefined {
  return tagList(valueAt(properties, 'Tags'), [createdBy('stateMachine', at)])
}

function roleOf(machine: ServerlessResource, expansion: Expansion): Value {
  const { id, properties, at } = machine
  const role = valueAt(properties, 'Role')
  const policies = valueAt(properties, 'Policies')
  if (isSaid(role) && isSaid(policies)) {
    const problem = "Specify either 'Role' or 'Policies' (but not both at the same time) or neither of them"
    throw new InvalidResource(id, problem, policies.at)
  }
  if (isSaid(role)) return role
  const { partition } = expansion
  const roleId = `${id}Role`
  const { managed, inline } = policyEntries(policies, { id, roleId, partition })
  addRole(
    {
      id: roleId,
      trust: trustOf('states.amazonaws.com', at),
      managed: [...tracingPolicy(machine, partition), ...managed],
      inline,
      path: valueAt(properties, 'RolePath'),
      permissionsBoundary: valueAt(properties, 'PermissionsBoundary'),
      tags: tagsOf(machine),
      attributes: machine.attributes,
      at,
    },
    expansion,
  )
  return make(getAtt(roleId, 'Arn'), at)
}

function tracingPolicy({ properties }: ServerlessResource, partition: string): readonly Value[] {
  const enabled = valueAt(properties, 'Tracing', 'Enabled')
  if (enabled?.type !== 'scalar' || enabled.value !== true) return []
  const name = partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess'
  return [make(managedArn(name, partition), enabled.at)]
}

function definitionOf(machine: ServerlessResource) {
  const { id, properties, at } = machine
  const definition = valueAt(properties, 'Definition')
  const uri = valueAt(properties, 'DefinitionUri')
  const given = valueAt(properties, 'DefinitionSubstitutions')
  const refused = (problem: string, value: Value | undefined) => new InvalidResource(id, problem, value?.at ?? at)
  if (isSaid(definition) && isSaid(uri))
    throw refused("Specify either 'Definition' or 'DefinitionUri' property and not both.", uri)
  if (isSaid(uri)) {
    const names = { bucket: 'Bucket', key: 'Key', version: 'Version' }
    const stored = locationValue(readLocation(uri, id, 'DefinitionUri'), names, uri)
    return { DefinitionS3Location: stored, DefinitionSubstitutions: isSaid(given) ? given : undefined }
  }
  if (!isSaid(definition))
    throw refused("Either 'Definition' or 'DefinitionUri' property must be specified.", undefined)
  if (definition.type !== 'map') throw refused("Property 'Definition' should be a map.", definition)
  const { text, substitutions } = definitionText(definition)
  const all = new Map([...entriesOf(given), ...substitutions])
  return {
    DefinitionString: text,
    DefinitionSubstitutions:
      all.size === 0 ? undefined : { type: 'map' as const, entries: all, at: given?.at ?? definition.at },
  }
}
