# None of these is real.
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
      TABLE             = "orders"
      DB_PASSWORD       = "correct horse battery staple" # finding: environment/DB_PASSWORD/form
      STRIPE_API_KEY    = local.stripe # finding: environment/STRIPE_API_KEY/form
      SIGNING_KEY       = "${local.stripe}-signing" # finding: environment/SIGNING_KEY/form
      SERVICE_TOKEN     = var.service # finding: environment/SERVICE_TOKEN/form
      SMTP_CREDENTIALS  = "mailer/N0tarealone=" # finding: environment/SMTP_CREDENTIALS/form
    }
  }
}

locals {
  stripe = "n0tarealkey"
}

variable "service" {
  type      = string
  sensitive = true
}
