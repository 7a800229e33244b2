import { entity, part } from '../../mapping/mapping.ts'
import { always, at, firstOf, record } from '../../mapping/source.ts'
import { present, single, translate } from '../../mapping/words.ts'
import { stageNamed } from '../stages.ts'
import { link, tags } from '../words.ts'

const endpoints = { EDGE: 'edge', REGIONAL: 'regional', PRIVATE: 'private' }

/** Defaults: API Gateway Developer Guide, "Choose a security policy for your custom domain". */
export const domain = entity('domain', ['aws_api_gateway_domain_name'], {
  name: at('domain_name'),
  endpoint: translate(at('endpoint_configuration/0/types/0', 'EDGE'), endpoints),
  security_policy: at('security_policy', 'TLS_1_0'),
  mutual_tls: present(at('mutual_tls_authentication/0')),
  tags,
})

/** Source: Terraform AWS provider, aws_apigatewayv2_domain_name. */
export const httpDomain = entity('domain', ['aws_apigatewayv2_domain_name'], {
  name: at('domain_name'),
  endpoint: translate(at('domain_name_configuration/0/endpoint_type', 'REGIONAL'), endpoints),
  security_policy: at('domain_name_configuration/0/security_policy', 'TLS_1_2'),
  mutual_tls: present(at('mutual_tls_authentication/0')),
  tags,
})

export const pathMapping = part('domain', ['aws_api_gateway_base_path_mapping'], link('domain_name'), {
  mappings: single(
    record({
      api: link('api_id'),
      stage: stageNamed('stage_name', 'api_id'),
      path: firstOf(at('base_path'), always('')),
    }),
  ),
})

export const apiMapping = part('domain', ['aws_apigatewayv2_api_mapping'], link('domain_name'), {
  mappings: single(
    record({
      api: link('api_id'),
      stage: stageNamed('stage', 'api_id'),
      path: firstOf(at('api_mapping_key'), always('')),
    }),
  ),
})
