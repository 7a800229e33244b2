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

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_iam_policy_document" "resizer" {
  statement {
    actions   = ["s3:*", "dynamodb:PutItem"] # finding: statements/0/actions/0
    resources = ["*"]
  }

  statement {
    actions = [
      "SQS:*", # finding: statements/1/actions/0
    ]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_role_policy" "resizer" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.resizer.json
}

resource "aws_lambda_function" "resizer" {
  function_name = "resizer"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/resizer.zip"
}
