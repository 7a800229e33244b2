import { describe, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks } from '../../../engine/scan.ts'
import { shown } from '../../support/derived.ts'
import { nothingGiven, today } from '../../support/scan.ts'

/** One family of triggers: how it is wired, in CloudFormation and in Terraform. */
interface Family {
  readonly name: string
  readonly mechanism: string
  readonly invocation: string
  readonly cloudformation?: string
  readonly terraform?: string
}

const families: readonly Family[] = [
  {
    name: 'a pipe to a function',
    mechanism: 'pipe',
    invocation: 'synchronous',
    cloudformation: 'Type: AWS::Pipes::Pipe\n    Properties: { Source: !GetAtt Queue.Arn, Target: !GetAtt Worker.Arn }',
    terraform:
      'resource "aws_pipes_pipe" "p" {\n  source = aws_sqs_queue.queue.arn\n  target = aws_lambda_function.worker.arn\n}',
  },
  {
    name: 'a pipe that asks a function on the way',
    mechanism: 'pipe',
    invocation: 'synchronous',
    cloudformation:
      'Type: AWS::Pipes::Pipe\n    Properties: { Source: !GetAtt Queue.Arn, Enrichment: !GetAtt Worker.Arn, Target: !GetAtt Queue.Arn }',
    terraform:
      'resource "aws_pipes_pipe" "p" {\n  source = aws_sqs_queue.queue.arn\n  enrichment = aws_lambda_function.worker.arn\n  target = aws_sqs_queue.queue.arn\n}',
  },
  {
    name: 'a rule of the Internet of Things',
    mechanism: 'topic_rule',
    invocation: 'asynchronous',
    cloudformation:
      "Type: AWS::IoT::TopicRule\n    Properties: { TopicRulePayload: { Sql: 'SELECT *', Actions: [{ Lambda: { FunctionArn: !GetAtt Worker.Arn } }] } }",
    terraform:
      'resource "aws_iot_topic_rule" "r" {\n  name = "r"\n  enabled = true\n  sql = "SELECT *"\n  sql_version = "2016-03-23"\n  lambda {\n    function_arn = aws_lambda_function.worker.arn\n  }\n}',
  },
  {
    name: 'mail that is received',
    mechanism: 'receipt_rule',
    invocation: 'asynchronous',
    cloudformation:
      'Type: AWS::SES::ReceiptRule\n    Properties: { RuleSetName: r, Rule: { Actions: [{ LambdaAction: { FunctionArn: !GetAtt Worker.Arn } }] } }',
    terraform:
      'resource "aws_ses_receipt_rule" "r" {\n  name = "r"\n  rule_set_name = "r"\n  lambda_action {\n    function_arn = aws_lambda_function.worker.arn\n    position = 1\n  }\n}',
  },
  {
    name: 'a rule of AWS Config',
    mechanism: 'config_rule',
    invocation: 'asynchronous',
    cloudformation:
      'Type: AWS::Config::ConfigRule\n    Properties: { Source: { Owner: CUSTOM_LAMBDA, SourceIdentifier: !GetAtt Worker.Arn } }',
    terraform:
      'resource "aws_config_config_rule" "r" {\n  name = "r"\n  source {\n    owner = "CUSTOM_LAMBDA"\n    source_identifier = aws_lambda_function.worker.arn\n  }\n}',
  },
  {
    name: 'an alarm',
    mechanism: 'alarm',
    invocation: 'asynchronous',
    cloudformation: 'Type: AWS::CloudWatch::Alarm\n    Properties: { AlarmActions: [!GetAtt Worker.Arn] }',
    terraform:
      'resource "aws_cloudwatch_metric_alarm" "a" {\n  alarm_name = "a"\n  comparison_operator = "LessThanThreshold"\n  evaluation_periods = 1\n  alarm_actions = [aws_lambda_function.worker.arn]\n}',
  },
  {
    name: 'the success of another function',
    mechanism: 'destination',
    invocation: 'asynchronous',
    cloudformation:
      'Type: AWS::Lambda::EventInvokeConfig\n    Properties: { FunctionName: first, Qualifier: live, DestinationConfig: { OnSuccess: { Destination: !GetAtt Worker.Arn } } }',
    terraform:
      'resource "aws_lambda_function_event_invoke_config" "c" {\n  function_name = "first"\n  destination_config {\n    on_success {\n      destination = aws_lambda_function.worker.arn\n    }\n  }\n}',
  },
  {
    name: 'a custom resource of a name of its own',
    mechanism: 'custom_resource',
    invocation: 'asynchronous',
    cloudformation: 'Type: Custom::Seed\n    Properties: { ServiceToken: !GetAtt Worker.Arn }',
  },
  {
    name: 'a bot',
    mechanism: 'bot',
    invocation: 'synchronous',
    cloudformation:
      'Type: AWS::Lex::BotAlias\n    Properties: { BotAliasLocaleSettings: [{ LocaleId: en_GB, BotAliasLocaleSetting: { Enabled: true, CodeHookSpecification: { LambdaCodeHook: { LambdaArn: !GetAtt Worker.Arn } } } }] }',
  },
  {
    name: 'an agent',
    mechanism: 'agent',
    invocation: 'synchronous',
    cloudformation:
      'Type: AWS::Bedrock::Agent\n    Properties: { ActionGroups: [{ ActionGroupName: a, ActionGroupExecutor: { Lambda: !GetAtt Worker.Arn } }] }',
    terraform:
      'resource "aws_bedrockagent_agent_action_group" "g" {\n  action_group_name = "g"\n  agent_id = "A"\n  agent_version = "DRAFT"\n  action_group_executor {\n    lambda = aws_lambda_function.worker.arn\n  }\n}',
  },
  {
    name: 'an invocation when it is applied',
    mechanism: 'custom_resource',
    invocation: 'synchronous',
    terraform:
      'resource "aws_lambda_invocation" "i" {\n  function_name = aws_lambda_function.worker.function_name\n  input = "{}"\n}',
  },
]

