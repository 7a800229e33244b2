import { entity, part } from '../../mapping/mapping.ts'
import { patternOf } from '../../mapping/pattern.ts'
import { always, at, record, type Source } from '../../mapping/source.ts'
import { is, single } from '../../mapping/words.ts'
import { targetAt } from '../invocation.ts'
import { ownState, ruleReference } from '../rules.ts'
import { link, tags } from '../words.ts'

const target = (around: string): Readonly<Record<string, Source>> => ({
  target: targetAt(`${around}arn`),
  role: link(`${around}role_arn`),
  dead_letter: link(`${around}dead_letter_config/0/arn`),
  maximum_retries: at(`${around}retry_policy/0/maximum_retry_attempts`),
  maximum_age_s: at(`${around}retry_policy/0/maximum_event_age_in_seconds`),
})

/** Defaults: Terraform AWS provider, aws_cloudwatch_event_rule. */
export const rule = entity('event_rule', ['aws_cloudwatch_event_rule'], {
  name: at('name'),
  service: always('events'),
  bus: link('event_bus_name'),
  enabled: ownState,
  schedule: at('schedule_expression'),
  pattern: patternOf(at('event_pattern')),
  encryption_key: always(null),
  tags,
})

export const ruleTarget = part('event_rule', ['aws_cloudwatch_event_target'], ruleReference, {
  targets: single(record(target(''))),
})

/** Defaults: Terraform AWS provider, aws_scheduler_schedule. */
export const schedule = entity('event_rule', ['aws_scheduler_schedule'], {
  name: at('name'),
  service: always('scheduler'),
  bus: always(null),
  enabled: is(at('state', 'ENABLED'), 'ENABLED'),
  schedule: at('schedule_expression'),
  pattern: always(null),
  targets: single(record(target('target/0/'))),
  encryption_key: link('kms_key_arn'),
  tags: always({}),
})
