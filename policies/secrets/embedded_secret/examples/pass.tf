# Made up, read from a store, asked for, left to another policy, or no secret at all.
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
      DB_PASSWORD = "not-a-real-0ne"
    }
  }
}

resource "random_password" "database" {
  length = 32
}

resource "aws_db_instance" "shop" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = random_password.database.result
}

resource "aws_db_instance" "asked" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = var.password
}

variable "password" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "aws_secretsmanager_secret_version" "database" {
  secret_id     = aws_secretsmanager_secret.database.id
  secret_string = jsonencode({ username = "shop", password = random_password.database.result })
}

# To plain_ssm_parameter.
resource "aws_ssm_parameter" "token" {
  name  = "/shop/prod/token"
  type  = "String"
  value = "n0tarealtoken"
}

resource "aws_ssm_parameter" "path" {
  name  = "/shop/prod/other-token"
  type  = "SecureString"
  value = "to be replaced"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_cognito_user_pool_client" "shop" {
  name            = "shop"
  user_pool_id    = "eu-west-1_abcdefghi"
  generate_secret = true
}