const written = families.flatMap((family) =>
  (['cloudformation', 'terraform'] as const).flatMap((format) => {
    const text = family[format]
    return text === undefined ? [] : [{ ...family, format, text }]
  }),
)

describe('a function is run by', () => {
  test.each(written)('$name in $format', async ({ format, text, mechanism, invocation }) => {
    const triggers = await triggersOf(format === 'terraform' ? terraform(text) : cloudformation(text))
    expect(triggers).toEqual([{ function: 'worker', mechanism, invocation, enabled: true }])
  })
})

test('a definition that lies in a bucket may invoke any function, and says so', async () => {
  const text =
    'Type: AWS::StepFunctions::StateMachine\n    Properties: { RoleArn: !Ref Role, DefinitionS3Location: { Bucket: b, Key: k } }'
  const { table } = await tableOf(cloudformation(text))
  const list = table.get('function')?.get('Worker')?.attributes.entries.get('triggers')
  expect(list && shown(list)).toEqual(['open: the definition lies in a bucket'])
})

async function triggersOf(texts: Readonly<Record<string, string>>): Promise<unknown> {
  const { table } = await tableOf(texts)
  return [...(table.get('trigger')?.values() ?? [])].map(({ attributes }) => {
    const [to, ...others] = ['function', 'mechanism', 'invocation', 'enabled'].map((name) =>
      attributes.entries.get(name),
    )
    const target = to?.type === 'link' ? table.get('function')?.get(to.id)?.attributes.entries.get('name') : undefined
    const [mechanism, invocation, enabled] = others.map((one) => one && shown(one))
    return { function: target && shown(target), mechanism, invocation, enabled }
  })
}

async function tableOf(texts: Readonly<Record<string, string>>) {
  const [stack] = await readStacks(memorySources(texts), nothingGiven, adapters)
  if (!stack) throw new Error('there is no stack')
  return entitiesOf(stack, new Map(), nothingGiven, today)
}

function cloudformation(resource: string): Readonly<Record<string, string>> {
  const text = `Resources:
  Queue: { Type: AWS::SQS::Queue }
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
  Worker:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: worker, Role: !GetAtt Role.Arn, Code: { ZipFile: '' } }
  Trigger:
    ${resource}
`
  return { 'template.yaml': text }
}

function terraform(resource: string): Readonly<Record<string, string>> {
  const text = `resource "aws_sqs_queue" "queue" {}
resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::123456789012:role/worker"
}
${resource}
`
  return { 'main.tf': text }
}
