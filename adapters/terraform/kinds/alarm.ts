import { subjectOf } from '../../mapping/alarm.ts'
import { entity } from '../../mapping/mapping.ts'
import { always, at, isNull, record, type Source } from '../../mapping/source.ts'
import { each, single } from '../../mapping/words.ts'
import { asLink, links, tags } from '../words.ts'

const metric = record({
  namespace: at('namespace'),
  name: at('metric_name'),
  subject: (scope) => asLink(subjectOf(at('dimensions')(scope))),
})

/** Its one metric, or those it computes with. */
const metrics: Source = (scope) => {
  if (isNull(at('metric_query')(scope))) return single(metric)(scope)
  const all = each('metric_query', {
    namespace: at('metric/0/namespace'),
    name: at('metric/0/metric_name'),
    subject: (of) => asLink(subjectOf(at('metric/0/dimensions')(of))),
  })(scope)
  return all.type === 'list' ? { ...all, items: all.items.filter((item) => !isExpression(item)) } : all
}

function isExpression(item: ReturnType<Source>): boolean {
  const name = item.type === 'map' ? item.entries.get('name')?.value : undefined
  return name !== undefined && isNull(name)
}

/** Defaults: Terraform AWS provider, aws_cloudwatch_metric_alarm. */
export const alarm = entity('alarm', ['aws_cloudwatch_metric_alarm'], {
  name: at('alarm_name'),
  metrics,
  expression: always(null),
  actions_enabled: at('actions_enabled', true),
  actions: links('alarm_actions'),
  tags,
})

/** Source: Terraform AWS provider, aws_cloudwatch_composite_alarm. */
export const compositeAlarm = entity('alarm', ['aws_cloudwatch_composite_alarm'], {
  name: at('alarm_name'),
  metrics: always([]),
  expression: at('alarm_rule'),
  actions_enabled: at('actions_enabled', true),
  actions: links('alarm_actions'),
  tags,
})
