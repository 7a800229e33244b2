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
  partial_failures: always(false),
  on_failure: always(null),
} satisfies Readonly<Record<string, Source>>
