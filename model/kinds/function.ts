import Type from 'typebox'
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
  shape,
  text,
} from '../schema.ts'

/** One variable of a function's environment. Where the value comes from is decided by the engine; a secret's value is withheld. */
export const setting = Type.Object(
  {
    value: nullable(
      text('The literal value; null where it is a reference, or withheld.', ['', '0', '1', 'true', 'verify=False']),
    ),
    origin: oneOf('Where the value comes from.', [
      'literal',
      'reference',
      'secret',
      'ssm_parameter',
      'input_parameter',
    ]),
    scheme: nullable(text('The scheme, where the value is a URL.', ['http', 'https', 'postgres'])),
    secret: nullable(
      shape('The literal is a secret.', {
        detector: text('What found it.', ['aws_access_key', 'password_in_url', 'password_in_connection_string']),
      }),
    ),
    tls_disabled: nullable(text('The option in the value that turns certificate checks off.', ['sslmode=disable'])),
  },
  { description: 'An environment variable.', semantic: { type: 'setting' } },
)

export const functionKind = kind({
  name: 'function',
  collection: 'functions',
  description: 'A function: code that a provider runs on demand.',
  nameAttribute: 'name',
  arn: { service: 'lambda', prefix: 'function:', partial: true },
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
    environment_key: nullable(text('The customer-managed key of the environment.')),
    tracing: shape('Tracing.', {
      mode: oneOf('Active records traces; PassThrough leaves it to the caller.', ['Active', 'PassThrough']),
    }),
    layers: list('Layer version ARNs.', text('A layer version.')),
    vpc: nullable(
      shape('The network it is attached to.', {
        subnets: list('Subnet ids.', text('A subnet.')),
        security_groups: list('Security group ids.', text('A security group.')),
      }),
    ),
    dead_letter: nullable(linkAny('Where asynchronous events go that failed.', ['queue', 'resource'])),
    log_group: nullable(
      link('Its log group, by setting or by the name `/aws/lambda/<name>`.', 'log_group', '/aws/lambda/{name}'),
    ),
    tags: map('Tags.', text('A tag.')),
    published: flag('A version is published with each change.'),
    triggers: linkedFrom('What invokes it.', 'trigger', 'function'),
    routes: linkedFrom('The API routes it serves.', 'route', 'function'),
    urls: linkedFrom('Its function URLs.', 'function_url', 'function'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
