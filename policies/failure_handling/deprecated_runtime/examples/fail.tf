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

resource "aws_lambda_function" "legacy" {
  function_name = "legacy"
  runtime       = "python2.7" # finding: runtime
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/legacy.zip"
}

resource "aws_lambda_function" "old" {
  function_name = "old"
  runtime       = "nodejs18.x" # finding: runtime
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/old.zip"
}
