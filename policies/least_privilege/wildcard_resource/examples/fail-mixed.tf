# One action can be limited, the other cannot: they belong into statements of their own.
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
  name               = "orders"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["xray:PutTraceSegments", "sqs:SendMessage"]
    resources = ["*"] # finding: statements/0/resources/0/breadth
  }
}

resource "aws_iam_role_policy" "access" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.access.json
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"
}
