# The function has no key of its own.
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
      DB_PASSWORD    = jsondecode(data.aws_secretsmanager_secret_version.database.secret_string)["password"] # finding: environment/DB_PASSWORD/origin
      DATABASE_URL   = "postgres://shop:${data.aws_secretsmanager_secret_version.database.secret_string}@db.example/shop" # finding: environment/DATABASE_URL/origin
      API_TOKEN      = data.aws_ssm_parameter.token.value # finding: environment/API_TOKEN/origin
      SESSION_SECRET = random_password.session.result # finding: environment/SESSION_SECRET/origin
      SIGNING_KEY    = tls_private_key.signing.private_key_pem # finding: environment/SIGNING_KEY/origin
      CLIENT_SECRET  = aws_cognito_user_pool_client.shop.client_secret # finding: environment/CLIENT_SECRET/origin
    }
  }
}

data "aws_secretsmanager_secret_version" "database" {
  secret_id = "shop/database"
}

data "aws_ssm_parameter" "token" {
  name = "/shop/prod/token"
}

resource "random_password" "session" {
  length = 32
}

resource "tls_private_key" "signing" {
  algorithm = "ED25519"
}

resource "aws_cognito_user_pool" "shop" {
  name = "shop"
}

resource "aws_cognito_user_pool_client" "shop" {
  name            = "shop"
  user_pool_id    = aws_cognito_user_pool.shop.id
  generate_secret = true
}
