resource "random_password" "admin" {
  length = 32
}

resource "aws_ssm_parameter" "admin" {
  name  = "/shop/admin"
  type  = "String" # finding: type
  value = random_password.admin.result
}
