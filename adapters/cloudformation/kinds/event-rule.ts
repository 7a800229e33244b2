import { entity } from '../../mapping/mapping.ts'
import { patternOf } from '../../mapping/pattern.ts'
import { always, at, record } from '../../mapping/source.ts'
import { each, is, single } from '../../mapping/words.ts'
import { tags } from '../words.ts'

const target = {
  target: at('Arn'),
  role: at('RoleArn'),
  dead_letter: at('DeadLetterConfig/Arn'),
  maximum_retries: at('RetryPolicy/MaximumRetryAttempts'),
  maximum_age_s: at('RetryPolicy/MaximumEventAgeInSeconds'),
}

/** Defaults: CloudFormation reference, AWS::Events::Rule. */
export const rule = entity('event_rule', ['AWS::Events::Rule'], {
  name: at('Name'),
  service: always('events'),
  bus: at('EventBusName'),
  enabled: is(at('State', 'ENABLED'), 'ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
  schedule: at('ScheduleExpression'),
  pattern: patternOf(at('EventPattern')),
  targets: each('Targets', target),
  encryption_key: always(null),
  tags: tags('Tags'),
})

/** Defaults: CloudFormation reference, AWS::Scheduler::Schedule. */
export const schedule = entity('event_rule', ['AWS::Scheduler::Schedule'], {
  name: at('Name'),
  service: always('scheduler'),
  bus: always(null),
  enabled: is(at('State', 'ENABLED'), 'ENABLED'),
  schedule: at('ScheduleExpression'),
  pattern: always(null),
  targets: single((scope) => record(target)({ ...scope, value: at('Target')(scope) })),
  encryption_key: at('KmsKeyArn'),
  tags: always({}),
})
