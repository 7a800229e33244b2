import type { Value } from '../../../model/value.ts'
import { expectMap, expectText, ofEvent } from '../apis/expect.ts'
import { isSaid } from '../apis/tree.ts'
import { type MadeMap, sub } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { FunctionEvent } from '../serverless.ts'
import { allow } from './policy.ts'

/** The secret by which a source lets Lambda in, of `SourceAccessConfigurations` that may only be of these types. */
export function basicAuthSecret(event: FunctionEvent, service: string, types: readonly string[]): Value {
  const configurations = valueAt(event.properties, 'SourceAccessConfigurations')
  const refused = (problem: string) => new InvalidEvent(event.id, problem, configurations?.at ?? event.at)
  if (!isSaid(configurations)) throw refused(`No SourceAccessConfigurations for ${service} event provided.`)
  if (configurations.type !== 'list') {
    throw refused('Provided SourceAccessConfigurations cannot be parsed into a list.')
  }
  let secret: Value | undefined
  for (const [index, configuration] of itemsOf(configurations).entries()) {
    const name = `SourceAccessConfigurations[${index}]`
    expectMap(configuration, name, ofEvent(event.id))
    const type = expectText(valueAt(configuration, 'Type'), `${name}.Type`, ofEvent(event.id), configuration.at)
    if (!types.includes(type)) {
      const supported = types.map((name) => `'${name}'`).join(', ')
      throw refused(
        `Invalid property Type specified in SourceAccessConfigurations. The supported values are: [${supported}].`,
      )
    }
    if (type !== 'BASIC_AUTH') continue
    if (secret) throw refused('Multiple BASIC_AUTH properties specified in SourceAccessConfigurations.')
    secret = valueAt(configuration, 'URI')
    if (!isSaid(secret)) throw refused('No BASIC_AUTH URI property specified in SourceAccessConfigurations.')
  }
  if (!secret) throw refused('No BASIC_AUTH property specified in SourceAccessConfigurations.')
  return secret
}

export function readSecret(secret: Value): MadeMap {
  return allow(['secretsmanager:GetSecretValue'], secret)
}

/** Lets a role decrypt secrets with the key that the event names. */
export function decryptSecrets(
  { id, properties }: FunctionEvent,
  action: string | readonly string[],
): readonly MadeMap[] {
  const key = valueAt(properties, 'SecretsManagerKmsKeyId')
  if (!key) return []
  const name = textOf(key)
  if (name === undefined) throw new InvalidEvent(id, "Property 'SecretsManagerKmsKeyId' should be a string.", key.at)
  return [allow(action, sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${name}`))]
}

/** What Lambda asks for to reach a source within a VPC. */
export function reachVpc(): MadeMap {
  return allow(
    [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeVpcs',
      'ec2:DescribeSubnets',
      'ec2:DescribeSecurityGroups',
    ],
    '*',
  )
}
