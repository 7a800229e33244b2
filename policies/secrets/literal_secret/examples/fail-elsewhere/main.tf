# Written as a local value, a default, in JSON and in a file of variables. None of these is real.
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
      GITHUB_TOKEN = local.github # finding: environment/GITHUB_TOKEN/secret
      SENDGRID_KEY = var.sendgrid # finding: environment/SENDGRID_KEY/secret
      SLACK        = var.slack # finding: environment/SLACK/secret
      CONFIG = jsonencode({ # finding: environment/CONFIG/secret
        database = { user = "shop", password = "not-a-real-0ne" }
      })
      WEBHOOK = <<-EOT # finding: environment/WEBHOOK/secret
        {"url": "https://hooks.slack.com/services/T0000000/B0000000/notarealhooknotareal"}
      EOT
    }
  }
}

locals {
  github = "ghp_notarealtokennotarealtokennotarealto"
}

variable "sendgrid" {
  type    = string
  default = "SG.notarealkeynotarealkey.notarealkeynotarealkeynotarealkeynotarealke"
}

variable "slack" {
  type = string
}
