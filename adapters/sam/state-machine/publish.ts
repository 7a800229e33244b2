import type { Value } from '../../../model/value.ts'
import { shown } from '../apis/expect.ts'
import { isSaid } from '../apis/tree.ts'
import { getAtt, type MadeMap, makeMap, makeScalar, ref } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { Attributes, ServerlessResource } from '../serverless.ts'

/** Adds the version and alias that a state machine publishes. Gives the alias' logical id; `undefined` where it publishes none. */
export function publish(machine: ServerlessResource, expansion: Expansion): string | undefined {
  const { id, properties } = machine
  const alias = valueAt(properties, 'AutoPublishAlias')
  const preference = valueAt(properties, 'DeploymentPreference')
  if (!alias) {
    const asked = isSaid(valueAt(properties, 'UseAliasAsEventTarget'))
      ? 'UseAliasAsEventTarget'
      : 'DeploymentPreference'
    const entry = properties.entries.get(asked)
    if (!isSaid(entry?.value)) return undefined
    throw new InvalidResource(
      id,
      `'${asked}' requires 'AutoPublishAlias' property to be specified.`,
      entry?.key ?? null,
    )
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
  const aliasId = `${id}Alias${shown(alias)}`
  const deployment = { ...deploymentOf(preference), StateMachineVersionArn: ref(version) }
  expansion.add({
    id: aliasId,
    type: 'AWS::StepFunctions::StateMachineAlias',
    properties: makeMap({ Name: alias, DeploymentPreference: deployment }, alias.at),
    attributes: machine.attributes,
    at: alias.at,
  })
  return aliasId
}

function deploymentOf(preference: Value | undefined): MadeMap {
  if (preference?.type !== 'map' || preference.entries.size === 0) return { Type: 'ALL_AT_ONCE' }
  return Object.fromEntries([...preference.entries].map(([name, { value }]) => [name, value]))
}

/** A version stays when it is replaced, so that one can go back to it. */
function retained({ attributes }: ServerlessResource, { at }: Value): Attributes {
  const retain = { key: at, value: makeScalar('Retain', at) }
  return new Map([['DeletionPolicy', retain], ['UpdateReplacePolicy', retain], ...attributes])
}
