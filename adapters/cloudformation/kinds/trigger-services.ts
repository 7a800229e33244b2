import { entities, entity } from '../../mapping/mapping.ts'
import { poolTriggers } from '../../mapping/pool-triggers.ts'
import { at, ofResource, self } from '../../mapping/source.ts'
import { taskElements } from '../../mapping/tasks.ts'
import { asynchronous, synchronous } from '../../mapping/trigger.ts'
import { elementsAt, everywhere, is, ofEach, onlyFor, propertyAt, single } from '../../mapping/words.ts'
import { functionOf } from '../invocation.ts'
import { definitionOf } from '../state-machines.ts'
import { aliasOf, balancerOf, functionElements, invoker, invoking, leadsToFunction } from '../triggers.ts'

const pipe = {
  ...synchronous('pipe'),
  source: at('Source'),
  enabled: is(at('DesiredState', 'RUNNING'), 'RUNNING'),
  filters: ofEach('SourceParameters/FilterCriteria/Filters', 'Pattern'),
}

/** Source: CloudFormation reference, AWS::Pipes::Pipe. What it sends to and what it asks on the way may be functions. */
export const pipeTarget = invoker('Target', ['AWS::Pipes::Pipe'], pipe)

export const pipeEnrichment = onlyFor(
  leadsToFunction('Enrichment'),
  entities('trigger', ['AWS::Pipes::Pipe'], propertyAt('Enrichment'), {
    ...Object.fromEntries(Object.entries(pipe).map(([name, source]) => [name, ofResource(source)])),
    function: ofResource(at('Enrichment')),
    qualifier: ofResource(aliasOf(at('Enrichment'))),
  }),
)

/** Source: CloudFormation reference, AWS::StepFunctions::StateMachine. */
export const task = entities('trigger', ['AWS::StepFunctions::StateMachine'], taskElements(definitionOf, functionOf), {
  ...synchronous('task'),
  ...invoking('function'),
  source: self,
  events: single(at('state')),
})

/** Source: CloudFormation reference, AWS::AppSync::DataSource. */
export const dataSource = invoker('LambdaConfig/LambdaFunctionArn', ['AWS::AppSync::DataSource'], {
  ...synchronous('resolver'),
  source: at('ApiId'),
})

/** Source: CloudFormation reference, AWS::Cognito::UserPool LambdaConfig. */
export const poolTrigger = entities('trigger', ['AWS::Cognito::UserPool'], poolTriggers('LambdaConfig', 'LambdaArn'), {
  ...synchronous('user_pool'),
  ...invoking('function'),
  source: self,
  events: single(at('name')),
})

/** Functions at the edge. Source: CloudFormation reference, AWS::CloudFront::Distribution LambdaFunctionAssociation. */
export const edge = entities('trigger', ['AWS::CloudFront::Distribution'], everywhere('LambdaFunctionARN'), {
  ...synchronous('edge'),
  ...invoking('LambdaFunctionARN'),
  source: self,
  events: single(at('EventType')),
})

/** Source: CloudFormation reference, AWS::ElasticLoadBalancingV2::TargetGroup. */
export const targetGroup = entities(
  'trigger',
  ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  functionElements(elementsAt('Targets'), 'Id'),
  { ...synchronous('target_group'), ...invoking('Id'), source: ofResource(balancerOf) },
)

/** Source: CloudFormation reference, AWS::SecretsManager::RotationSchedule. */
export const rotation = invoker('RotationLambdaARN', ['AWS::SecretsManager::RotationSchedule'], {
  ...synchronous('rotation'),
  source: at('SecretId'),
})

/** Functions that a deployment asks for what it cannot do itself. */
export const customResource = invoker('ServiceToken', ['AWS::CloudFormation::CustomResource', 'Custom::*'], {
  ...asynchronous('custom_resource'),
})

export const macro = entity('trigger', ['AWS::CloudFormation::Macro'], {
  ...asynchronous('custom_resource'),
  ...invoking('FunctionName'),
})

/** Source: CloudFormation reference, AWS::IoT::TopicRule. */
export const topicRule = entities(
  'trigger',
  ['AWS::IoT::TopicRule'],
  functionElements(everywhere('FunctionArn'), 'FunctionArn'),
  {
    ...asynchronous('topic_rule'),
    ...invoking('FunctionArn'),
    enabled: ofResource((scope) => is(at('TopicRulePayload/RuleDisabled', false), 'false')(scope)),
    filters: ofResource(single(at('TopicRulePayload/Sql'))),
  },
)

/** Source: CloudFormation reference, AWS::SES::ReceiptRule. */
export const receiptRule = entities('trigger', ['AWS::SES::ReceiptRule'], everywhere('FunctionArn'), {
  ...asynchronous('receipt_rule'),
  ...invoking('FunctionArn'),
})

/** Source: CloudFormation reference, AWS::Config::ConfigRule. */
export const configRule = invoker('Source/SourceIdentifier', ['AWS::Config::ConfigRule'], {
  ...asynchronous('config_rule'),
})

/** Source: CloudFormation reference, AWS::KinesisFirehose::DeliveryStream ProcessorParameter. */
export const transformation = entities(
  'trigger',
  ['AWS::KinesisFirehose::DeliveryStream'],
  functionElements((resource) => everywhere('ParameterName')(resource).filter(namesLambda), 'ParameterValue'),
  { ...synchronous('transformation'), ...invoking('ParameterValue'), source: self },
)

function namesLambda({ value }: ReturnType<ReturnType<typeof everywhere>>[number]): boolean {
  const name = value.type === 'map' ? value.entries.get('ParameterName')?.value : undefined
  return name?.type === 'scalar' && name.value === 'LambdaArn'
}

/** Source: CloudFormation reference, AWS::Lex::BotAlias. */
export const bot = entities('trigger', ['AWS::Lex::BotAlias'], everywhere('LambdaArn'), {
  ...synchronous('bot'),
  ...invoking('LambdaArn'),
})

/** Source: CloudFormation reference, AWS::Bedrock::Agent. */
export const agent = entities('trigger', ['AWS::Bedrock::Agent'], everywhere('Lambda'), {
  ...synchronous('agent'),
  ...invoking('Lambda'),
})

/** An alarm that invokes a function. Source: CloudFormation reference, AWS::CloudWatch::Alarm. */
export const alarmAction = entities(
  'trigger',
  ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  (resource, stack) => elementsAt('AlarmActions')(resource).filter(({ value }) => isFunction(value, stack)),
  { ...asynchronous('alarm'), function: ({ value }) => value },
)

/** Where the results of a function go on to another one. Source: CloudFormation reference, AWS::Lambda::EventInvokeConfig. */
export const destination = entities(
  'trigger',
  ['AWS::Lambda::EventInvokeConfig'],
  functionElements(everywhere('Destination'), 'Destination'),
  { ...asynchronous('destination'), ...invoking('Destination'), source: ofResource(at('FunctionName')) },
)

type Stack = Parameters<typeof functionOf>[1]

/** Sure to be a function: what is not known may be anything an alarm can do. */
function isFunction(value: Parameters<typeof functionOf>[0], stack: Stack): boolean {
  return value.type !== 'unknown' && functionOf(value, stack) !== null
}
