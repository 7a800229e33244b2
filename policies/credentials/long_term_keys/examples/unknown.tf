variable "settings" {
  type = map(string)
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

resource "aws_iam_role" "backup" {
  name               = "backup"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "backup" {
  function_name = "backup"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.backup.arn
  filename      = "build/backup.zip"

  environment {
    variables = var.settings # finding: environment
  }
}
