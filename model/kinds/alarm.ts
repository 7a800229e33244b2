import { flag, kind, linkAny, list, map, nullable, shape, text } from '../schema.ts'

export const alarmKind = kind({
  name: 'alarm',
  collection: 'alarms',
  description: 'What tells somebody when a metric leaves its bounds.',
  nameAttribute: 'name',
  arn: { service: 'cloudwatch', prefix: 'alarm:' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    metrics: list(
      'What it watches; empty for an alarm made of alarms.',
      shape('A metric.', {
        namespace: nullable(text('Its namespace.', ['AWS/Lambda', 'AWS/SQS', 'AWS/ApiGateway'])),
        name: nullable(
          text('Its name.', ['Errors', 'Throttles', 'ApproximateNumberOfMessagesVisible', 'IteratorAge', '5XXError']),
        ),
        subject: nullable(
          linkAny('What it is measured on; null for all of the account.', [
            'function',
            'queue',
            'stream',
            'table',
            'topic',
            'api',
            'state_machine',
            'event_rule',
            'resource',
          ]),
        ),
      }),
    ),
    expression: nullable(text('What is computed of metrics or of other alarms.')),
    actions_enabled: flag('Its actions are carried out.'),
    actions: list('What it does when the alarm is raised.', linkAny('An action.', ['topic', 'function', 'resource'])),
    tags: map('Tags.', text('A tag.')),
  },
})
