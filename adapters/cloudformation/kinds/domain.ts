import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { present, single, translate } from '../../mapping/words.ts'
import { stageNamed } from '../stages.ts'
import { tags } from '../words.ts'

const endpoints = { EDGE: 'edge', REGIONAL: 'regional', PRIVATE: 'private' }

/** Defaults: API Gateway Developer Guide, "Choose a security policy for your custom domain". */
export const domain = entity('domain', ['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2'], {
  name: at('DomainName'),
  endpoint: translate(at('EndpointConfiguration/Types/0', 'EDGE'), endpoints),
  security_policy: at('SecurityPolicy', 'TLS_1_0'),
  mutual_tls: present(at('MutualTlsAuthentication')),
  tags: tags('Tags'),
})

/** Source: CloudFormation reference, AWS::ApiGatewayV2::DomainName. */
export const httpDomain = entity('domain', ['AWS::ApiGatewayV2::DomainName'], {
  name: at('DomainName'),
  endpoint: translate(at('DomainNameConfigurations/0/EndpointType', 'REGIONAL'), endpoints),
  security_policy: at('DomainNameConfigurations/0/SecurityPolicy', 'TLS_1_2'),
  mutual_tls: present(at('MutualTlsAuthentication')),
  tags: at('Tags', {}),
})

export const pathMapping = part(
  'domain',
  ['AWS::ApiGateway::BasePathMapping', 'AWS::ApiGateway::BasePathMappingV2'],
  at('DomainName'),
  {
    mappings: single(
      record({ api: at('RestApiId'), stage: stageNamed('Stage', 'RestApiId'), path: at('BasePath', '') }),
    ),
  },
)

export const apiMapping = part('domain', ['AWS::ApiGatewayV2::ApiMapping'], at('DomainName'), {
  mappings: single(record({ api: at('ApiId'), stage: stageNamed('Stage', 'ApiId'), path: at('ApiMappingKey', '') })),
})
