variable "environment" {
  type = string
}

variable "mail_password" {
  type      = string
  sensitive = true
}

resource "random_password" "signing" {
  length = 32
}

resource "aws_ssm_parameter" "database" {
  name  = "/shop/database/password"
  type  = "String" # finding: type
  value = "Kugelblitz-fake-17"
}

# What stands before the last part does not matter.
resource "aws_ssm_parameter" "mail" {
  name  = "/${var.environment}/mail/password"
  type  = "String" # finding: type
  value = var.mail_password
}

resource "aws_ssm_parameter" "tokens" {
  name  = "/shop/api_tokens/github_token"
  type  = "StringList" # finding: type
  value = "to be filled in"
}

resource "aws_ssm_parameter" "signing" {
  name           = "signing-key"
  type           = "String" # finding: type
  insecure_value = random_password.signing.result
}

resource "aws_ssm_parameter" "administrator" {
  name  = "/production/database/password/master"
  type  = "String" # finding: type
  value = var.mail_password
}
