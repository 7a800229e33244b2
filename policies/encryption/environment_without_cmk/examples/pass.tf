variable "api_token" {
  type      = string
  sensitive = true
}

resource "aws_kms_key" "orders" {
  enable_key_rotation = true
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

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.orders.arn
  filename      = "build/orders.zip"
  kms_key_arn   = aws_kms_key.orders.arn

  environment {
    variables = {
      API_TOKEN = var.api_token
    }
  }
}

# Guards against: a fault in a function with a key and nothing that it would encrypt.
resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.orders.arn
  filename      = "build/refunds.zip"
  kms_key_arn   = aws_kms_key.orders.arn
}
