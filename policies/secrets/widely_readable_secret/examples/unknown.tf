# Whether the account is the own one, only who deploys knows.
resource "aws_secretsmanager_secret" "mail" {
  name = "shop/mail"
}

resource "aws_secretsmanager_secret_policy" "mail" {
  secret_arn = aws_secretsmanager_secret.mail.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:role/reader" } # finding: policies/0/statements/0/principals/0/account
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}
