resource "aws_iam_user" "backup" {
  name = "backup"
}

resource "aws_iam_access_key" "backup" {
  user   = aws_iam_user.backup.name
  status = "Inactive"
}

# Its key is the password for SMTP.
resource "aws_iam_user" "mail" {
  name = "mail"
}

resource "aws_iam_user_policy" "mail" {
  user = aws_iam_user.mail.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ses:SendRawEmail", Resource = "*" }]
  })
}

resource "aws_iam_access_key" "mail" {
  user = aws_iam_user.mail.name
}
