import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { is, not, single } from '../../mapping/words.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_cognito_user_pool; Amazon Cognito API reference, CreateUserPool. */
export const userPool = entity('user_pool', ['aws_cognito_user_pool'], {
  name: at('name'),
  password_policy: record({
    minimum_length: at('password_policy/0/minimum_length', 8),
    lowercase: at('password_policy/0/require_lowercase', false),
    uppercase: at('password_policy/0/require_uppercase', false),
    numbers: at('password_policy/0/require_numbers', false),
    symbols: at('password_policy/0/require_symbols', false),
  }),
  mfa: at('mfa_configuration', 'OFF'),
  threat_protection: at('user_pool_add_ons/0/advanced_security_mode', 'OFF'),
  admin_creates_users: at('admin_create_user_config/0/allow_admin_create_user_only', false),
  deletion_protection: is(at('deletion_protection', 'INACTIVE'), 'ACTIVE'),
  tags,
})

/** Source: Terraform AWS provider, aws_cognito_user_pool_client. */
export const client = part('user_pool', ['aws_cognito_user_pool_client'], link('user_pool_id'), {
  clients: single(
    record({
      name: at('name'),
      auth_flows: at('explicit_auth_flows', []),
      oauth_flows: at('allowed_oauth_flows', []),
      callback_urls: at('callback_urls', []),
      has_secret: at('generate_secret', false),
      reveals_users: not(is(at('prevent_user_existence_errors'), 'ENABLED')),
    }),
  ),
})
