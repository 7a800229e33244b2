import { optional, type PropertyShapes, required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { type RuleWords, ruleForFunction, ruleForStateMachine } from '../wiring/rule.ts'

const words: RuleWords = {
  rule: { ScheduleExpression: 'Schedule', Name: 'Name', Description: 'Description' },
  target: ['Input', 'RetryPolicy'],
}

const properties: PropertyShapes = {
  Schedule: required('any'),
  Input: optional('any'),
  Enabled: optional('boolean'),
  State: optional('any'),
  Name: optional('any'),
  Description: optional('any'),
  DeadLetterConfig: optional('map'),
  RetryPolicy: optional('any'),
}

/** A rule of a schedule. Source: AWS SAM developer guide, "Schedule". */
export const schedule: EventSource = {
  type: 'Schedule',
  forFunction: { properties: { ...properties, RuleName: optional('any') }, expand: ruleForFunction(words) },
  forStateMachine: {
    properties: { ...properties, Target: optional('map'), RoleArn: optional('any') },
    expand: ruleForStateMachine(words),
  },
}
