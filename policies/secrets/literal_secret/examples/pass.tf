# Names of things, identifiers and hashes are no secrets, nor is what is resolved when it is deployed.
variable "api_token" {
  type      = string
  sensitive = true
}

data "aws_secretsmanager_secret_version" "database" {
  secret_id = "shop/database"
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

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_secretsmanager_secret" "signing" {
  name = "shop/signing"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"

  environment {
    variables = {
      SECRET_ARN   = aws_secretsmanager_secret.signing.arn
      API_TOKEN    = var.api_token
      DATABASE_URL = "postgres://shop:${data.aws_secretsmanager_secret_version.database.secret_string}@db.example/shop"
      COMMIT       = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
      API_URL      = "https://api.example:8443/orders"
    }
  }
}
