variable "secret_key" {
  type      = string
  sensitive = true
}

resource "aws_iam_user" "backup" {
  name = "backup"
}

resource "aws_iam_access_key" "backup" {
  user = aws_iam_user.backup.name
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
    variables = {
      BACKUP_AWS_ACCESS_KEY_ID     = aws_iam_access_key.backup.id # finding: environment/BACKUP_AWS_ACCESS_KEY_ID/origin
      BACKUP_AWS_SECRET_ACCESS_KEY = var.secret_key # finding: environment/BACKUP_AWS_SECRET_ACCESS_KEY/origin
      PARTNER_KEY_ID               = aws_iam_access_key.backup.id
      PARTNER_KEY                  = aws_iam_access_key.backup.secret # finding: environment/PARTNER_KEY/origin
    }
  }
}
