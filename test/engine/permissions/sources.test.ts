import { describe, expect, test } from 'vitest'
import { effective } from './effective.ts'

interface Case {
  readonly title: string
  readonly text: string
  readonly permits: Readonly<Record<string, readonly string[]>>
  readonly managed?: true
}

const role = (name: string, rest = ''): string => `
  ${name}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
${rest}`

const templates: readonly Case[] = [
  {
    title: 'inline policies of the role, one after the other',
    text: `Resources:${role(
      'Worker',
      `      Policies:
        - PolicyName: read
          PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: !GetAtt Jobs.Arn}}
        - PolicyName: write
          PolicyDocument: {Statement: [{Effect: Allow, Action: ['sqs:SendMessage'], Resource: [!GetAtt Jobs.Arn]}]}`,
    )}
  Jobs: {Type: AWS::SQS::Queue}`,
    permits: {
      Worker: ['sqs:ReceiveMessage on ${Jobs.Arn} = queue Jobs', 'sqs:SendMessage on ${Jobs.Arn} = queue Jobs'],
    },
  },
  {
    title: 'a policy of its own that names the role, as the CDK writes them',
    text: `Resources:${role('Worker')}
  WorkerDefaultPolicy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: WorkerDefaultPolicy
      PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}
      Roles: [!Ref Worker]`,
    permits: { Worker: ['* on *'] },
  },
  {
    title: 'a policy of its own that names two roles',
    text: `Resources:${role('First')}${role('Second')}
  Both:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: both
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'xray:Put*', Resource: '*'}]}
      Roles: [!Ref First, !Ref Second]`,
    permits: { First: ['xray:Put* on *'], Second: ['xray:Put* on *'] },
  },
  {
    title: 'an AWS::IAM::RolePolicy',
    text: `Resources:${role('Worker')}
  More:
    Type: AWS::IAM::RolePolicy
    Properties:
      RoleName: !Ref Worker
      PolicyName: more
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: !Ref Mail}]}
  Mail: {Type: AWS::SNS::Topic}`,
    permits: { Worker: ['sns:Publish on ${Mail} = topic Mail'] },
  },
  {
    title: 'a managed policy that the role names',
    text: `Resources:${role('Worker', '      ManagedPolicyArns: [!Ref Shared]')}
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'sns:*', Resource: '*'}]}`,
    permits: { Worker: ['sns:* on *'] },
  },
  {
    title: 'a managed policy that names the role',
    text: `Resources:${role('Worker')}
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'sns:*', Resource: '*'}]}
      Roles: [!Ref Worker]`,
    permits: { Worker: ['sns:* on *'] },
  },
  {
    title: 'a Deny in one policy takes away what another one permits',
    text: `Resources:${role(
      'Worker',
      `      ManagedPolicyArns: [!Ref Guard]
      Policies: [{PolicyName: a, PolicyDocument: {Statement: [{Effect: Allow, Action: ['s3:*'], Resource: '*'}]}}]`,
    )}
  Guard:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: [{Effect: Deny, Action: 's3:Delete*', Resource: '*'}]}`,
    permits: { Worker: ['s3:* less s3:Delete* on *'] },
  },
  {
    title: 'AWS managed policies, of any partition',
    text: `Resources:${role(
      'Worker',
      `      ManagedPolicyArns:
        - arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess
        - arn:aws-us-gov:iam::aws:policy/AdministratorAccess`,
    )}`,
    managed: true,
    permits: {
      Worker: [
        'logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents on *',
        'xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets xray:GetSamplingStatisticSummaries on *',
        '* on *',
      ],
    },
  },
  {
    title: 'a managed policy of somebody else may permit anything',
    text: `Resources:${role('Worker', '      ManagedPolicyArns: [arn:aws:iam::123456789012:policy/team]')}`,
    permits: { Worker: ['and more: what the policy arn:aws:iam::123456789012:policy/team permits is not given'] },
  },
  {
    title: 'a managed policy of AWS that is not at hand may permit anything',
    text: `Resources:${role('Worker', '      ManagedPolicyArns: [arn:aws:iam::aws:policy/NeverHeardOf]')}`,
    permits: {
      Worker: ["and more: what the AWS managed policy NeverHeardOf permits is not in this version's snapshot"],
    },
  },
  {
    title: 'a boundary of AWS',
    text: `Resources:${role(
      'Worker',
      `      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonSQSFullAccess
      Policies: [{PolicyName: a, PolicyDocument: {Statement: [{Effect: Allow, Action: ['s3:*', 'sqs:Send*'], Resource: '*'}]}}]`,
    )}`,
    permits: { Worker: ['sqs:Send* only sqs:Send* on *'] },
  },
  {
    title: 'a boundary of somebody else is not known',
    text: `Resources:${role(
      'Worker',
      `      PermissionsBoundary: !Sub arn:aws:iam::\${AWS::AccountId}:policy/team-boundary
      Policies: [{PolicyName: a, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}}]`,
    )}`,
    permits: {
      Worker: ['s3:* on * ? what the policy arn:aws:iam::${account}:policy/team-boundary permits is not given'],
    },
  },
  {
    title: 'managed policies of the template that are named by their ARN',
    text: `Resources:${role(
      'Worker',
      `      PermissionsBoundary: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/\${AWS::StackName}-limit
      ManagedPolicyArns: [!Sub 'arn:aws:iam::\${AWS::AccountId}:policy/team/shared']`,
    )}
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: !Sub \${AWS::StackName}-limit
      PolicyDocument: {Statement: [{Effect: Allow, Action: ['sns:*'], Resource: '*'}]}
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: shared
      Path: /team/
      PolicyDocument: {Statement: [{Effect: Allow, Action: ['sns:Publish', 'sqs:SendMessage'], Resource: '*'}]}`,
    permits: { Worker: ['sns:Publish only sns:Publish on *'] },
  },
  {
    title: 'references, texts put together and what lies in a resource',
    text: `Parameters: {Stage: {Type: String}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Images: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-\${Stage}'}}${role(
    'Worker',
    `      Policies:
        - PolicyName: a
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 'dynamodb:GetRecords', Resource: !GetAtt Orders.StreamArn}
              - {Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub '\${Orders.Arn}/index/*'}
              - {Effect: Allow, Action: 's3:GetObject', Resource: !Join ['', [!GetAtt Images.Arn, '/in/*']]}
              - {Effect: Allow, Action: 's3:ListBucket', Resource: !Sub 'arn:aws:s3:::\${Images}'}
              - {Effect: Allow, Action: 'sqs:SendMessage', Resource: !Sub 'arn:aws:sqs:*:*:jobs-\${Stage}'}`,
  )}`,
    permits: {
      Worker: [
        'dynamodb:GetRecords on ${Orders.StreamArn} = table Orders',
        'dynamodb:Query on ${Orders.Arn}/index/* = table Orders',
        's3:GetObject on ${Images.Arn}/in/* = bucket Images',
        's3:ListBucket on arn:aws:s3:::${Images} = bucket Images',
        'sqs:SendMessage on arn:aws:sqs:*:*:jobs-${Stage} = queue Named',
      ],
    },
  },
  {
    title: 'one thing named in two ways is one thing to a Deny',
    text: `Parameters: {Stage: {Type: String}}
Resources:
  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-\${Stage}'}}
  Other: {Type: AWS::SQS::Queue}${role(
    'Worker',
    `      Policies:
        - PolicyName: a
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 'sqs:*', Resource: [!GetAtt Named.Arn, !GetAtt Other.Arn]}
              - {Effect: Deny, Action: 'sqs:SendMessage', Resource: !Sub 'arn:aws:sqs:*:*:jobs-\${Stage}'}
              - {Effect: Deny, Action: 'sqs:PurgeQueue', Resource: 'arn:aws:sqs:*:*:jobs-*'}
              - {Effect: Deny, Action: 'sqs:DeleteQueue', Resource: !GetAtt Other.Arn}`,
  )}`,
    permits: {
      Worker: [
        'sqs:* less sqs:SendMessage sqs:PurgeQueue on ${Named.Arn} = queue Named',
        'sqs:* less sqs:DeleteQueue on ${Other.Arn} = queue Other ? whether a statement on arn:aws:sqs:*:*:jobs-* is about ${Other.Arn} depends on names and places that are known when it is deployed',
      ],
    },
  },
  {
    title: 'a Deny on a parameter is a Deny on nobody knows what',
    text: `Parameters: {Bucket: {Type: String}}
Resources:${role(
      'Worker',
      `      Policies:
        - PolicyName: a
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::in/*'}
              - {Effect: Allow, Action: 's3:PutObject', Resource: !Sub 'arn:aws:s3:::\${Bucket}/*'}
              - {Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}
              - {Effect: Deny, Action: 's3:*', Resource: !Sub 'arn:aws:s3:::\${Bucket}/*'}`,
    )}`,
    permits: {
      Worker: ['s3:GetObject on arn:aws:s3:::in/* ? Bucket has no value', 'sqs:SendMessage on *'],
    },
  },
  {
    title: 'an action that is a parameter may be any',
    text: `Parameters: {Action: {Type: String}}
Resources:${role(
      'Worker',
      `      Policies:
        - PolicyName: a
          PolicyDocument: {Statement: [{Effect: Allow, Action: [!Ref Action, 'sqs:SendMessage'], Resource: '*'}]}`,
    )}`,
    permits: { Worker: ['sqs:SendMessage on * ? Action has no value'] },
  },
  {
    title: 'a Deny of an action that is a parameter may take anything away',
    text: `Parameters: {Action: {Type: String}}
Resources:${role(
      'Worker',
      `      Policies:
        - PolicyName: a
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:*:jobs'}
              - {Effect: Deny, Action: !Ref Action, Resource: 'arn:aws:sqs:*:*:jobs'}`,
    )}`,
    permits: { Worker: ['sqs:SendMessage on arn:aws:sqs:*:*:jobs ? Action has no value'] },
  },
  {
    title: 'an effect that is a parameter is neither',
    text: `Parameters: {Effect: {Type: String}}
Resources:${role(
      'Worker',
      `      Policies:
        - PolicyName: a
          PolicyDocument: {Statement: [{Effect: !Ref Effect, Action: 'sqs:SendMessage', Resource: '*'}]}`,
    )}`,
    permits: { Worker: ['sqs:SendMessage on * ? Effect has no value'] },
  },
]

const sam = (properties: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: 'exports.handler = async () => 1'
${properties}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Jobs: {Type: AWS::SQS::Queue}
${more}`

const samTemplates: readonly Case[] = [
  {
    title: 'without policies the function may write logs',
    text: sam(''),
    managed: true,
    permits: { WorkerRole: ['logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents on *'] },
  },
  {
    title: 'a policy template with a table',
    text: sam('      Policies: [{DynamoDBReadPolicy: {TableName: !Ref Orders}}]'),
    permits: {
      WorkerRole: [
        'dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable on arn:${partition}:dynamodb:${region}:${account}:table/${Orders} = table Orders',
        'dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable on arn:${partition}:dynamodb:${region}:${account}:table/${Orders}/index/* = table Orders',
      ],
    },
  },
  {
    title: 'a policy template with a star covers every table',
    text: sam("      Policies: [{SQSSendMessagePolicy: {QueueName: '*'}}]"),
    permits: { WorkerRole: ['sqs:SendMessage* on arn:${partition}:sqs:${region}:${account}:*'] },
  },
  {
    title: 'names, ARNs, statements and templates in one list',
    text: sam(`      Policies:
        - AmazonSQSReadOnlyAccess
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
        - Statement: {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}
        - SNSPublishMessagePolicy: {TopicName: mail}`),
    permits: {
      WorkerRole: [
        'sqs:SendMessage on ${Jobs.Arn} = queue Jobs',
        'sns:Publish on arn:${partition}:sns:${region}:${account}:mail',
      ],
    },
  },
  {
    title: 'a Deny in an inline policy limits a policy template',
    text: sam(`      Policies:
        - SQSPollerPolicy: {QueueName: !GetAtt Jobs.QueueName}
        - Statement: {Effect: Deny, Action: 'sqs:DeleteMessage*', Resource: !GetAtt Jobs.Arn}`),
    permits: {
      WorkerRole: [
        'sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:GetQueueAttributes sqs:ReceiveMessage less sqs:DeleteMessage* on arn:${partition}:sqs:${region}:${account}:${Jobs.QueueName} = queue Jobs',
      ],
    },
  },
  {
    title: 'an event source brings what polling it takes',
    text: sam(`      Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}}`),
    managed: true,
    permits: {
      WorkerRole: [
        'logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents on *',
        'sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents on *',
      ],
    },
  },
  {
    title: 'a dead letter queue brings sending to it',
    text: sam(`      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Jobs.Arn}`),
    permits: { WorkerRole: ['sqs:SendMessage on ${Jobs.Arn} = queue Jobs'] },
  },
  {
    title: 'a connector brings what it says',
    text: sam(
      '',
      `  Sends:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Worker}
      Destination: {Id: Jobs}
      Permissions: [Write]`,
    ),
    permits: {
      WorkerRole: [
        'sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue on ${Jobs.Arn} = queue Jobs',
      ],
    },
  },
]

const trusted = 'assume_role_policy = jsonencode({})'

const modules: readonly Case[] = [
  {
    title: 'blocks in the role, and managed policies in it',
    text: `
resource "aws_iam_role" "worker" {
  ${trusted}
  inline_policy {
    name   = "send"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }] })
  }
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", aws_iam_policy.own.arn]
}
resource "aws_sqs_queue" "jobs" {}
resource "aws_iam_policy" "own" {
  policy = jsonencode({ Statement = { Effect = "Allow", Action = "sns:Publish", Resource = "*" } })
}`,
    permits: {
      'aws_iam_role.worker': [
        'sqs:SendMessage on ${aws_sqs_queue.jobs.arn} = queue aws_sqs_queue.jobs',
        'sns:Publish on *',
      ],
    },
  },
  {
    title: 'attachments of each sort',
    text: `
resource "aws_iam_role" "worker" {
  name = "worker"
  ${trusted}
}
resource "aws_iam_role_policy" "a" {
  role   = aws_iam_role.worker.name
  policy = <<-EOT
    {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::in/*"}]}
  EOT
}
resource "aws_iam_policy" "b" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "b" {
  role       = "worker"
  policy_arn = aws_iam_policy.b.arn
}
resource "aws_iam_policy" "c" {
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::in/*" }] })
}
resource "aws_iam_policy_attachment" "c" {
  name       = "c"
  roles      = [aws_iam_role.worker.name]
  policy_arn = aws_iam_policy.c.arn
}`,
    permits: { 'aws_iam_role.worker': ['sns:Publish on *'] },
  },
  {
    title: 'a document of blocks, with what it takes in and what replaces it',
    text: `
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
  statement {
    sid       = "Log"
    actions   = ["logs:PutLogEvents"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "narrow" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::in/*"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.narrow.json]
  statement {
    effect      = "Deny"
    not_actions = ["s3:*"]
    resources   = ["*"]
  }
}
resource "aws_iam_role" "worker" {
  ${trusted}
}
resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.all.json
}`,
    permits: { 'aws_iam_role.worker': ['s3:GetObject on arn:aws:s3:::in/*'] },
  },
  {
    title: 'conditions and exceptions in a document of blocks',
    text: `
data "aws_iam_policy_document" "all" {
  statement {
    not_actions   = ["iam:*"]
    not_resources = ["arn:aws:s3:::payroll/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [data.aws_caller_identity.me.account_id]
    }
  }
}
data "aws_caller_identity" "me" {}
resource "aws_iam_role" "worker" {
  ${trusted}
}
resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.all.json
}`,
    permits: {
      'aws_iam_role.worker': [
        '* but iam:* on all but arn:aws:s3:::payroll/* if StringEquals aws:resourceaccount (narrows)',
      ],
    },
  },
  {
    title: 'roles of several instances of a module are several roles',
    text: `
resource "aws_iam_role" "worker" {
  for_each = toset(["a", "b"])
  name     = each.key
  ${trusted}
}
resource "aws_iam_role_policy" "own" {
  for_each = toset(["a", "b"])
  role     = aws_iam_role.worker[each.key].id
  policy   = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::\${each.key}/*" }] })
}`,
    permits: {
      'aws_iam_role.worker["a"]': ['s3:GetObject on arn:aws:s3:::a/*'],
      'aws_iam_role.worker["b"]': ['s3:GetObject on arn:aws:s3:::b/*'],
    },
  },
  {
    title: 'managed policies of the module that are named by their ARN',
    text: `
data "aws_caller_identity" "me" {}
resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sns:*", Resource = "*" }] })
}
resource "aws_iam_policy" "shared" {
  name   = "shared"
  path   = "/team/"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sns:Publish", "sqs:SendMessage"], Resource = "*" }] })
}
resource "aws_iam_role" "worker" {
  ${trusted}
  permissions_boundary = "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:policy/\${aws_iam_policy.limit.name}"
}
resource "aws_iam_role_policy_attachment" "shared" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:policy/team/shared"
}`,
    permits: { 'aws_iam_role.worker': ['sns:Publish only sns:Publish on *'] },
  },
  {
    title: 'a managed policy that is looked up',
    text: `
data "aws_iam_policy" "limit" {
  name = "AmazonSQSFullAccess"
}
resource "aws_iam_role" "worker" {
  ${trusted}
  permissions_boundary = data.aws_iam_policy.limit.arn
}
resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:*", "sqs:SendMessage"], Resource = "*" }] })
}`,
    permits: { 'aws_iam_role.worker': ['sqs:SendMessage only sqs:SendMessage on *'] },
  },
  {
    title: 'a boundary that is a variable is not known, and neither is whether there is one',
    text: `
variable "limit" {}
resource "aws_iam_role" "worker" {
  ${trusted}
  permissions_boundary = var.limit
}
resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}`,
    permits: { 'aws_iam_role.worker': ['s3:* on * ? limit has no value'] },
  },
  {
    title: 'a boundary that is null is none',
    text: `
variable "limit" {
  default = null
}
resource "aws_iam_role" "worker" {
  ${trusted}
  permissions_boundary = var.limit
}
resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}`,
    permits: { 'aws_iam_role.worker': ['s3:* on *'] },
  },
  {
    title: 'a role that the module looks up has at least what the module adds',
    text: `
data "aws_iam_role" "shared" {
  name = "shared"
}
resource "aws_iam_role_policy" "all" {
  role   = data.aws_iam_role.shared.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "iam:PassRole"], Resource = "*" }, { Effect = "Deny", Action = "iam:*", Resource = "*" }] })
}`,
    permits: {
      'data.aws_iam_role.shared': [
        's3:GetObject less iam:* on *',
        'and more: data.aws_iam_role.shared is read from the provider',
      ],
    },
  },
]

describe.each([
  ['CloudFormation', 'template.yaml', templates],
  ['SAM', 'template.yaml', samTemplates],
  ['Terraform', 'main.tf', modules],
] as const)('%s', (_, path, cases) => {
  test.each(cases)('$title', async ({ text, permits, managed }) => {
    expect(await effective({ [path]: text }, managed ? { managed } : {})).toEqual(permits)
  })
})
