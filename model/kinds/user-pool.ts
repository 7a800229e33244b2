import { flag, integer, kind, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const userPoolKind = kind({
  name: 'user_pool',
  collection: 'user_pools',
  description: 'A directory of users who sign in.',
  nameAttribute: 'name',
  arn: { service: 'cognito-idp', prefix: 'userpool/', byId: true },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    password_policy: shape('What a password must have.', {
      minimum_length: integer('Characters.', 6, 99),
      lowercase: flag('A small letter.'),
      uppercase: flag('A capital letter.'),
      numbers: flag('A digit.'),
      symbols: flag('A sign that is neither letter nor digit.'),
    }),
    mfa: oneOf('A second factor.', ['OFF', 'ON', 'OPTIONAL']),
    threat_protection: oneOf('What is done about risky sign-ins.', ['OFF', 'AUDIT', 'ENFORCED']),
    admin_creates_users: flag('Only administrators create users.'),
    deletion_protection: flag('It cannot be deleted by accident.'),
    clients: list(
      'The applications that sign users in.',
      shape('An application.', {
        name: nullable(text('Its name.')),
        auth_flows: list('How it may sign in.', text('A flow.', ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'])),
        oauth_flows: list('OAuth flows.', text('A flow.', ['code', 'implicit', 'client_credentials'])),
        callback_urls: list('Where users are sent back to.', setting),
        has_secret: flag('It has a secret of its own.'),
        reveals_users: flag('Errors tell whether a user exists.'),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The functions it invokes.', 'trigger', 'source'),
    web_acls: linkedFrom('The firewalls before it.', 'web_acl', 'resources/*'),
  },
})
