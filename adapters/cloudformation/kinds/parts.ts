import { readThrough } from '../../mapping/mapping.ts'

/** What is part of an entity that another resource declares, or leads to. */
export const parts = readThrough([
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGatewayV2::Integration',
  'AWS::Lambda::CodeSigningConfig',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
])
