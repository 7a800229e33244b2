import { readThrough } from '../../mapping/mapping.ts'

/** What is part of an entity that another resource declares, or leads to. */
export const parts = readThrough([
  'aws_iam_policy',
  'aws_api_gateway_resource',
  'aws_api_gateway_integration',
  'aws_api_gateway_request_validator',
  'aws_apigatewayv2_integration',
  'aws_lambda_code_signing_config',
  'aws_lb_target_group',
  'aws_alb_target_group',
  'aws_lb_listener_rule',
  'aws_alb_listener_rule',
])
