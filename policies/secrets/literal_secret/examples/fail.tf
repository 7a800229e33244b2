# None of these is real.
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

  environment {
    variables = {
      TABLE        = "orders"
      AWS_KEY      = "AKIAIOSFODNN7EXAMPLE" # finding: environment/AWS_KEY/secret
      DATABASE_URL = "postgres://shop:not-a-real-one@${var.database_host}/shop" # finding: environment/DATABASE_URL/secret
      STRIPE_KEY   = "sk_live_notarealkeynotareal" # finding: environment/STRIPE_KEY/secret
    }
  }
}

variable "database_host" {
  type = string
}
