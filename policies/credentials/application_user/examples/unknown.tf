variable "status" {
  type = string
}

resource "aws_iam_user" "backup" {
  name = "backup"
}

resource "aws_iam_access_key" "backup" {
  user   = aws_iam_user.backup.name
  status = var.status # finding: access_keys/0/status
}
