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

  vpc_config {
    subnet_ids         = ["subnet-0a1b2c3d4e5f67890"]
    security_group_ids = ["sg-0a1b2c3d4e5f67890"]
  }
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["elasticache:Connect"]
    resources = ["arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:orders"]
  }
}

resource "aws_iam_role_policy" "orders" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.orders.json
}

# It writes mails, which can be done from anywhere.
resource "aws_iam_role" "mail" {
  name               = "mail"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.mail.arn
  filename      = "build/mail.zip"
}
