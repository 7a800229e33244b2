import { makeMap } from '../build.ts'
import { entriesOf, saidAt, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { isIntrinsic } from '../intrinsic.ts'
import { type ShapeName, shapeOf } from '../properties.ts'
import type { FunctionTarget, ServerlessResource } from '../serverless.ts'

/**
 * Adds the URL of a function, and the permissions for everyone where it asks nobody who they are.
 * Source: AWS SAM developer guide, "FunctionUrlConfig"; AWS Lambda developer guide, "Access control for URLs".
 */
export function addUrl(
  { id, properties, attributes }: ServerlessResource,
  target: FunctionTarget,
  expansion: Expansion,
): void {
  const config = saidAt(properties, 'FunctionUrlConfig')
  if (!config) return
  const auth = valueAt(config, 'AuthType')
  const open = textOf(auth) === 'NONE'
  const known = isIntrinsic(auth) || open || textOf(auth) === 'AWS_IAM'
  if (!known && !isIntrinsic(config)) {
    const problem =
      'AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.'
    throw new InvalidResource(id, problem, config.at)
  }
  checkCors(id, saidAt(config, 'Cors'))
  expansion.add({
    id: `${id}Url`,
    type: 'AWS::Lambda::Url',
    properties: makeMap(
      {
        AuthType: auth,
        Cors: saidAt(config, 'Cors'),
        InvokeMode: valueAt(config, 'InvokeMode'),
        TargetFunctionArn: target.name,
      },
      config.at,
    ),
    attributes,
    at: config.at,
  })
  if (!open || !auth) return
  const everyone = { FunctionName: target.name, Principal: '*' }
  const permission = (suffix: string, properties: Parameters<typeof makeMap>[0]): void =>
    expansion.add({
      id: id + suffix,
      type: 'AWS::Lambda::Permission',
      properties: makeMap(properties, auth.at),
      attributes,
      at: auth.at,
    })
  permission('UrlPublicPermissions', {
    Action: 'lambda:InvokeFunctionUrl',
    ...everyone,
    FunctionUrlAuthType: auth,
  })
  permission('URLInvokeAllowPublicAccess', {
    Action: 'lambda:InvokeFunction',
    ...everyone,
    InvokedViaFunctionUrl: true,
  })
}

const corsShapes = new Map<string, readonly [ShapeName, string]>([
  ['AllowOrigins', ['list', 'list']],
  ['AllowMethods', ['list', 'list']],
  ['AllowCredentials', ['boolean', 'bool']],
  ['AllowHeaders', ['list', 'list']],
  ['ExposeHeaders', ['list', 'list']],
  ['MaxAge', ['number', 'int']],
])

function checkCors(id: string, cors: ReturnType<typeof valueAt>): void {
  if (!cors || isIntrinsic(cors)) return
  if (cors.type !== 'map') throw new InvalidResource(id, "Property 'FunctionUrlConfig.Cors' should be a map.", cors.at)
  for (const [name, { key, value }] of entriesOf(cors)) {
    const shape = corsShapes.get(name)
    if (!shape) throw new InvalidResource(id, `${name} is not a valid property for configuring Cors.`, key)
    const whole = value.type !== 'scalar' || typeof value.value !== 'number' || Number.isInteger(value.value)
    if (isIntrinsic(value) || (shapeOf(value) === shape[0] && whole)) continue
    throw new InvalidResource(id, `${name} must be of type ${shape[1]}.`, value.at)
  }
}
