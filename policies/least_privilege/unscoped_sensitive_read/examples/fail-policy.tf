# A policy of its own, attached to the role.
data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_policy" "buckets" {
  name = "buckets"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetObject*"] # finding: statements/0/actions/1
        Resource = "*"
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "buckets" {
  role       = aws_iam_role.worker.name
  policy_arn = aws_iam_policy.buckets.arn
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.worker.arn
  filename      = "build/worker.zip"
}
