import { subjectOf } from '../../mapping/alarm.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, isNull, plain, record, type Source } from '../../mapping/source.ts'
import { each, single } from '../../mapping/words.ts'
import { tags } from '../words.ts'

const metric = record({
  namespace: at('Namespace'),
  name: at('MetricName'),
  subject: (scope) => subjectOf(at('Dimensions')(scope)),
})

/** Its one metric, or those it computes with. */
const metrics: Source = (scope) => {
  if (isNull(at('Metrics')(scope))) return single(metric)(scope)
  const all = each('Metrics', {
    namespace: at('MetricStat/Metric/Namespace'),
    name: at('MetricStat/Metric/MetricName'),
    subject: (of) => subjectOf(at('MetricStat/Metric/Dimensions')(of)),
  })(scope)
  return all.type === 'list' ? { ...all, items: all.items.filter((item) => !isExpression(item)) } : all
}

function isExpression(item: ReturnType<Source>): boolean {
  return item.type === 'map' && isNull(item.entries.get('name')?.value ?? plain(null, item.at))
}

/** Defaults: CloudFormation reference, AWS::CloudWatch::Alarm. */
export const alarm = entity('alarm', ['AWS::CloudWatch::Alarm'], {
  name: at('AlarmName'),
  metrics,
  expression: always(null),
  actions_enabled: at('ActionsEnabled', true),
  actions: at('AlarmActions', []),
  tags: tags('Tags'),
})

/** Source: CloudFormation reference, AWS::CloudWatch::CompositeAlarm. */
export const compositeAlarm = entity('alarm', ['AWS::CloudWatch::CompositeAlarm'], {
  name: at('AlarmName'),
  metrics: always([]),
  expression: at('AlarmRule'),
  actions_enabled: at('ActionsEnabled', true),
  actions: at('AlarmActions', []),
  tags: tags('Tags'),
})
