# Which of several roles the second function gets, nobody can tell: it may be the first one's.
variable "stage" {
  type = string
}

locals {
  roles = {
    dev  = "arn:aws:iam::123456789012:role/orders-dev"
    prod = "arn:aws:iam::123456789012:role/orders-prod"
  }
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

resource "aws_iam_role" "this" { # finding: functions
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = local.roles[var.stage]
  filename      = "build/refunds.zip"
}
