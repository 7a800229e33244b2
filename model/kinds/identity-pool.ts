import { flag, kind, link, map, nullable, text } from '../schema.ts'

export const identityPoolKind = kind({
  name: 'identity_pool',
  collection: 'identity_pools',
  description: 'Gives users of other directories credentials of the account.',
  nameAttribute: 'name',
  arn: { service: 'cognito-identity', prefix: 'identitypool/', byId: true },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    unauthenticated: flag('Who has not signed in gets credentials too.'),
    classic_flow: flag('The flow that lets callers choose a role is allowed.'),
    authenticated_role: nullable(link('The role of those who signed in.', 'role')),
    unauthenticated_role: nullable(link('The role of those who did not.', 'role')),
    tags: map('Tags.', text('A tag.')),
  },
})
