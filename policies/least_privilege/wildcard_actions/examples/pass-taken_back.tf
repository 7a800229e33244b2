# A Deny of the service and a permissions boundary of single actions take the wildcard back.
resource "aws_iam_role" "denied" {
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy" "denied" {
  role = aws_iam_role.denied.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::shop-images/*" },
      { Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::shop-*" },
    ]
  })
}

resource "aws_iam_role" "bounded" {
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = aws_iam_policy.limit.arn
}

resource "aws_iam_role_policy" "bounded" {
  role   = aws_iam_role.bounded.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_policy" "limit" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }] })
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
