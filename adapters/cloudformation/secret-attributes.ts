import type { Reference } from '../../model/value.ts'

/** Whether `Fn::GetAtt` of a resource gives a secret. */
export function secretOrigin(resource: { readonly type: string } | undefined, attribute: string): Reference['origin'] {
  return resource && attributes.get(`${resource.type}.${attribute}`)
}

/** Source: CloudFormation reference, the return values of these types. */
const attributes: ReadonlyMap<string, Reference['origin']> = new Map([
  ['AWS::AppSync::ApiKey.ApiKey', 'secret'],
  ['AWS::Cognito::UserPoolClient.ClientSecret', 'secret'],
  ['AWS::IAM::AccessKey.SecretAccessKey', 'access_key'],
])
