# References and a variable that has nothing to do with it leave nothing open.
variable "stage" {
  type = string
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

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"

  environment {
    variables = {
      STAGE        = var.stage
      QUEUE_URL    = aws_sqs_queue.jobs.url
      PGSSLMODE    = "verify-full"
      DATABASE_URL = "postgres://shop@db.example/shop?sslmode=verify-full"
    }
  }
}
