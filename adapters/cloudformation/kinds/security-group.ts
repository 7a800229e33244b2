import { entity, part } from '../../mapping/mapping.ts'
import { at, firstOf, isNull, plain, record, type Source } from '../../mapping/source.ts'
import { each, single, withoutNulls } from '../../mapping/words.ts'
import { tags } from '../words.ts'

function access(group: Source, prefixList: Source) {
  return {
    protocol: at('IpProtocol'),
    from_port: at('FromPort'),
    to_port: at('ToPort'),
    addresses: listOf(at('CidrIp'), at('CidrIpv6')),
    groups: listOf(group),
    prefix_lists: listOf(prefixList),
    description: at('Description'),
  }
}

const incoming = access(firstOf(at('SourceSecurityGroupId'), at('SourceSecurityGroupName')), at('SourcePrefixListId'))
const outgoing = access(at('DestinationSecurityGroupId'), at('DestinationPrefixListId'))

/** Source: CloudFormation reference, AWS::EC2::SecurityGroup: without a rule for what goes out, everything may. */
export const securityGroup = entity('security_group', ['AWS::EC2::SecurityGroup'], {
  name: at('GroupName'),
  description: at('GroupDescription'),
  ingress: each('SecurityGroupIngress', incoming),
  egress: (scope) =>
    isNull(at('SecurityGroupEgress')(scope)) ? everything(scope) : each('SecurityGroupEgress', outgoing)(scope),
  tags: tags('Tags'),
})

export const ingress = part('security_group', ['AWS::EC2::SecurityGroupIngress'], at('GroupId'), {
  ingress: single(record(incoming)),
})

export const egress = part('security_group', ['AWS::EC2::SecurityGroupEgress'], at('GroupId'), {
  egress: single(record(outgoing)),
})

const everything: Source = (scope) => {
  scope.defaulted.push(scope.path)
  const all = { protocol: '-1', from_port: null, to_port: null, addresses: ['0.0.0.0/0'], groups: [], prefix_lists: [] }
  return plain([{ ...all, description: null }], scope.at)
}

function listOf(...sources: readonly Source[]): Source {
  return withoutNulls((scope) => ({ type: 'list', items: sources.map((source) => source(scope)), at: scope.at }))
}
