variable "days" {
  type = number
}

variable "tags" {
  type = map(string)
}

resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "aws_secretsmanager_secret_rotation" "database" {
  secret_id           = aws_secretsmanager_secret.database.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = var.days # finding: rotation/days
  }
}

# It may have the tag of what is replaced elsewhere.
resource "aws_secretsmanager_secret" "payments" {
  name = "shop/payments"
  tags = var.tags # finding: rotation
}
