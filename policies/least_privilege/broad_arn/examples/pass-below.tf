# guards against: calling every `*` in an ARN too broad. What lies below one resource is that resource.
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
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-uploads/*"]
  }

  statement {
    actions   = ["dynamodb:GetRecords"]
    resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/*"]
  }

  statement {
    actions   = ["logs:FilterLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/orders:*"]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-??????"]
  }

  statement {
    actions   = ["ssm:GetParametersByPath"]
    resources = ["arn:aws:ssm:eu-west-1:123456789012:parameter/orders/*"]
  }

  statement {
    actions   = ["execute-api:ManageConnections"]
    resources = ["arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/POST/@connections/*"]
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
