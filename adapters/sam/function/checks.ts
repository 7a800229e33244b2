import type { Value } from '../../../model/value.ts'
import { asList, entriesOf, itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import { isIntrinsic } from '../intrinsic.ts'
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
  const queue = valueAt(properties, 'DeadLetterQueue')
  if (!queue) return
  const type = valueAt(queue, 'Type')
  if (!type || !valueAt(queue, 'TargetArn')) {
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
  const type = valueAt(properties, 'PackageType')
  const has = (...names: readonly string[]): boolean => names.some((name) => valueAt(properties, name) !== undefined)
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
  } else if (!isIntrinsic(type)) {
    throw new InvalidResource(id, 'PackageType needs to be `Zip` or `Image`', type?.at ?? at)
  }
  checkProcessors(id, valueAt(properties, 'Architectures'))
}

function checkProcessors(id: string, architectures: Value | undefined): void {
  if (!architectures || isIntrinsic(architectures)) return
  const [only, ...more] = itemsOf(architectures)
  const known = ['x86_64', 'arm64'].includes(textOf(only) ?? '') || isIntrinsic(only)
  if (known && more.length === 0) return
  const problem = 'Architectures needs to be a list with one string, either `x86_64` or `arm64`.'
  throw new InvalidResource(id, problem, architectures.at)
}

/** Source: AWS Lambda developer guide, "Tenant isolation": what it excludes. */
function checkTenancy({ id, properties }: ServerlessResource): void {
  const tenancy = valueAt(properties, 'TenancyConfig')
  if (!tenancy) return
  const excluded: readonly (readonly [string, string])[] = [
    ['FunctionUrlConfig', 'Function URL'],
    ['ProvisionedConcurrencyConfig', 'Provisioned concurrency'],
    ['SnapStart', 'SnapStart'],
  ]
  for (const [name, title] of excluded) {
    const value = valueAt(properties, name)
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

function checkCapacity({ id, properties }: ServerlessResource): void {
  const provider = valueAt(properties, 'CapacityProviderConfig')
  const concurrency = valueAt(properties, 'ProvisionedConcurrencyConfig')
  if (!provider || !concurrency) return
  const problem = "Cannot specify 'CapacityProviderConfig' and 'ProvisionedConcurrencyConfig' together."
  throw new InvalidResource(id, problem, provider.at)
}

/** The names of layers and such as a list, whatever form they have. */
export function listed(value: Value | undefined): readonly Value[] {
  return isIntrinsic(value) ? [] : asList(value)
}
