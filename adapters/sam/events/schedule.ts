import { optional, type PropertyShapes, required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { type RuleWords, ruleForFunction, ruleForStateMachine } from '../wiring/rule.ts'

const words: RuleWords = {
  rule: { ScheduleExpression: 'Schedule', Name: 'Name', Description: 'Description' },
  target: ['Input', 'RetryPolicy'],
}

const properties: PropertyShapes = {
  Schedule: required('text'),
  Input: optional('text'),
  Enabled: optional('boolean'),
  State: optional('text'),
  Name: optional('text'),
  Description: optional('text'),
  DeadLetterConfig: optional('map'),
  RetryPolicy: optional('map'),
}

/** A rule of a schedule. Source: AWS SAM developer guide, "Schedule". */
export const schedule: EventSource = {
  type: 'Schedule',
  forFunction: { properties: { ...properties, RuleName: optional('text') }, expand: ruleForFunction(words) },
  forStateMachine: {
    properties: { ...properties, Target: optional('map'), RoleArn: optional('text') },
    expand: ruleForStateMachine(words),
  },
}
