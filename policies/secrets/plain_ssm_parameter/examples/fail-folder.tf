# Guards against: only the last part of a name looked at.
resource "aws_ssm_parameter" "admin" {
  name  = "/shop/passwords/admin"
  type  = "String" # finding: type
  value = "not-a-real-one-8"
}
