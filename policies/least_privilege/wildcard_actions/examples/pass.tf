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

resource "aws_cloudwatch_log_group" "resizer" {
  name              = "/aws/lambda/resizer"
  retention_in_days = 30
}

resource "aws_iam_role_policy" "resizer" {
  role = aws_iam_role.this.id

  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:PutObject"],
          "Resource": "arn:aws:s3:::acme-uploads/*"
        },
        {
          "Effect": "Allow",
          "Action": "logs:*",
          "Resource": "${aws_cloudwatch_log_group.resizer.arn}:*"
        }
      ]
    }
  EOT
}

resource "aws_lambda_function" "resizer" {
  function_name = "resizer"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/resizer.zip"
}
