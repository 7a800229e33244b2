import { always, type Source } from './source.ts'

/** What most triggers do not have; each mapping says what it does. */
export const plainTrigger = {
  qualifier: always(null),
  source: always(null),
  enabled: always(true),
  schedule: always(null),
  events: always([]),
  prefix: always(null),
  suffix: always(null),
  filters: always([]),
  batch_size: always(null),
  maximum_concurrency: always(null),
  maximum_retries: always(null),
  maximum_age_s: always(null),
  bisects: always(false),
  parallelization: always(null),
  batching_window_s: always(null),
  partial_failures: always(false),
  on_failure: always(null),
} satisfies Readonly<Record<string, Source>>

/**
 * How a function is invoked by what reads for it, waits for it, or hands it an event and goes on.
 * Source: Lambda Developer Guide, "Invoking Lambda with events from other AWS services".
 */
export const polled = (mechanism: string) => wired(mechanism, 'polled')
export const synchronous = (mechanism: string) => wired(mechanism, 'synchronous')
export const asynchronous = (mechanism: string) => wired(mechanism, 'asynchronous')

function wired(mechanism: string, invocation: string) {
  return { ...plainTrigger, mechanism: always(mechanism), invocation: always(invocation) }
}
