# Addresses, names and paths of secrets, switches, numbers and what is to be filled in.
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

  environment {
    variables = {
      SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/database-Ab1Cd2"
      DB_PASSWORD = "/shop/prod/database/password"
      API_KEY = "shop/prod/api-key"
      TOKEN = "https://auth.example/token"
      DB_SECRET = "orders-db-credentials"
      VERIFY_TOKEN = "true"
      GENERATE_SECRET = "3Fk9x81zz"
      ID_TOKEN = "3600"
      GITHUB_TOKEN = "<your token>"
      STRIPE_SECRET = "CHANGE_ME"
      JWT_SECRET = ""
      NEXT_PUBLIC_API_KEY = "5f0c1e8e7d3b4a6f9e2d0c1b"
      PASSWORD_MIN_LENGTH = "12"
      TOKEN_TYPE = "Bearer9x"
      DB_SECRET_ARN = aws_secretsmanager_secret.database.arn
      PASSWORD = var.password
      SESSION_SECRET = random_password.session.result
      AUTH_TOKEN = data.aws_ssm_parameter.token.value
    }
  }
}

variable "password" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "random_password" "session" {
  length = 32
}

data "aws_ssm_parameter" "token" {
  name = "/shop/prod/token"
}
