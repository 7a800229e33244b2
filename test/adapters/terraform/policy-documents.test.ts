import { describe, expect, test } from 'vitest'
import { resultOf } from './reading.ts'

const documents = `
data "aws_partition" "here" {}
data "aws_iam_policy_document" "base" {
  version   = "2008-10-17"
  policy_id = "base"
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject", "s3:ListBucket", "s3:GetObject"]
    resources = ["arn:\${data.aws_partition.here.partition}:s3:::data/&{aws:username}"]
    not_actions = []
    principals {
      type        = "Service"
      identifiers = ["lambda.\${data.aws_partition.here.dns_suffix}"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [true]
    }
  }
}
data "aws_iam_policy_document" "small" {
  statement {
    actions   = ["sqs:*"]
    resources = ["*"]
  }
}
`

describe('a policy document of a data source', () => {
  test('takes the place of an earlier statement with its sid, and is written as the provider writes it', async () => {
    const region = 'eu-west-1'
    expect(await resultOf('jsondecode(data.aws_iam_policy_document.all.json)', documents, { region })).toEqual({
      Version: '2012-10-17',
      Id: 'base',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: ['s3:ListBucket', 's3:GetObject'],
          Resource: `arn:aws:s3:::data/\${aws:username}`,
          Principal: { Service: 'lambda.amazonaws.com' },
          Condition: { Bool: { 'aws:SecureTransport': 'true' } },
        },
      ],
    })
  })

  test('has the text that the provider gives it, with blanks and without', async () => {
    const statement = '      "Effect": "Allow",\n      "Action": "sqs:*",\n      "Resource": "*"'
    expect(await resultOf('data.aws_iam_policy_document.small.json', documents)).toBe(
      `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n${statement}\n    }\n  ]\n}`,
    )
    expect(await resultOf('length(data.aws_iam_policy_document.small.minified_json)', documents)).toBe(89)
  })

  test('is known but for the region, where that is not given', async () => {
    const service = 'jsondecode(data.aws_iam_policy_document.all.json).Statement[0].Principal.Service'
    const unknown = { why: 'the domain depends on the region', refs: ['AWS::URLSuffix'] }
    expect(await resultOf(service, documents)).toEqual({ $partial: ['lambda.', { $unknown: unknown }] })
  })
})
