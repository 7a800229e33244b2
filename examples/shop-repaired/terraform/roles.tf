# A role for each function: its policy, what every function writes, and who may take it on.

locals {
  policies = {
    orders      = data.aws_iam_policy_document.orders.json
    worker      = data.aws_iam_policy_document.worker.json
    indexer     = data.aws_iam_policy_document.indexer.json
    thumbnailer = data.aws_iam_policy_document.thumbnailer.json
    report      = data.aws_iam_policy_document.report.json
  }
}

resource "aws_iam_role" "function" {
  for_each = local.policies

  name               = "shop-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy" "function" {
  for_each = local.policies

  name   = each.key
  role   = aws_iam_role.function[each.key].id
  policy = each.value
}

resource "aws_iam_role_policy_attachment" "logs" {
  for_each = local.policies

  role       = aws_iam_role.function[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "traces" {
  for_each = local.policies

  role       = aws_iam_role.function[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "orders" {
  statement {
    sid       = "Orders"
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"]
  }

  statement {
    sid       = "Jobs"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }

  statement {
    sid       = "Payment"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.payment.arn]
  }
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.jobs.arn]
  }

  statement {
    actions   = ["dynamodb:UpdateItem"]
    resources = ["arn:${local.partition}:dynamodb:${data.aws_region.current.region}:${local.account}:table/shop-orders"]
  }
}

data "aws_iam_policy_document" "indexer" {
  statement {
    sid = "Changes"
    actions = [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
    ]
    resources = [aws_dynamodb_table.orders.stream_arn]
  }

  statement {
    sid       = "Search"
    actions   = ["dynamodb:PutItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.search.arn]
  }
}

data "aws_iam_policy_document" "thumbnailer" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.pictures}/*"]
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.thumbnails.arn}/*"]
  }
}

data "aws_iam_policy_document" "report" {
  statement {
    actions   = ["dynamodb:Scan"]
    resources = [aws_dynamodb_table.orders.arn]
  }
}
