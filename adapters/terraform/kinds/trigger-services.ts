import { entities, entity } from '../../mapping/mapping.ts'
import { poolTriggers } from '../../mapping/pool-triggers.ts'
import { at, ofResource, self } from '../../mapping/source.ts'
import { taskElements } from '../../mapping/tasks.ts'
import { asynchronous, synchronous } from '../../mapping/trigger.ts'
import { elementsAt, everywhere, is, not, ofEach, onlyFor, propertyAt, single } from '../../mapping/words.ts'
import {
  functionAt,
  functionElements,
  functionOf,
  invoker,
  invoking,
  leadsToFunction,
  qualifierAt,
} from '../invocation.ts'
import { balancerOf } from '../load-balancers.ts'
import { definitionOf } from '../state-machines.ts'
import { link } from '../words.ts'

const pipe = {
  ...synchronous('pipe'),
  source: link('source'),
  enabled: is(at('desired_state', 'RUNNING'), 'RUNNING'),
  filters: ofEach('source_parameters/0/filter_criteria/0/filter', 'pattern'),
}

/** Source: Terraform AWS provider, aws_pipes_pipe. What it sends to and what it asks on the way may be functions. */
export const pipeTarget = invoker('target', ['aws_pipes_pipe'], pipe)

export const pipeEnrichment = onlyFor(
  leadsToFunction('enrichment'),
  entities('trigger', ['aws_pipes_pipe'], propertyAt('enrichment'), {
    ...Object.fromEntries(Object.entries(pipe).map(([name, source]) => [name, ofResource(source)])),
    function: ofResource(functionAt('enrichment')),
    qualifier: ofResource(qualifierAt('enrichment')),
  }),
)

/** Source: Terraform AWS provider, aws_sfn_state_machine. */
export const task = entities('trigger', ['aws_sfn_state_machine'], taskElements(definitionOf, functionOf), {
  ...synchronous('task'),
  ...invoking('function'),
  source: self,
  events: single(at('state')),
})

/** Source: Terraform AWS provider, aws_appsync_datasource. */
export const dataSource = invoker('lambda_config/0/function_arn', ['aws_appsync_datasource'], {
  ...synchronous('resolver'),
  source: link('api_id'),
})

/** Source: Terraform AWS provider, aws_cognito_user_pool lambda_config. */
export const poolTrigger = entities(
  'trigger',
  ['aws_cognito_user_pool'],
  poolTriggers('lambda_config/0', 'lambda_arn'),
  {
    ...synchronous('user_pool'),
    ...invoking('function'),
    source: self,
    events: single(at('name')),
  },
)

/** Functions at the edge. Source: Terraform AWS provider, aws_cloudfront_distribution lambda_function_association. */
export const edge = entities('trigger', ['aws_cloudfront_distribution'], everywhere('lambda_arn'), {
  ...synchronous('edge'),
  ...invoking('lambda_arn'),
  source: self,
  events: single(at('event_type')),
})

/** Source: Terraform AWS provider, aws_lb_target_group_attachment. */
export const targetGroup = invoker('target_id', ['aws_lb_target_group_attachment', 'aws_alb_target_group_attachment'], {
  ...synchronous('target_group'),
  source: balancerOf('target_group_arn'),
})

/** Source: Terraform AWS provider, aws_secretsmanager_secret_rotation. */
export const rotation = invoker('rotation_lambda_arn', ['aws_secretsmanager_secret_rotation'], {
  ...synchronous('rotation'),
  source: link('secret_id'),
})

/** What a deployment asks of functions. Source: Terraform AWS provider, aws_lambda_invocation and aws_cloudformation_stack. */
export const customResource = entity('trigger', ['aws_lambda_invocation'], {
  ...synchronous('custom_resource'),
  ...invoking('function_name'),
})

/** Source: Terraform AWS provider, aws_iot_topic_rule. */
export const topicRule = entities(
  'trigger',
  ['aws_iot_topic_rule'],
  functionElements(everywhere('function_arn'), 'function_arn'),
  {
    ...asynchronous('topic_rule'),
    ...invoking('function_arn'),
    enabled: ofResource(at('enabled')),
    filters: ofResource(single(at('sql'))),
  },
)

/** Source: Terraform AWS provider, aws_ses_receipt_rule. */
export const receiptRule = entities('trigger', ['aws_ses_receipt_rule'], elementsAt('lambda_action'), {
  ...asynchronous('receipt_rule'),
  ...invoking('function_arn'),
})

/** Source: Terraform AWS provider, aws_config_config_rule. */
export const configRule = invoker('source/0/source_identifier', ['aws_config_config_rule'], {
  ...asynchronous('config_rule'),
})

/** Source: Terraform AWS provider, aws_kinesis_firehose_delivery_stream processors. */
export const transformation = entities(
  'trigger',
  ['aws_kinesis_firehose_delivery_stream'],
  functionElements((resource) => everywhere('parameter_name')(resource).filter(namesLambda), 'parameter_value'),
  { ...synchronous('transformation'), ...invoking('parameter_value'), source: self },
)

function namesLambda({ value }: ReturnType<ReturnType<typeof everywhere>>[number]): boolean {
  const name = value.type === 'map' ? value.entries.get('parameter_name')?.value : undefined
  return name?.type === 'scalar' && name.value === 'LambdaArn'
}

/** Source: Terraform AWS provider, aws_bedrockagent_agent_action_group. */
export const agent = invoker('action_group_executor/0/lambda', ['aws_bedrockagent_agent_action_group'], {
  ...synchronous('agent'),
  enabled: not(is(at('action_group_state'), 'DISABLED')),
})

/** An alarm that invokes a function. Source: Terraform AWS provider, aws_cloudwatch_metric_alarm. */
export const alarmAction = entities(
  'trigger',
  ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
  (resource, stack) => elementsAt('alarm_actions')(resource).filter(({ value }) => isFunction(value, stack)),
  { ...asynchronous('alarm'), function: ({ value, stack }) => functionOf(value, stack) ?? value },
)

/** Where the results of a function go on to another one. */
export const destination = entities(
  'trigger',
  ['aws_lambda_function_event_invoke_config'],
  functionElements(everywhere('destination'), 'destination'),
  { ...asynchronous('destination'), ...invoking('destination'), source: ofResource(functionAt('function_name')) },
)

type Stack = Parameters<typeof functionOf>[1]

/** Sure to be a function: what is not known may be anything an alarm can do. */
function isFunction(value: Parameters<typeof functionOf>[0], stack: Stack): boolean {
  return value.type !== 'unknown' && functionOf(value, stack) !== null
}
