import { createHash } from 'node:crypto'
import type { Value } from '../../../model/value.ts'
import { makeMap, makeScalar, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf, jsonText } from '../hash.ts'
import type { ServerlessResource } from '../serverless.ts'
import { pass } from './properties.ts'
import { isSaid } from './tree.ts'

/** The id of the stage has its name where it can hold it, else a hash of it. */
export function stageId({ id, properties }: ServerlessResource): string {
  const name = textOf(valueAt(properties, 'StageName')) ?? ''
  return /^[\p{L}\p{N}]+$/u.test(name) ? `${id}${name}Stage` : `${id}Stage${hashOf(name)}`
}

/** A deployment for each state of the document: its id ends in a hash of it. */
export function addDeployment(
  { id, properties, attributes, at }: ServerlessResource,
  content: Readonly<Record<string, Value | undefined>>,
  expansion: Expansion,
): string {
  const state = Object.values(content).map((value) => (value ? jsonText(value) : ''))
  const domain = valueAt(properties, 'Domain')
  const text = [...state, domain ? jsonText(domain) : ''].join('')
  const digest = createHash('sha1').update(text, 'utf8').digest('hex')
  const deployment = `${id}Deployment${digest.slice(0, 10)}`
  expansion.add({
    id: deployment,
    type: 'AWS::ApiGateway::Deployment',
    properties: makeMap(
      {
        RestApiId: ref(id),
        Description: `RestApi deployment id: ${digest}`,
        StageName: isSaid(valueAt(properties, 'OpenApiVersion')) ? undefined : 'Stage',
      },
      at,
    ),
    attributes,
    at,
  })
  return deployment
}

export function addStage(
  { id, properties, attributes, at }: ServerlessResource,
  { stage, deployment }: { readonly stage: string; readonly deployment: string },
  tags: Value | undefined,
  expansion: Expansion,
): void {
  expansion.add({
    id: stage,
    type: 'AWS::ApiGateway::Stage',
    properties: makeMap(
      {
        RestApiId: ref(id),
        DeploymentId: ref(deployment),
        StageName: valueAt(properties, 'StageName') ?? makeScalar('', at),
        ...pass(properties, ['CacheClusterEnabled', 'CacheClusterSize', 'Variables', 'MethodSettings']),
        ...pass(properties, ['AccessLogSetting', 'CanarySetting', 'TracingEnabled']),
        Tags: tags,
      },
      at,
    ),
    attributes,
    at,
  })
}
