import { concatenated } from '../../mapping/document.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, isNull, type Source } from '../../mapping/source.ts'
import { each, ofEach, present } from '../../mapping/words.ts'
import { minimumTls, originControl, originProtocol, originTarget } from '../distributions.ts'
import { tags } from '../words.ts'

const behavior = (path: Source) => ({
  path,
  origin: at('TargetOriginId'),
  viewer_protocol: at('ViewerProtocolPolicy'),
  functions: ofEach('LambdaFunctionAssociations', 'LambdaFunctionARN'),
})

/** Defaults: CloudFormation reference, AWS::CloudFront::Distribution DistributionConfig. */
export const distribution = entity('distribution', ['AWS::CloudFront::Distribution'], {
  comment: at('DistributionConfig/Comment'),
  enabled: at('DistributionConfig/Enabled'),
  aliases: at('DistributionConfig/Aliases', []),
  minimum_tls: minimumTls,
  origins: each('DistributionConfig/Origins', {
    id: at('Id'),
    target: originTarget,
    protocol: originProtocol,
    tls_versions: (scope) =>
      isNull(at('CustomOriginConfig')(scope))
        ? always([])(scope)
        : at('CustomOriginConfig/OriginSSLProtocols', ['TLSv1', 'SSLv3'])(scope),
    access_control: originControl,
  }),
  behaviors: concatenated(
    each('DistributionConfig/DefaultCacheBehavior', behavior(always('*'))),
    each('DistributionConfig/CacheBehaviors', behavior(at('PathPattern'))),
  ),
  logged: present(at('DistributionConfig/Logging')),
  web_acl: at('DistributionConfig/WebACLId'),
  tags: tags('Tags'),
})
