import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_cognito_identity_pool. */
export const identityPool = entity('identity_pool', ['aws_cognito_identity_pool'], {
  name: at('identity_pool_name'),
  unauthenticated: at('allow_unauthenticated_identities', false),
  classic_flow: at('allow_classic_flow', false),
  tags,
})

export const roles = part('identity_pool', ['aws_cognito_identity_pool_roles_attachment'], link('identity_pool_id'), {
  authenticated_role: link('roles/authenticated'),
  unauthenticated_role: link('roles/unauthenticated'),
})
