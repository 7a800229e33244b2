# One block, but a role of its own for each function.
locals {
  functions = toset(["orders", "refunds"])
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

resource "aws_iam_role" "each" {
  for_each = local.functions

  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "each" {
  for_each = local.functions

  function_name = each.key
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.each[each.key].arn
  filename      = "build/${each.key}.zip"
}
