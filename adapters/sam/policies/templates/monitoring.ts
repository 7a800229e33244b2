import { allow, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const monitoring: PolicyTemplates = {
  CloudWatchDashboardPolicy: template([
    allow('cloudwatch', 'GetDashboard ListDashboards PutDashboard ListMetrics', '*'),
  ]),
  CloudWatchDescribeAlarmHistoryPolicy: template([allow('cloudwatch', 'DescribeAlarmHistory', '*')]),
  CloudWatchPutMetricPolicy: template([allow('cloudwatch', 'PutMetricData', '*')]),
  FilterLogEventsPolicy: template([allow('logs', 'FilterLogEvents', 'logs:@:log-group:${logGroupName}:log-stream:*')]),
}
