data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "friends" {
  name               = "friends"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy" "friends" {
  role = aws_iam_role.friends.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "neptune-db:*", Resource = "arn:aws:neptune-db:eu-central-1:123456789012:cluster-ABC/*" }]
  })
}

resource "aws_lambda_function" "friends" { # finding: vpc
  function_name = "friends"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.friends.arn
  filename      = "build/friends.zip"
}
