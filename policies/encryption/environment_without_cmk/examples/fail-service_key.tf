variable "api_token" {
  type      = string
  sensitive = true
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
  kms_key_arn   = "arn:aws:kms:eu-central-1:123456789012:alias/aws/lambda" # finding: environment_key

  environment {
    variables = {
      API_TOKEN = var.api_token
    }
  }
}
