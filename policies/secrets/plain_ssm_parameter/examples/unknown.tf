variable "name" {
  type = string
}

variable "kind" {
  type = string
}

resource "aws_ssm_parameter" "any" {
  name  = "/shop/${var.name}" # finding: label
  type  = "String"
  value = "Kugelblitz-fake-17"
}

resource "aws_ssm_parameter" "database" {
  name  = "/shop/database/password"
  type  = var.kind # finding: type
  value = "set by hand"
}
