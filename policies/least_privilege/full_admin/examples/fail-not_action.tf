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

data "aws_iam_policy_document" "most" {
  statement {
    not_actions = ["organizations:*", "account:*"] # finding: statements/0/not_actions/0
    resources   = ["*"]
  }
}

resource "aws_iam_role_policy" "most" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.most.json
}

resource "aws_lambda_function" "importer" {
  function_name = "importer"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/importer.zip"
}
