import type { Value } from '../../../model/value.ts'
import { entriesOf, saidAt, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import { nameList } from '../python.ts'
import type { ServerlessResource } from '../serverless.ts'

/** What the properties of a function may not say together. Each throws. */
export function checkFunction(resource: ServerlessResource): void {
  checkTenancy(resource)
  checkCapacity(resource)
  checkDeadLetters(resource)
}

const actionsOfQueues = ['SQS', 'SNS']

function checkDeadLetters({ id, properties }: ServerlessResource): void {
  const queue = saidAt(properties, 'DeadLetterQueue')
  if (!queue) return
  const type = saidAt(queue, 'Type')
  if (!type || !saidAt(queue, 'TargetArn')) {
    throw new InvalidResource(id, "'DeadLetterQueue' requires Type and TargetArn properties to be specified.", queue.at)
  }
  const name = textOf(type)
  if (name === undefined) throw new InvalidResource(id, "Property 'DeadLetterQueue.Type' should be a string.", type.at)
  if (!actionsOfQueues.includes(name)) {
    throw new InvalidResource(id, `'DeadLetterQueue' requires Type of ${nameList(actionsOfQueues)}`, type.at)
  }
}

/** What fits the type of its package, and what processors there are. */
export function checkPackage({ id, properties, at }: ServerlessResource): void {
  const type = saidAt(properties, 'PackageType')
  const has = (...names: readonly string[]): boolean => names.some((name) => saidAt(properties, name) !== undefined)
  const name = type === undefined ? 'Zip' : textOf(type)
  if (name === 'Zip') {
    if (!has('Runtime') || !has('Handler')) {
      throw new InvalidResource(id, 'Runtime and Handler needs to be present when PackageType is of type `Zip`', at)
    }
    if (has('ImageConfig')) {
      throw new InvalidResource(id, 'ImageUri or ImageConfig cannot be present when PackageType is of type `Zip`', at)
    }
  } else if (name === 'Image') {
    if (has('Runtime', 'Handler', 'Layers')) {
      throw new InvalidResource(
        id,
        'Runtime, Handler, Layers cannot be present when PackageType is of type `Image`',
        at,
      )
    }
  }
}

/** Source: AWS Lambda developer guide, "Tenant isolation": what it excludes. */
function checkTenancy({ id, properties }: ServerlessResource): void {
  const tenancy = saidAt(properties, 'TenancyConfig')
  if (!tenancy) return
  const excluded: readonly (readonly [string, string])[] = [
    ['FunctionUrlConfig', 'Function URL'],
    ['ProvisionedConcurrencyConfig', 'Provisioned concurrency'],
    ['SnapStart', 'SnapStart'],
  ]
  for (const [name, title] of excluded) {
    const value = saidAt(properties, name)
    if (!value) continue
    const problem = `${title} is not supported for functions enabled with tenancy configuration.`
    throw new InvalidResource(id, problem, value.at)
  }
  for (const [, { key, value }] of entriesOf(valueAt(properties, 'Events'))) {
    const type = textOf(valueAt(value, 'Type'))
    if (type === undefined || type === 'Api' || type === 'HttpApi') continue
    const only = 'Only Api and HttpApi event sources are supported.'
    const problem = `Event source '${type}' is not supported for functions enabled with tenancy configuration. ${only}`
    throw new InvalidResource(id, problem, key)
  }
}

/** Source: AWS SAM developer guide, "CapacityProviderConfig" and "FunctionScalingConfig". */
function checkCapacity({ id, properties }: ServerlessResource): void {
  const provider = saidAt(properties, 'CapacityProviderConfig')
  const scaling = saidAt(properties, 'FunctionScalingConfig')
  if (scaling && !provider) {
    throw new InvalidResource(id, "'FunctionScalingConfig' requires 'CapacityProviderConfig'.", scaling.at)
  }
  if (!provider) return
  for (const name of ['ProvisionedConcurrencyConfig', 'VpcConfig']) {
    if (!saidAt(properties, name)) continue
    throw new InvalidResource(id, `Cannot specify 'CapacityProviderConfig' and '${name}' together.`, provider.at)
  }
  const problems = providerProblems(provider)
  if (problems.length === 0) return
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'}`
  const problem = `Invalid CapacityProviderConfig: ${count} for CapacityProviderConfig\n${problems.join('\n')}`
  throw new InvalidResource(id, problem, provider.at)
}

const providerParts = ['Arn', 'PerExecutionEnvironmentMaxConcurrency', 'ExecutionEnvironmentMemoryGiBPerVCpu']

function providerProblems(provider: Value): readonly string[] {
  const missing = valueAt(provider, 'Arn') ? [] : ['Arn\n  field required (type=value_error.missing)']
  const unknown = entriesOf(provider).filter(([name]) => !providerParts.includes(name))
  return [...missing, ...unknown.map(([name]) => `${name}\n  extra fields not permitted (type=value_error.extra)`)]
}
