# Four functions read one secret through one role.
data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "aws_iam_role_policy" "database" {
  role = aws_iam_role.shop.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = aws_secretsmanager_secret.database.arn # finding: roles/0/statements/0/resources/0/target
    }]
  })
}

resource "aws_lambda_function" "shop" {
  for_each      = toset(["carts", "invoices", "orders", "refunds"])
  function_name = each.key
  runtime       = "nodejs22.x"
  handler       = "${each.key}.handler"
  role          = aws_iam_role.shop.arn
  filename      = "build/shop.zip"
}

# Everybody may read this one.
resource "aws_secretsmanager_secret" "mail" {
  name = "shop/mail"
}

resource "aws_secretsmanager_secret_policy" "mail" {
  secret_arn = aws_secretsmanager_secret.mail.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # finding: policies/0/statements/0/principals/0/any
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}
