# What sends mail may also read the backups: that key is no password for SMTP.
resource "aws_iam_user" "mail" {
  name = "mail"
}

resource "aws_iam_user_policy" "mail" {
  user = aws_iam_user.mail.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ses:SendEmail", "ses:SendRawEmail"], Resource = "*" },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-backups/*" },
    ]
  })
}

resource "aws_iam_access_key" "mail" { # finding: access_keys/0/status
  user = aws_iam_user.mail.name
}
