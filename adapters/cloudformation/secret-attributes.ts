import type { Reference } from '../../model/value.ts'

/** Whether `Fn::GetAtt` of a resource gives a secret. */
export function secretOrigin(resource: { readonly type: string } | undefined, attribute: string): Reference['origin'] {
  return resource && attributes.has(`${resource.type}.${attribute}`) ? 'secret' : undefined
}

/** Source: CloudFormation reference, the return values of these types. */
const attributes: ReadonlySet<string> = new Set([
  'AWS::AppSync::ApiKey.ApiKey',
  'AWS::Cognito::UserPoolClient.ClientSecret',
  'AWS::IAM::AccessKey.SecretAccessKey',
])
