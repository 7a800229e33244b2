variable "database_password" {
  type      = string
  sensitive = true
}

resource "aws_ssm_parameter" "database" {
  name  = "/shop/database/password"
  type  = "SecureString"
  value = var.database_password
}

resource "aws_ssm_parameter" "host" {
  name  = "/shop/database/host"
  type  = "String"
  value = "db.example"
}

# Where the secret lies is none.
resource "aws_ssm_parameter" "where" {
  name  = "/shop/database/secret"
  type  = "String"
  value = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf"
}

resource "aws_ssm_parameter" "length" {
  name  = "/shop/rules/password"
  type  = "String"
  value = "12"
}

resource "aws_ssm_parameter" "endpoint" {
  name  = "/shop/auth/token_url"
  type  = "String"
  value = "https://auth.example/token"
}
