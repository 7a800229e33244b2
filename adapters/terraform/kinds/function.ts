import { entity, part } from '../../mapping/mapping.ts'
import { at, inside, record } from '../../mapping/source.ts'
import { each, is, single } from '../../mapping/words.ts'
import { environment } from '../environment.ts'
import { codeSigning, loggingLevel, weightedVersions } from '../functions.ts'
import { functionAt, targetAt } from '../invocation.ts'
import { packageLocation } from '../packages.ts'
import { link, links, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_lambda_function. */
export const lambdaFunction = entity('function', ['aws_lambda_function'], {
  name: at('function_name'),
  description: at('description'),
  package_type: at('package_type', 'Zip'),
  runtime: at('runtime'),
  handler: at('handler'),
  architectures: at('architectures', ['x86_64']),
  memory_mb: at('memory_size', 128),
  timeout_s: at('timeout', 3),
  ephemeral_storage_mb: at('ephemeral_storage/0/size', 512),
  reserved_concurrency: at('reserved_concurrent_executions'),
  role: link('role'),
  environment,
  environment_key: link('kms_key_arn'),
  tracing: record({ mode: at('tracing_config/0/mode', 'PassThrough') }),
  layers: links('layers'),
  code_package: packageLocation,
  code_signing: codeSigning,
  snap_start: is(at('snap_start/0/apply_on'), 'PublishedVersions'),
  logging: record({
    format: at('logging_config/0/log_format', 'Text'),
    application_level: loggingLevel('application_log_level'),
    system_level: loggingLevel('system_log_level'),
  }),
  vpc: inside('vpc_config/0', { subnets: links('subnet_ids'), security_groups: links('security_group_ids') }),
  file_systems: each('file_system_config', { file_system: link('arn'), path: at('local_mount_path') }),
  dead_letter: link('dead_letter_config/0/target_arn'),
  log_group: link('logging_config/0/log_group'),
  tags,
  published: at('publish'),
})

/** Defaults: Terraform AWS provider, aws_lambda_function_event_invoke_config. */
export const asynchronous = part('function', ['aws_lambda_function_event_invoke_config'], functionAt('function_name'), {
  asynchronous: single(
    record({
      qualifier: at('qualifier', '$LATEST'),
      maximum_retries: at('maximum_retry_attempts', 2),
      maximum_age_s: at('maximum_event_age_in_seconds', 21_600),
      on_failure: targetAt('destination_config/0/on_failure/0/destination'),
      on_success: targetAt('destination_config/0/on_success/0/destination'),
    }),
  ),
})

export const alias = part('function', ['aws_lambda_alias'], functionAt('function_name'), {
  aliases: single(record({ name: at('name'), versions: weightedVersions })),
})

export const provisioned = part(
  'function',
  ['aws_lambda_provisioned_concurrency_config'],
  functionAt('function_name'),
  {
    provisioned: single(record({ qualifier: at('qualifier'), instances: at('provisioned_concurrent_executions') })),
  },
)

export const recursion = part('function', ['aws_lambda_function_recursion_config'], functionAt('function_name'), {
  recursive_loop: at('recursive_loop'),
})

export const runtimeManagement = part(
  'function',
  ['aws_lambda_runtime_management_config'],
  functionAt('function_name'),
  {
    runtime_updates: at('update_runtime_on'),
  },
)
