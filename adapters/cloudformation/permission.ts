import { mapOf, readDocument } from '../mapping/document.ts'
import { permissionStatement } from '../mapping/permission.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** Source: CloudFormation reference, AWS::Lambda::Permission. */
export const functionPermission = permissionStatement({
  action: at('Action'),
  principal: at('Principal'),
  conditions: [
    ['ArnLike', 'aws:SourceArn', at('SourceArn')],
    ['StringEquals', 'aws:SourceAccount', at('SourceAccount')],
    ['StringEquals', 'aws:PrincipalOrgID', at('PrincipalOrgID')],
    ['StringEquals', 'lambda:EventSourceToken', at('EventSourceToken')],
    ['StringEquals', 'lambda:FunctionUrlAuthType', at('FunctionUrlAuthType')],
    ['Bool', 'lambda:InvokedViaFunctionUrl', at('InvokedViaFunctionUrl')],
  ],
})

/** Source: CloudFormation reference, AWS::Lambda::LayerVersionPermission. */
export const layerPermission = permissionStatement({
  action: at('Action'),
  principal: at('Principal'),
  conditions: [['StringEquals', 'aws:PrincipalOrgID', at('OrganizationId')]],
})

const busPermission = permissionStatement({
  action: at('Action'),
  principal: at('Principal'),
  conditions: [['StringEquals', 'aws:PrincipalOrgID', at('Condition/Value')]],
})

/** A whole statement, or a permission in short. Source: CloudFormation reference, AWS::Events::EventBusPolicy. */
export const busStatements: Source = (scope) => {
  const statement = at('Statement')(scope)
  if (isNull(statement)) return busPermission(scope)
  return readDocument(mapOf([['Statement', statement]], statement.at), 'inline', plain(null, statement.at))
}
