locals {
  table = "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.me.account_id}:table/${var.table}"
}

variable "table" {}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "all" {
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}"
}

resource "aws_iam_role_policy" "encoded" {
  name = "encoded"
  role = aws_iam_role.all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem"]
        Resource = local.table
      },
    ]
  })
}

resource "aws_iam_role_policy" "heredoc" {
  name   = "heredoc"
  role   = aws_iam_role.all.name
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["dynamodb:GetItem"],
      "Resource": "*"
    }
  ]
}
EOF
}

resource "aws_iam_role_policy" "interpolated" {
  name   = "interpolated"
  role   = aws_iam_role.all.name
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Read",
          "Effect": "Allow",
          "Action": ["dynamodb:GetItem"],
          "Resource": ["${local.table}", "${local.table}/index/*"]
        }
      ]
    }
  EOF
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["dynamodb:Scan"]
    resources = ["*"]
  }

  statement {
    sid    = "Everyone"
    effect = "Deny"

    not_actions   = ["dynamodb:*"]
    not_resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "read" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    sid       = "Read"
    actions   = ["dynamodb:GetItem"]
    resources = [local.table]

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/user"
      values   = ["&{aws:username}"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [true]
    }
  }

  dynamic "statement" {
    for_each = { logs = "logs:PutLogEvents", traces = "xray:PutTraceSegments" }
    content {
      sid       = title(statement.key)
      actions   = [statement.value]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role_policy" "document" {
  name   = "document"
  role   = aws_iam_role.all.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policy" "template" {
  name   = "template"
  role   = aws_iam_role.all.name
  policy = templatefile("${path.module}/policy.json.tftpl", { resource = local.table, actions = ["dynamodb:GetItem", "dynamodb:Query"] })
}

resource "aws_iam_role_policy" "file" {
  name   = "file"
  role   = aws_iam_role.all.name
  policy = file("policy.json")
}

resource "aws_iam_role_policy" "gone" {
  name   = "gone"
  role   = aws_iam_role.all.name
  policy = file("missing.json")
}
