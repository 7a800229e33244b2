import type { MapValue, Value } from '../../../model/value.ts'
import { getAtt, make, makeMap, ref } from '../build.ts'
import { valueAt, withEntries, withEntry } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import {
  addVersionAndAlias,
  checkPublishing,
  codeHash,
  describedBy,
  type PublishedAlias,
  publishedAlias,
  versionContent,
} from '../function/alias.ts'
import { functionBody } from '../function/body.ts'
import { checkFunction, checkPackage } from '../function/checks.ts'
import { addDeployments, deploymentPolicy } from '../function/deployment.ts'
import { expandEvents, readEvents } from '../function/events.ts'
import { addInvokeConfig } from '../function/invoke-config.ts'
import { functionGlobals, functionShapes } from '../function/properties.ts'
import { addExecutionRole, executionRole } from '../function/role.ts'
import { addUrl } from '../function/url.ts'
import { resolveParameters } from '../intrinsic.ts'
import { policyEntries } from '../policies/entries.ts'
import type { Attributes, FunctionTarget, ServerlessResource, ServerlessType } from '../serverless.ts'
import { propagateTags } from '../tags.ts'

/**
 * A function with its role, version, alias, URL and events.
 * Source: AWS SAM developer guide, "AWS::Serverless::Function" and "Generated CloudFormation resources".
 */
export const serverlessFunction: ServerlessType = {
  type: 'AWS::Serverless::Function',
  phase: 'function',
  properties: functionShapes,
  globals: { section: 'Function', properties: functionGlobals },
  references: {
    Alias: 'AWS::Lambda::Alias',
    Version: 'AWS::Lambda::Version',
    DestinationTopic: 'AWS::SNS::Topic',
    DestinationQueue: 'AWS::SQS::Queue',
  },
  expand: (resource, expansion) => {
    const { id, properties, at } = resource
    const { partition } = expansion
    const policies = policyEntries(valueAt(properties, 'Policies'), { id, roleId: `${id}Role`, partition })
    const events = readEvents(resource)
    checkFunction(resource)
    const written = functionBody(resource, expansion)
    checkPackage(resource)
    checkPublishing(resource)
    const alias = publishedAlias(resource, expansion)
    const update = deploymentPolicy(resource, alias !== undefined, expansion)
    const role = executionRole(resource, expansion)
    const body = alias ? published(written, resource, expansion) : written
    expansion.add({
      id,
      type: 'AWS::Lambda::Function',
      properties: withEntry(body, 'Role', role.value),
      attributes: resource.mainAttributes,
      at,
    })
    if (alias) {
      const updated: Attributes = update
        ? new Map([...resource.attributes, ['UpdatePolicy', update]])
        : resource.attributes
      addVersionAndAlias(resource, alias, versionContent(body, resource, expansion), updated, expansion)
    }
    const target = targetOf(id, alias, at)
    addUrl(resource, target, expansion)
    const asynchronous = addInvokeConfig(resource, alias, expansion)
    const needs = expandEvents(resource, events, target, expansion)
    if (role.made) addExecutionRole(resource, role.made, policies, [{ inline: asynchronous }, needs], expansion)
    propagateTags(resource, expansion)
  },
  finish: addDeployments,
}

/** A function that publishes: what its code says of parameters is put in, its description follows the code. */
function published(body: MapValue, resource: ServerlessResource, expansion: Expansion): MapValue {
  const code = valueAt(body, 'Code')
  const hash = codeHash(resource, expansion)
  return withEntries(body, {
    Code: code && resolveParameters(code, expansion),
    Description: hash && describedBy(valueAt(body, 'Description'), hash),
  })
}

function targetOf(id: string, alias: PublishedAlias | undefined, at: ServerlessResource['at']): FunctionTarget {
  if (!alias) return { id, name: make(ref(id), at), arn: make(getAtt(id, 'Arn'), at) }
  const named: Value = makeMap(ref(alias.id), at)
  return { id: alias.id, name: named, arn: named, alias: alias.id }
}
