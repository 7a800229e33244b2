import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { is, not, single } from '../../mapping/words.ts'

/** Defaults: Amazon Cognito API reference, CreateUserPool; CloudFormation reference, AWS::Cognito::UserPool. */
export const userPool = entity('user_pool', ['AWS::Cognito::UserPool'], {
  name: at('UserPoolName'),
  password_policy: record({
    minimum_length: at('Policies/PasswordPolicy/MinimumLength', 8),
    lowercase: at('Policies/PasswordPolicy/RequireLowercase', false),
    uppercase: at('Policies/PasswordPolicy/RequireUppercase', false),
    numbers: at('Policies/PasswordPolicy/RequireNumbers', false),
    symbols: at('Policies/PasswordPolicy/RequireSymbols', false),
  }),
  mfa: at('MfaConfiguration', 'OFF'),
  threat_protection: at('UserPoolAddOns/AdvancedSecurityMode', 'OFF'),
  admin_creates_users: at('AdminCreateUserConfig/AllowAdminCreateUserOnly', false),
  deletion_protection: is(at('DeletionProtection', 'INACTIVE'), 'ACTIVE'),
  tags: at('UserPoolTags', {}),
})

/** Source: CloudFormation reference, AWS::Cognito::UserPoolClient. */
export const client = part('user_pool', ['AWS::Cognito::UserPoolClient'], at('UserPoolId'), {
  clients: single(
    record({
      name: at('ClientName'),
      auth_flows: at('ExplicitAuthFlows', []),
      oauth_flows: at('AllowedOAuthFlows', []),
      callback_urls: at('CallbackURLs', []),
      has_secret: at('GenerateSecret', false),
      reveals_users: not(is(at('PreventUserExistenceErrors'), 'ENABLED')),
    }),
  ),
})
