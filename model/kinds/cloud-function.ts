import { flag, kind, link, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const cloudFunctionKind = kind({
  name: 'cloud_function',
  collection: 'cloud_functions',
  description:
    'A function, service or function app of Google Cloud or Azure: what answers calls there, with who reaches it and how it is called.',
  nameAttribute: 'name',
  attributes: {
    name: nullable(text('Its name; null where the provider makes one.')),
    provider: oneOf('Where it runs.', ['google', 'azure']),
    http: flag('It answers calls over HTTP; else events alone start it.'),
    network: oneOf(
      'From where its address is reached: anywhere, a load balancer and networks of one’s own, or these alone.',
      ['anywhere', 'load_balancer', 'internal'],
    ),
    address_rules: list(
      'Who is let through by address, in no order.',
      shape('A rule.', {
        action: oneOf('What happens to calls from there.', ['Allow', 'Deny']),
        everyone: flag('It speaks of every address.'),
      }),
    ),
    address_default: nullable(
      oneOf('What happens to calls that no rule speaks of; null where nothing is said: denied if there is a rule.', [
        'Allow',
        'Deny',
      ]),
    ),
    private_endpoints: list('Its addresses in networks of one’s own.', text('The private endpoint.')),
    authentication: oneOf(
      'Whether callers are turned away who do not say who they are; where it is optional, the code decides.',
      ['required', 'optional', 'none'],
    ),
    http_triggers: list(
      'Functions of the app that are called over HTTP, as far as they are declared beside it.',
      shape('A function.', {
        name: nullable(text('Its name.')),
        anonymous: flag('It asks for no key.'),
      }),
    ),
    https: nullable(oneOf('What happens to calls over plain HTTP; null where none arrive.', ['required', 'optional'])),
    minimum_tls: nullable(
      text('The oldest version of TLS that it takes; null where that is not for the user to say.', [
        '1.0',
        '1.1',
        '1.2',
        '1.3',
      ]),
    ),
    identity: oneOf('What it acts as: an identity made for it, one that the provider gives to all, or none.', [
      'own',
      'default',
      'none',
    ]),
    identities: list('The identities that it was given.', link('An identity.', 'resource')),
    slot_of: nullable(link('The app whose slot it is, which stands in for it.', 'cloud_function')),
    storage: nullable(
      shape('The storage that its host works with; null where it has none of its own.', {
        account: nullable(link('The account.', 'resource')),
        by_key: flag('It is opened with the key of the account.'),
      }),
    ),
    environment: map('Settings and variables by name.', setting),
    bindings: linkedFrom('Who is given a role on it.', 'cloud_binding', 'function'),
  },
})
