import type { Value } from '../../../model/value.ts'
import { type MadeMap, sub } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { argumentOf } from '../intrinsic.ts'
import type { FunctionEvent } from '../serverless.ts'
import { allow } from './policy.ts'
import { readSecret } from './source-access.ts'

/** What a role needs for the schema registry of a Kafka source: the registry's secrets, and schemas where Glue holds it. */
export function registryStatements({ properties }: FunctionEvent): readonly MadeMap[] {
  const registry = valueAt(properties, 'SchemaRegistryConfig')
  const secrets = itemsOf(valueAt(registry, 'AccessConfigs')).flatMap((access) => {
    const secret = valueAt(access, 'URI')
    return secret ? [readSecret(secret)] : []
  })
  const uri = valueAt(registry, 'SchemaRegistryURI')
  return uri ? [...secrets, ...glueStatements(uri)] : secrets
}

function glueStatements(uri: Value): readonly MadeMap[] {
  const text = textOf(uri) ?? textOf(argumentOf(uri, 'Fn::Sub'))
  const [, name] = /^arn:.*:glue:.*registry\/(.*)$/.exec(text ?? '') ?? []
  if (name === undefined) return []
  const schemas = `arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:schema/${name}/*`
  return [allow(['glue:GetRegistry'], uri), allow(['glue:GetSchemaVersion'], [sub(schemas)])]
}
