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

resource "aws_iam_role_policy" "access" {
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      NotAction = "iam:*" # finding: statements/0/not_actions/0
      Resource  = "*"
    }]
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"
}
