import { concatenated } from '../../mapping/document.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, firstOf, isNull, type Source } from '../../mapping/source.ts'
import { each, ofEach, present } from '../../mapping/words.ts'
import { originControl, originTarget } from '../distributions.ts'
import { asLink, link, tags } from '../words.ts'

const behavior = (path: Source) => ({
  path,
  origin: at('target_origin_id'),
  viewer_protocol: at('viewer_protocol_policy'),
  functions: (scope: Parameters<Source>[0]) => asLink(ofEach('lambda_function_association', 'lambda_arn')(scope)),
})

/** Defaults: Terraform AWS provider, aws_cloudfront_distribution. */
export const distribution = entity('distribution', ['aws_cloudfront_distribution'], {
  comment: at('comment'),
  enabled: at('enabled'),
  aliases: at('aliases', []),
  minimum_tls: at('viewer_certificate/0/minimum_protocol_version', 'TLSv1'),
  origins: each('origin', {
    id: at('origin_id'),
    target: originTarget,
    protocol: at('custom_origin_config/0/origin_protocol_policy'),
    tls_versions: (scope) =>
      isNull(at('custom_origin_config/0')(scope))
        ? always([])(scope)
        : firstOf(at('custom_origin_config/0/origin_ssl_protocols'), always([]))(scope),
    access_control: originControl,
  }),
  behaviors: concatenated(
    each('default_cache_behavior', behavior(always('*'))),
    each('ordered_cache_behavior', behavior(at('path_pattern'))),
  ),
  logged: present(at('logging_config/0')),
  web_acl: link('web_acl_id'),
  tags,
})
