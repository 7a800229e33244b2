resource "aws_iam_user" "backup" {
  name = "backup"
}

resource "aws_iam_access_key" "backup" { # finding: access_keys/0/status
  user = aws_iam_user.backup.name
}

# Whose key it is does not matter.
resource "aws_iam_access_key" "deploy" {
  user   = "deploy"
  status = "Active" # finding: access_keys/0/status
}
