import { flag, kind, link, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const domainKind = kind({
  name: 'domain',
  collection: 'domains',
  description: 'A domain name of APIs.',
  nameAttribute: 'name',
  attributes: {
    name: nullable(text('The domain name.', ['api.shop.example'])),
    endpoint: oneOf('Where it can be reached from.', ['edge', 'regional', 'private']),
    security_policy: text('The oldest TLS version it accepts, in the words of the provider.', [
      'TLS_1_0',
      'TLS_1_2',
      'SecurityPolicy_TLS13_1_3_2025_09',
    ]),
    mutual_tls: flag('Callers must show a certificate.'),
    mappings: list(
      'The APIs it leads to.',
      shape('A mapping.', {
        api: link('The API.', 'api'),
        stage: nullable(link('The stage; null for all of them.', 'api_stage')),
        path: text('The path under which it is found; empty for all.', ['', 'v1']),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
  },
})
