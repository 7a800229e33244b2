import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::Cognito::IdentityPool. */
export const identityPool = entity('identity_pool', ['AWS::Cognito::IdentityPool'], {
  name: at('IdentityPoolName'),
  unauthenticated: at('AllowUnauthenticatedIdentities'),
  classic_flow: at('AllowClassicFlow', false),
  tags: tags('IdentityPoolTags'),
})

export const roles = part('identity_pool', ['AWS::Cognito::IdentityPoolRoleAttachment'], at('IdentityPoolId'), {
  authenticated_role: at('Roles/authenticated'),
  unauthenticated_role: at('Roles/unauthenticated'),
})
