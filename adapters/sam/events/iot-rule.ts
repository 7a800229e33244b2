import { makeMap, ref, sub } from '../build.ts'
import { valueAt } from '../edit.ts'
import { optional, required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { addPermission } from '../wiring/permission.ts'

/** Messages of devices. Source: AWS SAM developer guide, "IoTRule". */
export const iotRule: EventSource = {
  type: 'IoTRule',
  forFunction: {
    properties: { Sql: required('text'), AwsIotSqlVersion: optional('text') },
    expand: (event, expansion) => {
      const { properties, at, logicalId } = event
      const rules = `arn:${expansion.partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule`
      const sourceArn = sub(`${rules}/\${RuleName}`, { RuleName: ref(logicalId) })
      const sourceAccount = sub('${AWS::AccountId}')
      addPermission(event, { principal: 'iot.amazonaws.com', sourceArn, sourceAccount }, expansion)
      const payload = {
        Sql: valueAt(properties, 'Sql'),
        RuleDisabled: false,
        Actions: [{ Lambda: { FunctionArn: event.target.arn } }],
        AwsIotSqlVersion: valueAt(properties, 'AwsIotSqlVersion'),
      }
      expansion.add({
        id: logicalId,
        type: 'AWS::IoT::TopicRule',
        properties: makeMap({ TopicRulePayload: payload }, at),
        attributes: event.owner.attributes,
        at,
      })
      return undefined
    },
  },
}
