import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { hasAction, redirectsToHttps } from '../load-balancers.ts'
import { link, links, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_lb. */
export const loadBalancer = entity('load_balancer', ['aws_lb', 'aws_alb'], {
  name: at('name'),
  type: at('load_balancer_type', 'application'),
  internal: at('internal', false),
  logged: at('access_logs/0/enabled', false),
  drops_invalid_headers: at('drop_invalid_header_fields', false),
  security_groups: links('security_groups'),
  tags,
})

/** Source: Terraform AWS provider, aws_lb_listener. */
export const listener = part('load_balancer', ['aws_lb_listener', 'aws_alb_listener'], link('load_balancer_arn'), {
  listeners: single(
    record({
      port: at('port'),
      protocol: at('protocol'),
      security_policy: at('ssl_policy'),
      redirects: redirectsToHttps,
      authenticated: hasAction('authenticate-oidc', 'authenticate-cognito'),
    }),
  ),
})
