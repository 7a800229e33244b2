# The environment is encrypted with a key of the team.
data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"
  kms_key_arn   = aws_kms_key.environment.arn

  environment {
    variables = {
      DB_PASSWORD = data.aws_secretsmanager_secret_version.database.secret_string
    }
  }
}

data "aws_secretsmanager_secret_version" "database" {
  secret_id = "shop/database"
}

resource "aws_kms_key" "environment" {
  enable_key_rotation = true
}
