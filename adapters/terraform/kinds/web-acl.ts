import { entity, part } from '../../mapping/mapping.ts'
import { always, at, firstOf } from '../../mapping/source.ts'
import { each, single } from '../../mapping/words.ts'
import { blockAction, countsOnly } from '../firewalls.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_wafv2_web_acl. */
export const webAcl = entity('web_acl', ['aws_wafv2_web_acl'], {
  name: at('name'),
  scope: at('scope'),
  default_action: blockAction('default_action/0'),
  rules: each('rule', {
    name: at('name'),
    group: firstOf(
      at('statement/0/managed_rule_group_statement/0/name'),
      at('statement/0/rule_group_reference_statement/0/arn'),
    ),
    rate_limit: at('statement/0/rate_based_statement/0/limit'),
    action: blockAction('action/0'),
    counts_only: countsOnly,
  }),
  tags,
})

export const association = part('web_acl', ['aws_wafv2_web_acl_association'], link('web_acl_arn'), {
  resources: single(link('resource_arn')),
})

export const logging = part('web_acl', ['aws_wafv2_web_acl_logging_configuration'], link('resource_arn'), {
  logged: always(true),
})
