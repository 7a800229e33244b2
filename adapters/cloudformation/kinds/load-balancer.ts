import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { is, single } from '../../mapping/words.ts'
import { hasAction, redirectsToHttps, setting } from '../load-balancers.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::ElasticLoadBalancingV2::LoadBalancer. */
export const loadBalancer = entity('load_balancer', ['AWS::ElasticLoadBalancingV2::LoadBalancer'], {
  name: at('Name'),
  type: at('Type', 'application'),
  internal: is(at('Scheme', 'internet-facing'), 'internal'),
  logged: is(setting('access_logs.s3.enabled'), 'true'),
  drops_invalid_headers: is(setting('routing.http.drop_invalid_header_fields.enabled'), 'true'),
  security_groups: at('SecurityGroups', []),
  tags: tags('Tags'),
})

/** Source: CloudFormation reference, AWS::ElasticLoadBalancingV2::Listener. */
export const listener = part('load_balancer', ['AWS::ElasticLoadBalancingV2::Listener'], at('LoadBalancerArn'), {
  listeners: single(
    record({
      port: at('Port'),
      protocol: at('Protocol'),
      security_policy: at('SslPolicy'),
      redirects: redirectsToHttps,
      authenticated: hasAction('authenticate-oidc', 'authenticate-cognito'),
    }),
  ),
})
