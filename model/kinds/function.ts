import { runtimeSupport } from '../facts/lambda-runtimes.ts'
import {
  derived,
  flag,
  integer,
  kind,
  link,
  linkAny,
  linkedFrom,
  list,
  map,
  nullable,
  oneOf,
  otherwise,
  shape,
  text,
} from '../schema.ts'
import { setting } from '../setting.ts'

const eventTargets = ['queue', 'topic', 'function', 'event_bus', 'bucket', 'resource'] as const

export const functionKind = kind({
  name: 'function',
  collection: 'functions',
  description: 'A function: code that a provider runs on demand.',
  nameAttribute: 'name',
  arn: { service: 'lambda', prefix: 'function:', ends: ':', partial: true },
  derivations: {
    runtime_support: {
      from: 'runtime',
      why: 'no support dates are known for the runtime',
      compute: (runtime, { now }) => (runtime === null ? null : runtimeSupport(String(runtime), now)),
    },
  },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    description: nullable(text('The description.')),
    package_type: oneOf('How its code is packaged.', ['Zip', 'Image']),
    runtime: nullable(
      text('The managed runtime; null for container images.', [
        'nodejs22.x',
        'python3.13',
        'nodejs14.x',
        'provided.al2023',
      ]),
    ),
    runtime_support: derived(
      nullable(
        shape('When the provider stops supporting the runtime; null for container images.', {
          deprecated_on: nullable(
            text('The date from which it gets no security updates.', ['2023-12-04', '2099-01-01']),
          ),
          create_blocked_on: nullable(
            text('The date from which no function can be created with it.', ['2024-01-09', '2099-02-01']),
          ),
          update_blocked_on: nullable(
            text('The date from which no function can be updated with it.', ['2024-02-08', '2099-03-01']),
          ),
          days_left: nullable(
            integer(
              'Days until it is deprecated, negative afterwards; null where no date is known.',
              -100_000,
              100_000,
            ),
          ),
        }),
      ),
    ),
    handler: nullable(text('The entry point; null for container images.', ['index.handler'])),
    architectures: list('Processor architectures.', text('An architecture.', ['x86_64', 'arm64'])),
    memory_mb: integer('Memory in MB.', 128, 10_240),
    timeout_s: integer('Time limit in seconds.', 1, 900),
    ephemeral_storage_mb: integer('Size of /tmp in MB.', 512, 10_240),
    reserved_concurrency: nullable(
      integer('Reserved concurrency; null where unreserved, 0 where the function is switched off.', 0, 100_000),
    ),
    role: link('The role it runs with.', 'role'),
    environment: map('Environment variables by name.', setting),
    environment_key: nullable(
      link('The customer-managed key of the environment; null where the service uses a key of its own.', 'key'),
    ),
    tracing: shape('Tracing.', {
      mode: oneOf('Active records traces; PassThrough leaves it to the caller.', ['Active', 'PassThrough']),
    }),
    layers: list('The layers under its code.', link('A layer.', 'layer')),
    code_package: nullable(link('Its code as it is deployed.', 'code_package')),
    code_signing: nullable(
      oneOf('What happens to code that is not signed by a trusted profile; null where nobody looks.', [
        'Enforce',
        'Warn',
      ]),
    ),
    snap_start: flag('Instances start from a snapshot of an initialised one.'),
    recursive_loop: otherwise(
      oneOf('What the service does when the function invokes itself through a queue, a topic or a bucket.', [
        'Terminate',
        'Allow',
      ]),
      'Terminate',
    ),
    runtime_updates: otherwise(
      oneOf('When the service replaces the runtime by a newer one.', ['Auto', 'FunctionUpdate', 'Manual']),
      'Auto',
    ),
    logging: shape('How it logs.', {
      format: oneOf('The format.', ['Text', 'JSON']),
      application_level: nullable(
        oneOf('The least level of its own logs; null for text.', ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']),
      ),
      system_level: nullable(
        oneOf('The least level of the logs of the service; null for text.', ['DEBUG', 'INFO', 'WARN']),
      ),
    }),
    asynchronous: list(
      'How events are handled that nobody waits for, for each qualifier that says so. Else: two retries, six hours.',
      shape('The settings of a qualifier.', {
        qualifier: text('The alias or version, or `$LATEST`.', ['$LATEST', 'live']),
        maximum_retries: integer('Retries.', 0, 2),
        maximum_age_s: integer('Seconds an event is kept.', 60, 21_600),
        on_failure: nullable(linkAny('Where events go that failed.', eventTargets)),
        on_success: nullable(linkAny('Where results go.', eventTargets)),
      }),
    ),
    provisioned: list(
      'Instances that are kept ready.',
      shape('The instances of a qualifier.', {
        qualifier: text('The alias or version.'),
        instances: integer('How many.', 1, 100_000),
      }),
    ),
    aliases: list(
      'Its aliases.',
      shape('An alias.', {
        name: text('Its name.', ['live']),
        versions: list('The versions that get calls beside its own.', text('A version.')),
      }),
    ),
    file_systems: list(
      'The file systems it mounts.',
      shape('A mount.', {
        file_system: link('The file system.', 'file_system'),
        path: text('The folder it is found under.', ['/mnt/data']),
      }),
    ),
    vpc: nullable(
      shape('The network it is attached to.', {
        subnets: list('Its subnets.', link('A subnet.', 'resource')),
        security_groups: list('Its security groups.', link('A group.', 'security_group')),
      }),
    ),
    dead_letter: nullable(linkAny('Where asynchronous events go that failed.', ['queue', 'topic', 'resource'])),
    log_group: nullable(
      link('Its log group, by setting or by the name `/aws/lambda/<name>`.', 'log_group', '/aws/lambda/{name}'),
    ),
    tags: map('Tags.', text('A tag.')),
    published: otherwise(flag('Versions of it are published.'), false),
    triggers: linkedFrom('What invokes it.', 'trigger', 'function'),
    routes: linkedFrom('The API routes it serves.', 'route', 'function'),
    authorizers: linkedFrom('The authorizers it decides for.', 'authorizer', 'function'),
    urls: linkedFrom('Its function URLs.', 'function_url', 'function'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
