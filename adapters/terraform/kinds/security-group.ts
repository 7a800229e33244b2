import { concatenated } from '../../mapping/document.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at, record, type Source } from '../../mapping/source.ts'
import { each, onlyFor, single, withoutNulls } from '../../mapping/words.ts'
import { allPorts, isRuleType, portOf } from '../security-groups.ts'
import { link, links, tags } from '../words.ts'

function access(protocol: Source, addresses: Source, groups: Source, prefixLists: Source) {
  return {
    protocol,
    from_port: portOf(protocol, at('from_port')),
    to_port: portOf(protocol, at('to_port')),
    addresses,
    groups,
    prefix_lists: prefixLists,
    description: at('description'),
  }
}

const addresses = concatenated(at('cidr_blocks', []), at('ipv6_cidr_blocks', []))
const listOf = (...paths: readonly string[]): Source =>
  withoutNulls((scope) => ({ type: 'list', items: paths.map((path) => link(path)(scope)), at: scope.at }))

const block = access(allPorts('protocol'), addresses, links('security_groups'), at('prefix_list_ids', []))

/** Source: Terraform AWS provider, aws_security_group: what it does not let out stays in. */
export const securityGroup = entity('security_group', ['aws_security_group', 'aws_default_security_group'], {
  name: at('name'),
  description: at('description', 'Managed by Terraform'),
  ingress: each('ingress', block),
  egress: each('egress', block),
  tags,
})

const rule = record(
  access(allPorts('protocol'), addresses, listOf('source_security_group_id'), at('prefix_list_ids', [])),
)

/** Source: Terraform AWS provider, aws_security_group_rule. */
export const ingressRule = onlyFor(
  isRuleType('ingress'),
  part('security_group', ['aws_security_group_rule'], link('security_group_id'), { ingress: single(rule) }),
)

export const egressRule = onlyFor(
  isRuleType('egress'),
  part('security_group', ['aws_security_group_rule'], link('security_group_id'), { egress: single(rule) }),
)

const vpcRule = record(
  access(
    allPorts('ip_protocol'),
    listOf('cidr_ipv4', 'cidr_ipv6'),
    listOf('referenced_security_group_id'),
    listOf('prefix_list_id'),
  ),
)

/** Source: Terraform AWS provider, aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule. */
export const vpcIngress = part('security_group', ['aws_vpc_security_group_ingress_rule'], link('security_group_id'), {
  ingress: single(vpcRule),
})

export const vpcEgress = part('security_group', ['aws_vpc_security_group_egress_rule'], link('security_group_id'), {
  egress: single(vpcRule),
})
