variable "networks" {
  type = list(object({ subnets = list(string), groups = list(string) }))
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

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"

  dynamic "vpc_config" { # finding: vpc
    for_each = var.networks

    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = vpc_config.value.groups
    }
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
