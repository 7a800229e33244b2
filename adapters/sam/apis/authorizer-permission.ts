import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { makeMap, ref, sub } from '../build.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'

/** Lets an API call the function of an authorizer, if it has one. `partition` as it is to stand in the ARN. */
export function addAuthorizerPermission(
  api: ServerlessResource,
  authorizer: { readonly name: string; readonly function?: Value | undefined; readonly at: Span },
  partition: string,
  expansion: Expansion,
): void {
  const { name, at } = authorizer
  if (!authorizer.function) return
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`
  expansion.add({
    id: `${api.id}${name}AuthorizerPermission`,
    type: 'AWS::Lambda::Permission',
    properties: makeMap(
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: authorizer.function,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: sub(arn, { __ApiId__: ref(api.id) }),
      },
      at,
    ),
    attributes: api.attributes,
    at,
  })
}
