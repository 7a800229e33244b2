/** A statement of a policy, in the words of IAM. */
export type Written = Readonly<Record<string, unknown>>

export function allow(action: unknown, resource: unknown, condition?: unknown): Written {
  return { Effect: 'Allow', Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) }
}

export function deny(action: unknown, resource: unknown, condition?: unknown): Written {
  return { ...allow(action, resource, condition), Effect: 'Deny' }
}

/**
 * One application in each writing: a function whose role has these statements inline, beside a table, a queue and a
 * bucket, with these statements in its permissions boundary.
 */
export const writings: Readonly<
  Record<string, (statements: readonly Written[], boundary?: readonly Written[]) => Readonly<Record<string, string>>>
> = {
  CloudFormation: (statements, boundary) => ({
    'template.json': template({
      ...things,
      ...boundaryOf(boundary),
      Worker: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {},
          Policies: [{ PolicyName: 'work', PolicyDocument: { Statement: statements } }],
          ...(boundary ? { PermissionsBoundary: { Ref: 'Limit' } } : {}),
        },
      },
    }),
  }),
  SAM: (statements, boundary) => ({
    'template.json': template(
      {
        ...things,
        ...boundaryOf(boundary),
        Worker: {
          Type: 'AWS::Serverless::Function',
          Properties: {
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            InlineCode: 'exports.handler = async () => 1',
            Policies: [{ Statement: statements }],
            ...(boundary ? { PermissionsBoundary: { Ref: 'Limit' } } : {}),
          },
        },
      },
      { Transform: 'AWS::Serverless-2016-10-31' },
    ),
  }),
  Terraform: (statements, boundary) => ({
    'main.tf': `
resource "aws_dynamodb_table" "orders" {
  name     = "shop-orders"
  hash_key = "id"
}
resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs"
}
resource "aws_s3_bucket" "images" {
  bucket = "shop-images"
}
resource "aws_iam_role" "worker" {
  assume_role_policy = jsonencode({})
  ${boundary ? 'permissions_boundary = aws_iam_policy.limit.arn' : ''}
}
resource "aws_iam_role_policy" "work" {
  role   = aws_iam_role.worker.id
  policy = ${encoded(statements)}
}
${boundary ? `resource "aws_iam_policy" "limit" {\n  name   = "limit"\n  policy = ${encoded(boundary)}\n}` : ''}
`,
  }),
}

/** The ids that Terraform gives, as the templates call the same things. */
export function asInTemplates(line: string): string {
  return line.replace(/\baws_\w+\.(\w)(\w*)/g, (_, first: string, rest: string) => first.toUpperCase() + rest)
}

const things = {
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'shop-orders' } },
  Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-jobs' } },
  Images: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shop-images' } },
}

function boundaryOf(boundary: readonly Written[] | undefined): object {
  if (!boundary) return {}
  return {
    Limit: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'limit', PolicyDocument: { Statement: boundary } },
    },
  }
}

function template(resources: object, head: object = {}): string {
  return JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', ...head, Resources: resources }, null, 2)
}

function encoded(statements: readonly Written[]): string {
  return `jsonencode(${JSON.stringify({ Statement: statements }).replaceAll('${', () => '$${')})`
}
