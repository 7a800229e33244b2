# A plain entry of the parameter store that its form gives away. Not real.
resource "aws_ssm_parameter" "settings" {
  name  = "/shop/prod/settings"
  type  = "String"
  value = "AKIAIOSFODNN7EXAMPLE" # finding: secrets/0/detector
}
