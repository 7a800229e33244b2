# The tag says of one function that changing infrastructure is its purpose; the other one does not.
data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["events:PutRule", "events:PutTargets"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "access" {
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.access.json
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.worker.arn
  filename      = "build/worker.zip"

  tags = {
    deployer = "true"
  }
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.other.arn
  filename      = "build/other.zip"
}
