import { kind, link, linkedFrom, map, nullable, oneOf, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const ssmParameterKind = kind({
  name: 'ssm_parameter',
  collection: 'ssm_parameters',
  description: 'An entry of the parameter store.',
  nameAttribute: 'name',
  arn: { service: 'ssm', prefix: 'parameter/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.', ['/shop/database/password'])),
    label: nullable(text('The last part of its name, which may be known where the whole is not.', ['password', 'url'])),
    description: nullable(text('The description.')),
    type: oneOf('Whether it is encrypted.', ['String', 'StringList', 'SecureString']),
    value: nullable(setting),
    encryption_key: nullable(link('The customer-managed key of an encrypted one.', 'key')),
    tags: map('Tags.', text('A tag.')),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
