import {
  flag,
  integer,
  kind,
  linkAny,
  linkedFrom,
  list,
  map,
  nullable,
  oneOf,
  otherwise,
  shape,
  text,
} from '../schema.ts'

export const webAclKind = kind({
  name: 'web_acl',
  collection: 'web_acls',
  description: 'A web application firewall.',
  nameAttribute: 'name',
  arn: { service: 'wafv2', prefix: 'regional/webacl/', ends: '/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    scope: oneOf('What it can stand before.', ['REGIONAL', 'CLOUDFRONT']),
    default_action: oneOf('What happens to a call that nothing matches.', ['allow', 'block']),
    rules: list(
      'What is matched, and what happens then.',
      shape('A rule of the firewall.', {
        name: text('Its name.'),
        group: nullable(
          text('The rule group it takes in: `AWSManagedRulesCommonRuleSet`, or an ARN.', [
            'AWSManagedRulesCommonRuleSet',
            'AWSManagedRulesSQLiRuleSet',
          ]),
        ),
        rate_limit: nullable(
          integer('Calls in five minutes from one address; null where it does not count.', 10, 2_000_000_000),
        ),
        action: nullable(
          oneOf('What happens; null where the group says.', ['allow', 'block', 'count', 'captcha', 'challenge']),
        ),
        counts_only: flag('Whatever it matches is only counted.'),
      }),
    ),
    logged: otherwise(flag('Calls are logged.'), false),
    resources: list(
      'What it stands before.',
      linkAny('A resource.', ['api_stage', 'load_balancer', 'graphql_api', 'user_pool', 'resource']),
    ),
    tags: map('Tags.', text('A tag.')),
    distributions: linkedFrom('The distributions it stands before.', 'distribution', 'web_acl'),
  },
})
