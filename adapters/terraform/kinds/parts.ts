import { readThrough } from '../../mapping/mapping.ts'

/** What is part of an entity that another resource declares, or leads to. */
export const parts = readThrough([
  'aws_iam_policy',
  'aws_api_gateway_resource',
  'aws_api_gateway_integration',
  'aws_apigatewayv2_integration',
  'aws_cloudwatch_event_rule',
])
