import { entity, part } from '../../mapping/mapping.ts'
import { always, at, firstOf, inside, plain, record } from '../../mapping/source.ts'
import { each, is, ofEach, single } from '../../mapping/words.ts'
import { codeSigning, kept, loggingLevel } from '../functions.ts'
import { packageLocation } from '../packages.ts'
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
  code_package: packageLocation,
  code_signing: codeSigning,
  snap_start: is(at('SnapStart/ApplyOn'), 'PublishedVersions'),
  recursive_loop: at('RecursiveLoop'),
  runtime_updates: at('RuntimeManagementConfig/UpdateRuntimeOn'),
  logging: record({
    format: at('LoggingConfig/LogFormat', 'Text'),
    application_level: loggingLevel('ApplicationLogLevel'),
    system_level: loggingLevel('SystemLogLevel'),
  }),
  vpc: inside('VpcConfig', { subnets: at('SubnetIds', []), security_groups: at('SecurityGroupIds', []) }),
  file_systems: each('FileSystemConfigs', { file_system: at('Arn'), path: at('LocalMountPath') }),
  dead_letter: at('DeadLetterConfig/TargetArn'),
  log_group: firstOf(at('LoggingConfig/LogGroup')),
  tags: tags('Tags'),
  published: at('Published'),
})

/** Defaults: CloudFormation reference, AWS::Lambda::EventInvokeConfig. */
export const asynchronous = part('function', ['AWS::Lambda::EventInvokeConfig'], at('FunctionName'), {
  asynchronous: single(
    record({
      qualifier: at('Qualifier'),
      maximum_retries: at('MaximumRetryAttempts', 2),
      maximum_age_s: at('MaximumEventAgeInSeconds', 21_600),
      on_failure: at('DestinationConfig/OnFailure/Destination'),
      on_success: at('DestinationConfig/OnSuccess/Destination'),
    }),
  ),
})

export const alias = part('function', ['AWS::Lambda::Alias'], at('FunctionName'), {
  provisioned: kept(at('Name')),
  aliases: single(
    record({ name: at('Name'), versions: ofEach('RoutingConfig/AdditionalVersionWeights', 'FunctionVersion') }),
  ),
})

export const version = part('function', ['AWS::Lambda::Version'], at('FunctionName'), {
  published: always(true),
  provisioned: kept(({ resource }) => plain(resource.id, resource.at)),
})
