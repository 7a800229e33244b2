import { entity } from '../../mapping/mapping.ts'
import { at, firstOf, inside, record } from '../../mapping/source.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::Lambda::Function. */
export const lambdaFunction = entity('function', ['AWS::Lambda::Function'], {
  name: at('FunctionName'),
  description: at('Description'),
  package_type: at('PackageType', 'Zip'),
  runtime: at('Runtime'),
  handler: at('Handler'),
  architectures: at('Architectures', ['x86_64']),
  memory_mb: at('MemorySize', 128),
  timeout_s: at('Timeout', 3),
  ephemeral_storage_mb: at('EphemeralStorage/Size', 512),
  reserved_concurrency: at('ReservedConcurrentExecutions'),
  role: at('Role'),
  environment: at('Environment/Variables', {}),
  environment_key: at('KmsKeyArn'),
  tracing: record({ mode: at('TracingConfig/Mode', 'PassThrough') }),
  layers: at('Layers', []),
  vpc: inside('VpcConfig', { subnets: at('SubnetIds', []), security_groups: at('SecurityGroupIds', []) }),
  dead_letter: at('DeadLetterConfig/TargetArn'),
  log_group: firstOf(at('LoggingConfig/LogGroup')),
  tags: tags('Tags'),
  published: at('Published', false),
})
