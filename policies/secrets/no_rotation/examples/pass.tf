resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "aws_secretsmanager_secret_rotation" "database" {
  secret_id           = aws_secretsmanager_secret.database.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

# As the secret itself said until version 4 of the provider.
resource "aws_secretsmanager_secret" "mail" {
  name                = "shop/mail"
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 7
  }
}

# Only the company that issued it can replace it.
resource "aws_secretsmanager_secret" "payments" {
  name = "shop/payments"

  tags = {
    rotation = "external"
  }
}

# What is managed elsewhere is judged there.
data "aws_secretsmanager_secret" "shared" {
  name = "shared"
}
