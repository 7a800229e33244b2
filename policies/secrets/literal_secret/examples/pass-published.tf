# What only looks like a secret: placeholders, hashes, the public half of a key.
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
      DATABASE_URL = "postgres://shop:${var.password}@db.example/shop"
      TEMPLATE_URL = "postgres://shop:<password>@db.example/shop"
      STRIPE_KEY   = "pk_live_notarealkeynotareal"
      PUBLIC_KEY   = "-----BEGIN PUBLIC KEY-----\nMIIBnotarealkeynotarealkey"
      CHECKSUM     = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
      SPARE_KEY    = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"
    }
  }
}

variable "password" {
  type      = string
  sensitive = true
}
