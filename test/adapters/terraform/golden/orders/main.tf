terraform {
  required_version = ">= 1.5"
}

provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      application = "orders"
      owner       = var.owner
    }
  }
}

variable "owner" {
  type        = string
  description = "The team that is called at night."
}

variable "memory" {
  type    = number
  default = "512"
}

locals {
  name = "orders-${terraform.workspace}"
  environment = {
    TABLE  = aws_dynamodb_table.orders.name
    QUEUE  = aws_sqs_queue.jobs.url
    REGION = data.aws_region.current.name
    OWNER  = var.owner
    LEVEL  = "info"
  }
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
data "aws_partition" "current" {}

data "aws_ssm_parameter" "token" {
  name = "/orders/token"
}

resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }

  tags = {
    owner = "storage"
  }
}

resource "aws_sqs_queue" "failed" {
  name_prefix = "failed-"
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = 90
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 4
  })
}

resource "aws_lambda_function" "api" {
  function_name = "${local.name}-api"
  role          = aws_iam_role.api.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "build/api.zip"
  memory_size   = var.memory

  environment {
    variables = merge(local.environment, {
      TOKEN = data.aws_ssm_parameter.token.value
    })
  }

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = "1"
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.api.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"

  cors {
    allow_origins = ["*"]
  }
}

resource "aws_iam_role" "api" {
  name = "orders-api"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"]

  inline_policy {
    name = "read"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }
    })
  }
}

resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.api.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_policy" "send" {
  name = "send"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Send"
      Effect   = "Allow"
      Action   = ["sqs:SendMessage"]
      Resource = "arn:aws:sqs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:jobs"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "send" {
  role       = aws_iam_role.api.id
  policy_arn = aws_iam_policy.send.arn
}

resource "aws_lambda_permission" "anyone" {
  statement_id           = "Url"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.api.arn
  principal              = "*"
  function_url_auth_type = "NONE"
  source_account         = ""
}

resource "aws_lambda_permission" "neighbour" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_alias.live.arn
  principal      = "123456789012"
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/lambda/${aws_lambda_function.api.function_name}"
  retention_in_days = 0
}

resource "aws_cloudfront_function" "headers" {
  name    = "headers"
  runtime = "cloudfront-js-2.0"
  code    = file("headers.js")
}

output "url" {
  value = aws_lambda_function_url.live.function_url
}
