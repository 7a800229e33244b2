import { entity } from '../../mapping/mapping.ts'
import { at, inside, record } from '../../mapping/source.ts'
import { environment } from '../environment.ts'
import { link, tags } from '../words.ts'

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
  environment_key: at('kms_key_arn'),
  tracing: record({ mode: at('tracing_config/0/mode', 'PassThrough') }),
  layers: at('layers', []),
  vpc: inside('vpc_config/0', { subnets: at('subnet_ids', []), security_groups: at('security_group_ids', []) }),
  dead_letter: link('dead_letter_config/0/target_arn'),
  log_group: link('logging_config/0/log_group'),
  tags,
  published: at('publish', false),
})
