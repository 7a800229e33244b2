import type { Value } from '../../../model/value.ts'
import { getAtt, makeMap, makeScalar, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { Attributes, ServerlessResource } from '../serverless.ts'

/** Adds the version and alias that a state machine publishes. Gives the alias' logical id; `undefined` where it publishes none. */
export function publish(machine: ServerlessResource, expansion: Expansion): string | undefined {
  const { id, properties } = machine
  const alias = valueAt(properties, 'AutoPublishAlias')
  const preference = valueAt(properties, 'DeploymentPreference')
  if (!alias) {
    if (!preference) return undefined
    const problem = "'DeploymentPreference' requires 'AutoPublishAlias' property to be specified."
    throw new InvalidResource(id, problem, preference.at)
  }
  const version = `${id}Version`
  expansion.add({
    id: version,
    type: 'AWS::StepFunctions::StateMachineVersion',
    properties: makeMap(
      { StateMachineArn: ref(id), StateMachineRevisionId: getAtt(id, 'StateMachineRevisionId') },
      alias.at,
    ),
    attributes: retained(machine, alias),
    at: alias.at,
  })
  const aliasId = `${id}Alias${textOf(alias) ?? ''}`
  const deployment = { Type: 'ALL_AT_ONCE', ...deploymentOf(preference), StateMachineVersionArn: ref(version) }
  expansion.add({
    id: aliasId,
    type: 'AWS::StepFunctions::StateMachineAlias',
    properties: makeMap({ Name: alias, DeploymentPreference: deployment }, alias.at),
    attributes: machine.attributes,
    at: alias.at,
  })
  return aliasId
}

function deploymentOf(preference: Value | undefined): Readonly<Record<string, Value>> {
  if (preference?.type !== 'map') return {}
  return Object.fromEntries([...preference.entries].map(([name, { value }]) => [name, value]))
}

/** A version stays when it is replaced, so that one can go back to it. */
function retained({ attributes }: ServerlessResource, { at }: Value): Attributes {
  const retain = { key: at, value: makeScalar('Retain', at) }
  return new Map([['DeletionPolicy', retain], ['UpdateReplacePolicy', retain], ...attributes])
}
