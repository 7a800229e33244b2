import type { Entry } from '../../../model/value.ts'
import { makeList, makeMap, sub } from '../build.ts'
import { valueAt } from '../edit.ts'
import { required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { addPermission } from '../wiring/permission.ts'

/** The lines of a log group. Source: AWS SAM developer guide, "CloudWatchLogs". */
export const cloudWatchLogs: EventSource = {
  type: 'CloudWatchLogs',
  forFunction: {
    properties: { LogGroupName: required('text'), FilterPattern: required('text') },
    expand: (event, expansion) => {
      const { properties, at } = event
      const group = valueAt(properties, 'LogGroupName')
      const groups = `arn:${expansion.partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group`
      const sourceArn = sub(`${groups}:\${__LogGroupName__}:*`, { __LogGroupName__: group })
      const permission = addPermission(event, { principal: 'logs.amazonaws.com', sourceArn }, expansion)
      const dependency: Entry = { key: at, value: makeList([permission], at) }
      expansion.add({
        id: event.logicalId,
        type: 'AWS::Logs::SubscriptionFilter',
        properties: makeMap(
          {
            LogGroupName: group,
            FilterPattern: valueAt(properties, 'FilterPattern'),
            DestinationArn: event.target.arn,
          },
          at,
        ),
        attributes: new Map([...event.owner.attributes, ['DependsOn', dependency]]),
        at,
      })
      return undefined
    },
  },
}
