import { entity, part } from '../../mapping/mapping.ts'
import { always, at } from '../../mapping/source.ts'
import { each, single } from '../../mapping/words.ts'
import { associated, firewallAction, ruleAction } from '../firewalls.ts'
import { tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::WAFv2::WebACL. */
export const webAcl = entity('web_acl', ['AWS::WAFv2::WebACL'], {
  name: at('Name'),
  scope: at('Scope'),
  default_action: firewallAction(at('DefaultAction')),
  rules: each('Rules', {
    name: at('Name'),
    group: (scope) => {
      const managed = at('Statement/ManagedRuleGroupStatement/Name')(scope)
      return managed.type === 'scalar' && managed.value === null
        ? at('Statement/RuleGroupReferenceStatement/Arn')(scope)
        : managed
    },
    rate_limit: at('Statement/RateBasedStatement/Limit'),
    action: firewallAction(at('Action')),
    counts_only: ruleAction,
  }),
  tags: tags('Tags'),
})

export const association = part('web_acl', ['AWS::WAFv2::WebACLAssociation'], at('WebACLArn'), {
  resources: single(associated),
})

export const logging = part('web_acl', ['AWS::WAFv2::LoggingConfiguration'], at('ResourceArn'), {
  logged: always(true),
})
