import { permissionStatement } from '../mapping/permission.ts'
import { at } from '../mapping/source.ts'

/** Source: Terraform AWS provider, aws_lambda_permission. */
export const functionPermission = permissionStatement({
  action: at('action'),
  principal: at('principal'),
  conditions: [
    ['ArnLike', 'aws:SourceArn', at('source_arn')],
    ['StringEquals', 'aws:SourceAccount', at('source_account')],
    ['StringEquals', 'aws:PrincipalOrgID', at('principal_org_id')],
    ['StringEquals', 'lambda:EventSourceToken', at('event_source_token')],
    ['StringEquals', 'lambda:FunctionUrlAuthType', at('function_url_auth_type')],
    ['Bool', 'lambda:InvokedViaFunctionUrl', at('invoked_via_function_url')],
  ],
})

/** Source: Terraform AWS provider, aws_lambda_layer_version_permission. */
export const layerPermission = permissionStatement({
  action: at('action'),
  principal: at('principal'),
  conditions: [['StringEquals', 'aws:PrincipalOrgID', at('organization_id')]],
})

/** Source: Terraform AWS provider, aws_cloudwatch_event_permission. */
export const busPermission = permissionStatement({
  action: at('action', 'events:PutEvents'),
  principal: at('principal'),
  conditions: [['StringEquals', 'aws:PrincipalOrgID', at('condition/0/value')]],
})
