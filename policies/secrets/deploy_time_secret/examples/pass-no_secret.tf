# Of what is resolved, nothing is a secret.
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
      DB_USER    = jsondecode(data.aws_secretsmanager_secret_version.database.secret_string)["username"]
      STAGE      = data.aws_ssm_parameter.stage.value
      SECRET_ARN = data.aws_secretsmanager_secret_version.database.arn
      API_TOKEN  = var.token
    }
  }
}

data "aws_secretsmanager_secret_version" "database" {
  secret_id = "shop/database"
}

data "aws_ssm_parameter" "stage" {
  name = "/shop/prod/stage"
}

variable "token" {
  type      = string
  sensitive = true
}
