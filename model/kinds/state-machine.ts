import { flag, integer, kind, link, linkAny, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const stateMachineKind = kind({
  name: 'state_machine',
  collection: 'state_machines',
  description: 'A state machine that runs tasks one after another.',
  nameAttribute: 'name',
  arn: { service: 'states', prefix: 'stateMachine:', ends: ':' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    type: oneOf('How it runs.', ['STANDARD', 'EXPRESS']),
    role: link('The role it runs with.', 'role'),
    definition: nullable(setting),
    timeout_s: nullable(integer('Seconds a run may take; null for a year.', 1, 99_999_999)),
    states: list(
      'Its states, those in branches and maps as well.',
      shape('A state.', {
        name: text('Its name; those in a branch behind the name of what holds them: `Each/Resize`.'),
        type: text('What it does.', ['Task', 'Map', 'Parallel', 'Choice', 'Wait', 'Pass', 'Succeed', 'Fail']),
        resource: nullable(
          text('What a task calls, as written.', ['arn:aws:states:::lambda:invoke', 'arn:aws:states:::http:invoke']),
        ),
        target: nullable(
          linkAny('What a task uses.', [
            'function',
            'queue',
            'topic',
            'table',
            'event_bus',
            'state_machine',
            'bucket',
            'resource',
          ]),
        ),
        url: nullable(setting),
        timeout_s: nullable(integer('Seconds it may take.', 0, 99_999_999)),
        heartbeat_s: nullable(integer('Seconds between signs of life.', 0, 99_999_999)),
        maximum_concurrency: nullable(integer('How many elements of a map run at once; 0 for any number.', 0, 40)),
        maximum_retries: nullable(integer('The most retries of a task; null where it is not retried.', 0, 99_999_999)),
      }),
    ),
    logging: shape('What is logged of a run.', {
      level: oneOf('Which events.', ['OFF', 'FATAL', 'ERROR', 'ALL']),
      payload_logged: flag('Input and output are logged as well.'),
    }),
    tracing: flag('Runs are traced.'),
    encryption_key: nullable(link('The customer-managed key; null where the service uses a key of its own.', 'key')),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The functions it invokes.', 'trigger', 'source'),
  },
})
