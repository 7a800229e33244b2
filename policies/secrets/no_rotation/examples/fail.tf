resource "aws_secretsmanager_secret" "database" { # finding: rotation
  name = "shop/database"
}

resource "aws_secretsmanager_secret" "mail" {
  name = "shop/mail"
}

resource "aws_secretsmanager_secret_rotation" "mail" {
  secret_id           = aws_secretsmanager_secret.mail.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 365 # finding: rotation/days
  }
}

resource "aws_secretsmanager_secret" "cache" {
  name = "shop/cache"
}

resource "aws_secretsmanager_secret_rotation" "cache" {
  secret_id           = aws_secretsmanager_secret.cache.arn
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"

  rotation_rules {
    schedule_expression = "rate(180 days)" # finding: rotation/schedule
  }
}
