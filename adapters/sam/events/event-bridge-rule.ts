import { optional, type PropertyShapes } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { type RuleWords, ruleForFunction, ruleForStateMachine } from '../wiring/rule.ts'

const words: RuleWords = {
  rule: { EventPattern: 'Pattern', EventBusName: 'EventBusName', Name: 'RuleName' },
  target: ['Input', 'InputPath', 'InputTransformer', 'RetryPolicy'],
}

const properties: PropertyShapes = {
  EventBusName: optional('text'),
  RuleName: optional('text'),
  Pattern: optional('map'),
  DeadLetterConfig: optional('map'),
  RetryPolicy: optional('map'),
  Input: optional('text'),
  InputPath: optional('text'),
  Target: optional('map'),
  State: optional('text'),
  InputTransformer: optional('map'),
}

/** A rule of a pattern. Source: AWS SAM developer guide, "EventBridgeRule". */
export const eventBridgeRule: EventSource = {
  type: 'EventBridgeRule',
  forFunction: { properties: { ...properties, Enabled: optional('boolean') }, expand: ruleForFunction(words) },
  forStateMachine: { properties, expand: ruleForStateMachine(words) },
}

/** The same by its former name. Source: AWS SAM developer guide, "CloudWatchEvent". */
export const cloudWatchEvent: EventSource = { ...eventBridgeRule, type: 'CloudWatchEvent' }
